package stream.opus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static stream.common.sound.SoundFormat.BLOCK_FRAMES;
import static stream.common.sound.SoundFormat.BLOCK_MILLIS;
import static stream.common.sound.SoundFormat.BLOCK_SAMPLES;
import static stream.common.sound.SoundFormat.CHANNELS;
import static stream.common.sound.SoundFormat.FRAMES_PER_SECOND;

import io.github.jaredmdobson.concentus.OpusDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.mp4.Mp4Muxer;
import stream.common.sound.SoundEncoder;

class OpusSoundEncoderTest {
    private static final int BITS_PER_SECOND = 96_000;
    private static final int BLOCKS = 100;
    private static final int LEFT_HERTZ = 440;
    private static final int RIGHT_HERTZ = 1500;
    private static final double AMPLITUDE = 8000;

    private static SoundEncoder encoder(int bitsPerSecond) {
        return new OpusEncoderProvider().open(bitsPerSecond);
    }

    /// Two seconds of sound with another note in each ear, one packet for each block.
    private static List<ByteBuffer> notes() {
        var packets = new ArrayList<ByteBuffer>();
        var block = new short[BLOCK_SAMPLES];
        try (var encoder = encoder(BITS_PER_SECOND)) {
            for (int i = 0; i < BLOCKS; i++) {
                for (int frame = 0; frame < BLOCK_FRAMES; frame++) {
                    double turns = 2 * Math.PI * (i * BLOCK_FRAMES + frame) / FRAMES_PER_SECOND;
                    block[CHANNELS * frame] = (short) (AMPLITUDE * Math.sin(turns * LEFT_HERTZ));
                    block[CHANNELS * frame + 1] = (short) (AMPLITUDE * Math.sin(turns * RIGHT_HERTZ));
                }
                var payload = encoder.encode(block);
                packets.add(ByteBuffer.allocate(payload.remaining()).put(payload).flip());
            }
        }
        return packets;
    }

    /// How strongly a note sounds in the last second of a channel: the amplitude of its sine.
    private static double amplitude(short[] samples, int channel, int hertz) {
        double sine = 0;
        double cosine = 0;
        int frames = samples.length / CHANNELS;
        for (int frame = frames - FRAMES_PER_SECOND; frame < frames; frame++) {
            double turn = 2 * Math.PI * hertz * frame / FRAMES_PER_SECOND;
            sine += samples[CHANNELS * frame + channel] * Math.sin(turn);
            cosine += samples[CHANNELS * frame + channel] * Math.cos(turn);
        }
        return 2 * Math.hypot(sine, cosine) / FRAMES_PER_SECOND;
    }

    private static void assertNotes(short[] samples) {
        assertEquals(AMPLITUDE, amplitude(samples, 0, LEFT_HERTZ), AMPLITUDE / 10);
        assertEquals(AMPLITUDE, amplitude(samples, 1, RIGHT_HERTZ), AMPLITUDE / 10);
        assertEquals(0, amplitude(samples, 0, RIGHT_HERTZ), AMPLITUDE / 10);
        assertEquals(0, amplitude(samples, 1, LEFT_HERTZ), AMPLITUDE / 10);
    }

    @Test
    void aDecoderHearsWhatWasEncoded() throws Exception {
        var decoder = new OpusDecoder(FRAMES_PER_SECOND, CHANNELS);
        var heard = new short[BLOCKS * BLOCK_SAMPLES];
        int frames = 0;
        for (var packet : notes()) {
            frames += decoder.decode(
                    packet.array(), 0, packet.limit(), heard, CHANNELS * frames, BLOCK_FRAMES, false);
        }
        assertEquals(BLOCKS * BLOCK_FRAMES, frames);
        assertNotes(heard);
    }

    @Test
    void ffmpegHearsWhatWasEncoded(@TempDir Path directory) throws Exception {
        var file = directory.resolve("notes.mp4");
        var muxer = new Mp4Muxer();
        try (var out = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE); var encoder = encoder(BITS_PER_SECOND)) {
            assertTrue(muxer.configure(Track.AUDIO, encoder.config()));
            out.write(muxer.initialization());
            long sequence = 0;
            for (var packet : notes()) {
                out.write(muxer.fragment(new MediaPacket(
                        Track.AUDIO, MediaPacket.KEYFRAME, sequence, sequence * BLOCK_MILLIS * 1000, 0, packet)));
                sequence++;
            }
        }
        var heard = new ByteArrayOutputStream();
        Process process;
        try {
            process = new ProcessBuilder("ffmpeg", "-v", "error", "-i", file.toString(), "-f", "s16le", "-ac", "2",
                    "-ar", "48000", "-").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException _) {
            System.out.println("SKIPPED: ffmpeg is not installed, so it has not heard what Opus made");
            assumeTrue(false, "ffmpeg is not installed");
            return;
        }
        process.getInputStream().transferTo(heard);
        assertEquals(0, process.waitFor());
        var samples = new short[heard.size() / Short.BYTES];
        ByteBuffer.wrap(heard.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        assertNotes(samples);
    }

    @Test
    void aPacketHoldsTwentyMillisecondsInStereo() {
        for (var packet : notes()) {
            // RFC 6716 §3.1: a CELT or hybrid frame of 20 ms, stereo, one frame in the packet.
            int toc = packet.get(0);
            assertEquals(3, (toc >> 3) & 3, "frame size");
            assertEquals(1, (toc >> 2) & 1, "stereo");
            assertEquals(0, toc & 3, "frames");
        }
    }

    @Test
    void keepsToTheBitrate() {
        int bytes = notes().stream().mapToInt(ByteBuffer::remaining).sum();
        int most = BITS_PER_SECOND / 8 * BLOCKS * BLOCK_MILLIS / 1000;
        assertTrue(bytes <= most * 11 / 10, bytes + " bytes, " + most + " wanted");
    }

    @Test
    void silenceTakesNextToNothing() {
        var silence = new short[BLOCK_SAMPLES];
        try (var encoder = encoder(BITS_PER_SECOND)) {
            int bytes = 0;
            for (int i = 0; i < BLOCKS; i++) {
                bytes = encoder.encode(silence).remaining();
            }
            assertTrue(bytes < 20, bytes + " bytes for 20 ms of silence");
        }
    }

    @Test
    void refusesWhatIsNoBlockOrNoBitrate() {
        try (var encoder = encoder(BITS_PER_SECOND)) {
            assertThrows(IllegalArgumentException.class, () -> encoder.encode(new short[BLOCK_SAMPLES - 2]));
        }
        assertThrows(IllegalArgumentException.class, () -> encoder(5999));
        assertThrows(IllegalArgumentException.class, () -> encoder(510_001));
    }
}
