package stream.client.source;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stream.client.capture.Frame;

class WebcamFormatTest {
    private static final int WIDTH = 18;
    private static final int HEIGHT = 16;
    private static final int STRIDE = 40;
    /// Red in the limited range, and grey in both.
    private static final int[] RED = {81, 90, 240};

    private final Frame frame = new Frame();

    /// Where the light and the two colours of a pixel lie.
    private static int[] places(int kind, int x, int y) {
        int luma = y * STRIDE + x;
        int colours = STRIDE * HEIGHT;
        if (kind == V4l2.YUYV) {
            int pair = y * STRIDE + x / 2 * 4;
            return new int[] {y * STRIDE + 2 * x, pair + 1, pair + 3};
        }
        if (kind == V4l2.NV12) {
            int pair = colours + y / 2 * STRIDE + x / 2 * 2;
            return new int[] {luma, pair, pair + 1};
        }
        int one = y / 2 * (STRIDE / 2) + x / 2;
        return new int[] {luma, colours + one, colours + STRIDE / 2 * HEIGHT / 2 + one};
    }

    private static int kind(String letters) {
        return switch (letters) {
            case "YUYV" -> V4l2.YUYV;
            case "NV12" -> V4l2.NV12;
            default -> V4l2.YU12;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"YUYV", "NV12", "YU12"})
    void everyPixelIsFoundWhereTheKindHasIt(String letters) throws Exception {
        int kind = kind(letters);
        var format = new WebcamFormat(kind, WIDTH, HEIGHT, STRIDE, false);
        var picture = new byte[2 * STRIDE * HEIGHT];
        Arrays.fill(picture, (byte) 128);
        // One group of pixels that share their colour, in red.
        for (int y = 4; y < 6; y++) {
            for (int x = 10; x < 12; x++) {
                var at = places(kind, x, y);
                for (int i = 0; i < 3; i++) {
                    picture[at[i]] = (byte) RED[i];
                }
            }
        }
        format.decode(picture, new ImageReading(1), frame);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean red = x / 2 == 5 && y / 2 == 2;
                int pixel = frame.pixels()[y * WIDTH + x];
                assertEquals(red ? 254 : 130, pixel >> 16 & 0xFF, 1, x + "," + y);
                assertEquals(red ? 0 : 130, pixel & 0xFF, 1, x + "," + y);
            }
        }
    }

    @Test
    void theFullRangeIsReadAsSuch() throws Exception {
        var picture = new byte[STRIDE * HEIGHT * 2];
        Arrays.fill(picture, (byte) 128);
        picture[0] = (byte) 235;
        new WebcamFormat(V4l2.NV12, WIDTH, HEIGHT, STRIDE, true).decode(picture, new ImageReading(1), frame);
        assertEquals(0xFFEBEBEB, frame.pixels()[0]);
        new WebcamFormat(V4l2.NV12, WIDTH, HEIGHT, STRIDE, false).decode(picture, new ImageReading(1), frame);
        assertEquals(0xFFFFFFFF, frame.pixels()[0]);
    }

    @Test
    void whateverADriverAnswersIsReadOrRefused() {
        var random = new Random(11);
        try (var arena = Arena.ofConfined()) {
            var answer = arena.allocate(V4l2.FORMAT_BYTES, 8);
            for (int round = 0; round < 3000; round++) {
                fill(answer, random);
                WebcamFormat format;
                try {
                    format = WebcamFormat.of(answer);
                } catch (ImageFormatException _) {
                    continue;
                }
                var picture = new byte[random.nextInt(8192)];
                random.nextBytes(picture);
                try {
                    format.decode(picture, new ImageReading(10_000), frame);
                } catch (ImageFormatException _) {
                    // The only exception that damage may cause.
                }
            }
        }
    }

    /// Often near what is right, so that not all is refused at once.
    private static void fill(MemorySegment answer, Random random) {
        int kind = WebcamFormat.KNOWN.get(random.nextInt(WebcamFormat.KNOWN.size()));
        answer.set(JAVA_INT, V4l2.FORMAT_PIXELFORMAT, random.nextInt(9) == 0 ? random.nextInt() : kind);
        answer.set(JAVA_INT, V4l2.FORMAT_WIDTH, random.nextInt(9) == 0 ? random.nextInt() : random.nextInt(70));
        answer.set(JAVA_INT, V4l2.FORMAT_HEIGHT, random.nextInt(9) == 0 ? random.nextInt() : random.nextInt(70));
        answer.set(JAVA_INT, V4l2.FORMAT_BYTESPERLINE, random.nextInt(9) == 0 ? random.nextInt() : random.nextInt(200));
        answer.set(JAVA_INT, V4l2.FORMAT_COLORSPACE, random.nextInt(9));
        answer.set(JAVA_INT, V4l2.FORMAT_QUANTIZATION, random.nextInt(3));
    }

    @Test
    void aRowThatIsTooShortIsRefused() {
        try (var arena = Arena.ofConfined()) {
            var answer = arena.allocate(V4l2.FORMAT_BYTES, 8);
            answer.set(JAVA_INT, V4l2.FORMAT_PIXELFORMAT, V4l2.NV12);
            answer.set(JAVA_INT, V4l2.FORMAT_WIDTH, 33);
            answer.set(JAVA_INT, V4l2.FORMAT_HEIGHT, 17);
            answer.set(JAVA_INT, V4l2.FORMAT_BYTESPERLINE, 33);
            assertThrows(ImageFormatException.class, () -> WebcamFormat.of(answer));
        }
    }
}
