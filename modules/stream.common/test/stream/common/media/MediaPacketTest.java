package stream.common.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MediaPacketTest {
    private static final HexFormat HEX = HexFormat.of();
    /// The example of PROTOCOL.md.
    private static final String KEYFRAME = "01000001 0000002a 00000000000f4240 000645a1c2d30000 0000000165";

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HEX.parseHex(hex.replace(" ", "")));
    }

    @Test
    void readsTheExampleOfTheProtocolDocument() throws IOException {
        var packet = MediaPacket.parse(bytes(KEYFRAME));
        assertEquals(Track.VIDEO, packet.track());
        assertTrue(packet.isKeyframe());
        assertEquals(42, packet.sequence());
        assertEquals(1_000_000, packet.presentationMicros());
        assertEquals(0x000645a1c2d30000L, packet.captureMicros());
        assertEquals(5, packet.payload().remaining());
    }

    @Test
    void writesWhatItRead() throws IOException {
        var packet = MediaPacket.parse(bytes(KEYFRAME));
        var out = ByteBuffer.allocate(packet.length());
        packet.writeTo(out);
        assertArrayEquals(bytes(KEYFRAME).array(), out.array());
    }

    @Test
    void refusesWhatIsNotAPacket() {
        for (var hex : new String[] {
            "", "01", KEYFRAME.substring(0, 34), "02" + KEYFRAME.substring(2), "0103" + KEYFRAME.substring(4),
            "01000008" + KEYFRAME.substring(8), "01008001" + KEYFRAME.substring(8)
        }) {
            assertThrows(MalformedPacketException.class, () -> MediaPacket.parse(bytes(hex)), hex);
        }
    }

    @Test
    void configurationsReadAndWriteBackTheSame() throws IOException {
        var video = new TrackConfig.Video("avc1.42C01F", 1280, 720, HEX.parseHex("0142c01fffe1"));
        var again = (TrackConfig.Video) TrackConfig.parse(Track.VIDEO, video.toPayload());
        assertEquals("avc1.42C01F", again.codec());
        assertEquals(1280, again.width());
        assertArrayEquals(video.description(), again.description());
        var audio = (TrackConfig.Audio)
                TrackConfig.parse(Track.AUDIO, new TrackConfig.Audio("opus", 48000, 2, new byte[0]).toPayload());
        assertEquals(48000, audio.sampleRate());
        assertEquals(2, audio.channels());
    }

    @Test
    void damagedBytesNeverThrowAnythingElse() throws IOException {
        var random = new Random(11);
        var valid = new TrackConfig.Video("avc1.42C01F", 1280, 720, new byte[9]).toPayload().array();
        for (int round = 0; round < 50_000; round++) {
            var damaged = new byte[random.nextInt(valid.length + 8)];
            System.arraycopy(valid, 0, damaged, 0, Math.min(valid.length, damaged.length));
            for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                TrackConfig.parse(Track.VIDEO, ByteBuffer.wrap(damaged));
            } catch (MalformedPacketException _) {
                // The only exception that hostile input may cause.
            }
            try {
                MediaPacket.parse(ByteBuffer.wrap(damaged));
            } catch (MalformedPacketException _) {
                // The only exception that hostile input may cause.
            }
        }
    }
}
