package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.net.websocket.WebSocketException;

class PublicationTest {
    private static final byte[] CONFIG =
            new TrackConfig.Video("vp8", 640, 360, new byte[0]).toPayload().array();
    private static final byte[] SOUND =
            new TrackConfig.Audio("opus", 48_000, 2, new byte[0]).toPayload().array();

    private final FakeTime time = new FakeTime();
    private int packets;
    private int pictures;
    private long sequence = 7;

    private final Publication publication = new Publication(
            new Publication.Target() {
                @Override
                public void media(MediaPacket packet) {
                    packets++;
                }

                @Override
                public void picture(ByteBuffer png) {
                    pictures++;
                }
            },
            time);

    private static ByteBuffer packet(Track track, int flags, long sequence, byte[] payload) {
        var packet = new MediaPacket(track, flags, sequence, 0, 0, ByteBuffer.wrap(payload));
        var bytes = ByteBuffer.allocate(packet.length());
        packet.writeTo(bytes);
        return bytes.flip();
    }

    private void take(Track track, int flags, byte[] payload) throws WebSocketException {
        publication.take(packet(track, flags, sequence++, payload));
    }

    private void config() throws WebSocketException {
        take(Track.VIDEO, MediaPacket.CONFIG, CONFIG);
    }

    private String reason(Track track, int flags, byte[] payload) {
        var e = assertThrows(WebSocketException.class, () -> take(track, flags, payload));
        assertEquals(1008, e.code());
        return e.getMessage();
    }

    @Test
    void goodPacketsGoOn() throws WebSocketException {
        config();
        take(Track.VIDEO, MediaPacket.KEYFRAME, new byte[9]);
        take(Track.VIDEO, MediaPacket.DISPOSABLE, new byte[9]);
        take(Track.AUDIO, MediaPacket.CONFIG, SOUND);
        take(Track.AUDIO, MediaPacket.KEYFRAME, new byte[9]);
        assertEquals(5, packets);
    }

    @Test
    void rulesThatAPacketCanBreak() throws WebSocketException {
        assertEquals("frame before its config", reason(Track.VIDEO, MediaPacket.KEYFRAME, new byte[1]));
        config();
        assertEquals("no keyframe after a config", reason(Track.VIDEO, 0, new byte[1]));
        assertEquals("empty frame", reason(Track.VIDEO, MediaPacket.KEYFRAME, new byte[0]));
        assertEquals("config with other flags", reason(Track.VIDEO, MediaPacket.CONFIG | MediaPacket.KEYFRAME, CONFIG));
        assertEquals("the configuration is cut short", reason(Track.VIDEO, MediaPacket.CONFIG, new byte[3]));
        take(Track.AUDIO, MediaPacket.CONFIG, SOUND);
        assertEquals("sound that is no keyframe", reason(Track.AUDIO, 0, new byte[1]));
        assertEquals(
                "not a PNG of at most 256 KiB and 640 pixels a side", reason(Track.PICTURE, 0, new byte[100]));
        sequence = 7;
        assertEquals("sequence number goes back", reason(Track.VIDEO, MediaPacket.KEYFRAME, new byte[1]));
    }

    @Test
    void sequenceNumbersWrap() throws WebSocketException {
        sequence = 0xFFFF_FFFEL;
        config();
        take(Track.VIDEO, MediaPacket.KEYFRAME, new byte[1]);
        sequence = 0;
        take(Track.VIDEO, 0, new byte[1]);
        assertEquals(3, packets);
    }

    @Test
    void tooManyPacketsEndTheStream() throws WebSocketException {
        config();
        take(Track.VIDEO, MediaPacket.KEYFRAME, new byte[1]);
        for (int i = 0; i < 1038; i++) {
            take(Track.VIDEO, 0, new byte[1]);
            time.pass(Duration.ofNanos(1));
        }
        time.pass(Duration.ofSeconds(9));
        for (int i = 0; i < 1040; i++) {
            take(Track.VIDEO, 0, new byte[1]);
        }
        assertEquals("too many packets", reason(Track.VIDEO, 0, new byte[1]));
    }

    @Test
    void onePictureInTwoSecondsIsKeptAndFiveInABurst() throws IOException {
        var png = png(64, 36);
        for (int i = 0; i < 6; i++) {
            take(Track.PICTURE, 0, png);
        }
        assertEquals(5, pictures);
        time.pass(Duration.ofMillis(1999));
        take(Track.PICTURE, 0, png);
        assertEquals(5, pictures);
        time.pass(Duration.ofMillis(1));
        take(Track.PICTURE, 0, png);
        assertEquals(6, pictures);
    }

    @Test
    void picturesMustBeSmallWholePngs() throws IOException {
        var good = png(640, 360);
        assertEquals(true, PngCheck.passes(ByteBuffer.wrap(good)));
        assertEquals(false, PngCheck.passes(ByteBuffer.wrap(png(641, 360))));
        assertEquals(false, PngCheck.passes(ByteBuffer.wrap(good, 0, good.length - 1)));
        assertEquals(false, PngCheck.passes(ByteBuffer.allocate(good.length + 1).put(good).rewind()));
        for (int i = 0; i < good.length; i++) {
            good[i] ^= 1;
            assertEquals(false, PngCheck.passes(ByteBuffer.wrap(good)), "byte " + i + " damaged");
            good[i] ^= 1;
        }
    }

    @Test
    void picturesMustBeStill() throws IOException {
        var still = png(64, 36);
        var animation = ByteBuffer.allocate(12 + 8).putInt(8).put("acTL".getBytes()).putInt(1000).putInt(0);
        var crc = new CRC32();
        crc.update(animation.array(), 4, 12);
        animation.putInt((int) crc.getValue());
        int afterHeader = 8 + 12 + 13;
        var moving = ByteBuffer.allocate(still.length + animation.capacity())
                .put(still, 0, afterHeader).put(animation.flip())
                .put(still, afterHeader, still.length - afterHeader).flip();
        assertFalse(PngCheck.passes(moving));
    }

    @Test
    void damagedMessagesOnlyEverCloseTheConnection() throws IOException {
        var random = new Random(3);
        var good = new byte[][] {
            packet(Track.VIDEO, MediaPacket.CONFIG, 1, CONFIG).array(),
            packet(Track.AUDIO, MediaPacket.KEYFRAME, 2, new byte[20]).array(),
            packet(Track.PICTURE, 0, 3, png(8, 8)).array()
        };
        for (int round = 0; round < 50_000; round++) {
            time.pass(Duration.ofMillis(10));
            var bytes = good[random.nextInt(good.length)].clone();
            for (int i = random.nextInt(5); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                publication.take(ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1)));
            } catch (WebSocketException _) {
                // The only exception that hostile input may cause.
            }
        }
    }

    private static byte[] png(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
