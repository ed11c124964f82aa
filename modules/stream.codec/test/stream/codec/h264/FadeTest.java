package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import stream.common.video.EncoderSettings;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder.Outcome;

/// What fades is predicted from the frame before, made paler or darker.
class FadeTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int STEPS = 16;

    private final H264Encoder encoder =
            new H264Encoder(new EncoderSettings(WIDTH, HEIGHT, 30, 2000, 600, 2), Tuning.constant(26));
    private final Ffmpeg.Recording recording = new Ffmpeg.Recording(encoder);

    /// @return how many bytes it takes
    private int encode(int[] pixels) {
        assertTrue(encoder.encode(new Picture.Rgb(WIDTH, HEIGHT, pixels, WIDTH), false) != Outcome.UNCHANGED);
        int bytes = encoder.payload().remaining();
        recording.add();
        return bytes;
    }

    private static int[] page(int time) {
        return Pictures.desktop(WIDTH, HEIGHT, time).pixels();
    }

    /// Between two pictures, in sixteenths.
    private static int[] mix(int[] from, int[] to, int part) {
        var pixels = new int[from.length];
        for (int i = 0; i < pixels.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int a = from[i] >> shift & 0xff;
                int b = to[i] >> shift & 0xff;
                pixels[i] |= (a * (STEPS - part) + b * part) / STEPS << shift;
            }
        }
        return pixels;
    }

    private static int[] plain(int colour) {
        var pixels = new int[WIDTH * HEIGHT];
        Arrays.fill(pixels, colour);
        return pixels;
    }

    private int fade(int[] from, int[] to) throws Exception {
        int bytes = 0;
        for (int part = 0; part <= STEPS; part++) {
            int frame = encode(mix(from, to, part));
            bytes += part > 0 ? frame : 0;
        }
        recording.assertDecodesToTheReconstruction();
        return bytes;
    }

    @Test
    void aPageThatFadesToWhiteTakesLittle() throws Exception {
        int key = encode(page(0));
        int bytes = fade(page(0), plain(0xffffff));
        assertTrue(bytes < key / 4, bytes + " bytes, the page itself " + key);
    }

    @Test
    void aPageThatComesBackFromTheDarkTakesLittle() throws Exception {
        int key = encode(page(0));
        encode(mix(page(0), plain(0), STEPS * 3 / 4));
        int bytes = fade(mix(page(0), plain(0), STEPS * 3 / 4), page(0));
        assertTrue(bytes < key / 4, bytes + " bytes, the page itself " + key);
    }
}
