package stream.common.mp4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;

class Mp4MuxerTest {
    private static final TrackConfig.Video AVC =
            new TrackConfig.Video("avc1.42C01F", 320, 180, HexFormat.of().parseHex("0142c01fffe1"));

    private static MediaPacket video(int flags, long micros, byte[] payload) {
        return new MediaPacket(Track.VIDEO, flags, 0, micros, 0, ByteBuffer.wrap(payload));
    }

    /// The types of the boxes one after the other, with what is in them.
    private static String outline(ByteBuffer in) {
        var out = new StringBuilder();
        while (in.hasRemaining()) {
            int size = in.getInt(in.position());
            var type = StandardCharsets.US_ASCII
                    .decode(in.slice(in.position() + 4, 4))
                    .toString();
            out.append(out.isEmpty() ? "" : " ").append(type);
            if (List.of("moov", "trak", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf").contains(type)) {
                out.append('(').append(outline(in.slice(in.position() + 8, size - 8))).append(')');
            }
            in.position(in.position() + size);
        }
        return out.toString();
    }

    @Test
    void theInitializationSegmentDescribesTheTracks() {
        var muxer = new Mp4Muxer();
        assertTrue(muxer.configure(Track.VIDEO, AVC));
        var track = "trak(tkhd mdia(mdhd hdlr minf(%s dinf(dref) stbl(stsd stts stsc stsz stco))))";
        assertEquals(
                "ftyp moov(mvhd " + track.formatted("vmhd") + " mvex(trex))", outline(muxer.initialization()));
        assertTrue(muxer.configure(Track.AUDIO, new TrackConfig.Audio("opus", 48000, 2, new byte[0])));
        assertEquals(
                "ftyp moov(mvhd " + track.formatted("vmhd") + " " + track.formatted("smhd") + " mvex(trex trex))",
                outline(muxer.initialization()));
    }

    @Test
    void aFragmentHoldsOnePacket() {
        var muxer = new Mp4Muxer();
        muxer.configure(Track.VIDEO, AVC);
        var fragment = muxer.fragment(video(MediaPacket.KEYFRAME, 33_000, new byte[] {1, 2, 3}));
        assertEquals("moof(mfhd traf(tfhd tfdt trun)) mdat", outline(fragment.duplicate()));
        assertEquals(3, fragment.get(fragment.limit() - 1));
    }

    @Test
    void aCodecThatBrowsersDoNotTakeInMp4IsRefused() {
        var muxer = new Mp4Muxer();
        for (var codec : List.of("vp8", "vp09", ".", "avc1")) {
            assertFalse(muxer.configure(Track.VIDEO, new TrackConfig.Video(codec, 320, 180, new byte[0])));
        }
        assertFalse(muxer.holds(Track.VIDEO));
    }

    @ParameterizedTest
    @CsvSource({"fc, 20000", "78, 20000", "fb03, 60000", "08, 20000", "e0, 2500", "00, 10000", "19, 120000"})
    void theLengthOfAnOpusPacketIsReadFromIt(String hex, int micros) {
        assertEquals(micros, Mp4Muxer.opusMicros(ByteBuffer.wrap(HexFormat.of().parseHex(hex))));
    }

    /// ffmpeg makes a stream, we put it into MP4, ffmpeg decodes it to the same pictures.
    @Test
    void ffmpegDecodesTheSamePictures(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "ffmpeg is not installed");
        var h264 = folder.resolve("in.h264");
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-c:v", "libx264", "-profile:v", "baseline",
                "-tune", "zerolatency", "-x264-params", "aud=1:keyint=10:sliced-threads=0", h264.toString());
        var pictures = accessUnits(Files.readAllBytes(h264));
        var muxer = new Mp4Muxer();
        var config = config(pictures.getFirst());
        assertTrue(muxer.configure(Track.VIDEO, config));
        var out = new ByteArrayOutputStream();
        write(out, muxer.initialization());
        for (int i = 0; i < pictures.size(); i++) {
            boolean key = pictures.get(i).stream().anyMatch(nal -> (nal[0] & 31) == 5);
            write(out, muxer.fragment(video(key ? MediaPacket.KEYFRAME : 0, i * 40_000L, avc(pictures.get(i)))));
        }
        var mp4 = folder.resolve("out.mp4");
        Files.write(mp4, out.toByteArray());
        assertEquals(50, pictures.size());
        assertEquals(hashes(folder, h264), hashes(folder, mp4));
    }

    private static List<String> hashes(Path folder, Path input) throws Exception {
        var out = folder.resolve("md5");
        ffmpeg("-i", input.toString(), "-fps_mode", "passthrough", "-f", "framemd5", out.toString());
        return Files.readAllLines(out).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    private static void ffmpeg(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /// The NAL units of each picture, from an Annex B stream with access unit delimiters.
    private static List<List<byte[]>> accessUnits(byte[] bytes) {
        var all = new ArrayList<List<byte[]>>();
        var starts = new ArrayList<Integer>();
        for (int i = 0; i + 3 <= bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                starts.add(i + 3);
            }
        }
        for (int n = 0; n < starts.size(); n++) {
            int from = starts.get(n);
            int to = n + 1 < starts.size() ? starts.get(n + 1) - 3 : bytes.length;
            while (bytes[to - 1] == 0) {
                to--;
            }
            if ((bytes[from] & 31) == 9) {
                all.add(new ArrayList<>());
            } else {
                all.getLast().add(java.util.Arrays.copyOfRange(bytes, from, to));
            }
        }
        return all;
    }

    private static TrackConfig.Video config(List<byte[]> picture) {
        var sps = picture.stream().filter(nal -> (nal[0] & 31) == 7).findFirst().orElseThrow();
        var pps = picture.stream().filter(nal -> (nal[0] & 31) == 8).findFirst().orElseThrow();
        var avcc = ByteBuffer.allocate(11 + sps.length + pps.length);
        avcc.put((byte) 1).put(sps, 1, 3).put((byte) 0xFF);
        avcc.put((byte) 0xE1).putShort((short) sps.length).put(sps);
        avcc.put((byte) 1).putShort((short) pps.length).put(pps);
        return new TrackConfig.Video("avc1.42C00D", 320, 180, avcc.array());
    }

    private static byte[] avc(List<byte[]> picture) {
        var out = ByteBuffer.allocate(picture.stream().mapToInt(nal -> 4 + nal.length).sum());
        picture.forEach(nal -> out.putInt(nal.length).put(nal));
        return out.array();
    }

    private static void write(ByteArrayOutputStream out, ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            out.write(bytes.get());
        }
    }
}
