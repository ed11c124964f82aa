package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.common.video.EncoderSettings;
import stream.common.video.Picture;

/// What stands still becomes sharp while something beside it moves: a page of text with a film in its
/// corner, at a bitrate that is low for it.
class StillPartTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 368;
    private static final int KBPS = 300;
    /// Of every part of the page, in dB.
    private static final double SHARP = 38;
    private static final double SECONDS_TO_SHARP = 1.5;
    /// The side of a part, in samples.
    private static final int PART = 64;

    /// A stream, and what a network would have to hold of it.
    private static final class Stream implements AutoCloseable {
        private final int framesPerSecond;
        private final H264Encoder encoder;
        private final Source source = new Source(WIDTH, HEIGHT);
        private int kbps = KBPS;
        private int time;
        private double bufferedSeconds;

        Stream(int framesPerSecond, int slices, int layers) {
            this.framesPerSecond = framesPerSecond;
            encoder = new H264Encoder(
                    new EncoderSettings(WIDTH, HEIGHT, framesPerSecond, KBPS, 100_000, slices, layers));
        }

        void bitrate(int kbps) {
            this.kbps = kbps;
            bufferedSeconds = 0;
            encoder.bitrate(kbps);
        }

        void show(Page page, double seconds, boolean keyframeFirst) {
            for (int i = 0; i < seconds * framesPerSecond; i++) {
                var picture = page.picture(time++ * 30 / framesPerSecond);
                source.update(picture, false);
                encoder.encode(picture, keyframeFirst && i == 0);
                bufferedSeconds = Math.max(0,
                        bufferedSeconds + encoder.payload().remaining() / 125.0 / kbps - 1.0 / framesPerSecond);
                assertTrue(bufferedSeconds <= 0.41, bufferedSeconds + " s are in the network");
            }
        }

        /// PSNR of the worst part that stands still.
        double worst() {
            double worst = Double.MAX_VALUE;
            for (int y = 0; y + PART <= HEIGHT; y += PART) {
                for (int x = 0; x + PART <= WIDTH; x += PART) {
                    boolean film = x + PART > Page.FILM_X && y + PART > Page.FILM_Y;
                    worst = film ? worst : Math.min(worst, psnr(x, y));
                }
            }
            return worst;
        }

        private double psnr(int left, int top) {
            var shown = encoder.reconstruction().luma;
            long error = 0;
            for (int y = top; y < top + PART; y++) {
                for (int x = left; x < left + PART; x++) {
                    int at = y * shown.width + x;
                    int difference = (shown.samples[at] & 0xff) - (source.frame.luma.samples[at] & 0xff);
                    error += difference * difference;
                }
            }
            return 10 * Math.log10(255.0 * 255.0 * PART * PART / Math.max(1, error));
        }

        void assertSharp() {
            assertTrue(worst() >= SHARP, "the worst part has " + worst() + " dB");
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    /// @param seed of its words
    /// @param scrolled by how many rows
    private record Page(int seed, int scrolled) {
        static final int FILM_X = 464;
        static final int FILM_Y = 256;
        private static final int LINE = 22;

        Picture picture(int time) {
            var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            var g = image.createGraphics();
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, WIDTH, HEIGHT);
            g.setColor(Color.BLACK);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
            for (int line = scrolled / LINE; line * LINE < scrolled + HEIGHT + LINE; line++) {
                var words = new StringBuilder();
                for (int letter : new Random(seed * 1000L + line).ints(38, 'a', 'z').toArray()) {
                    words.append(letter % 6 == 0 ? ' ' : (char) letter);
                }
                g.drawString(words.toString(), 12, line * LINE - scrolled);
            }
            for (int y = FILM_Y; y < FILM_Y + 96; y++) {
                for (int x = FILM_X; x < FILM_X + 160; x++) {
                    double wave = Math.sin((x + time * 1.7) / 9) + Math.cos((y - time) / 7.0 + x / 30.0);
                    int level = (int) (128 + 60 * wave);
                    image.setRGB(x, y, level << 16 | 255 - level << 8 | level / 2);
                }
            }
            g.dispose();
            return new Picture.Rgb(WIDTH, HEIGHT, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), WIDTH);
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 1, 1", "30, 2, 1", "30, 1, 2", "60, 1, 1", "5, 1, 1"})
    void becomesSharpAfterEveryKeyframe(int framesPerSecond, int slices, int layers) {
        try (var stream = new Stream(framesPerSecond, slices, layers)) {
            var page = new Page(1, 0);
            stream.show(page, SECONDS_TO_SHARP, true);
            stream.assertSharp();
            stream.show(page, SECONDS_TO_SHARP, true); // asked for while the buffer is as full as it gets
            stream.assertSharp();
        }
    }

    @Test
    void becomesSharpAfterAScroll() {
        try (var stream = new Stream(30, 1, 1)) {
            stream.show(new Page(1, 0), 0.2, true);
            for (int scrolled = 12; scrolled < 240; scrolled += 12) {
                stream.show(new Page(1, scrolled), 1.0 / 30, false);
            }
            stream.show(new Page(1, 240), SECONDS_TO_SHARP, false);
            stream.assertSharp();
        }
    }

    @Test
    void becomesSharpWhenAllOfItChanges() {
        try (var stream = new Stream(30, 1, 1)) {
            stream.show(new Page(1, 0), 0.5, true);
            stream.show(new Page(2, 0), SECONDS_TO_SHARP, false);
            stream.assertSharp();
        }
    }

    @Test
    void becomesSharpWhenABitrateThatFellRisesAgain() {
        try (var stream = new Stream(30, 1, 1)) {
            stream.bitrate(150);
            stream.show(new Page(1, 0), 1, true);
            stream.show(new Page(2, 0), 1, false);
            stream.bitrate(KBPS);
            stream.show(new Page(2, 0), SECONDS_TO_SHARP, false);
            stream.assertSharp();
        }
    }

    /// No frame is worse than the one before it by more than nothing at all.
    @Test
    void staysAsItIsOnceSharp() {
        try (var stream = new Stream(30, 1, 1)) {
            stream.show(new Page(1, 0), 3, true);
            double sharp = stream.worst();
            for (int i = 0; i < 60; i++) {
                stream.show(new Page(1, 0), 1.0 / 30, false);
                assertTrue(stream.worst() >= sharp - 0.5, "it was " + sharp + " dB, and became " + stream.worst());
            }
        }
    }
}
