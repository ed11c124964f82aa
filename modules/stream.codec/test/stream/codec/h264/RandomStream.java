package stream.codec.h264;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.opentest4j.TestAbortedException;
import stream.common.video.EncoderSettings;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder.Outcome;

/// A stream in which everything is left to chance: pictures, sizes, quality, slices, layers, what is
/// asked of the encoder on the way, and which disposable frames get lost. The same for the same seed.
///
/// As a program it checks as many of them as one likes: arguments are the number and the first seed.
final class RandomStream {
    /// Streams that go through one decoder process: starting it takes longer than decoding them.
    private static final int BATCH = 25;

    private final Random random;
    private final Ffmpeg.Recording recording;
    private final H264Encoder encoder;
    /// Whether hardly anything happens but that windows open and close, and keyframes are rare.
    private final boolean calm;
    private Scene scene;

    private RandomStream(long seed) {
        random = new Random(seed);
        // Random's first numbers are alike for seeds that are near each other.
        random.nextLong();
        calm = random.nextInt(3) == 0;
        int width = side();
        int height = side();
        var settings = new EncoderSettings(width, height, 1 + random.nextInt(120), kbps(),
                1 + random.nextInt(calm ? 400 : 40), 1 + random.nextInt(6), 1 + random.nextInt(2));
        int qp = random.nextBoolean() ? Tuning.RATE_CONTROLLED : random.nextInt(Quantiser.MAX_QP + 1);
        encoder = new H264Encoder(settings, new Tuning(qp, random.nextBoolean(), random.nextBoolean(), 1 + random.nextInt(Tuning.MOST_REFERENCES)));
        recording = new Ffmpeg.Recording(encoder);
        scene = new Scene(width, height, random);
    }

    static Ffmpeg.Recording record(long seed) {
        var stream = new RandomStream(seed);
        try (stream.encoder) {
            stream.record();
            return stream.recording;
        }
    }

    /// Most are small, so that there can be many; some are wide or high.
    private int side() {
        return 16 + random.nextInt(random.nextInt(20) == 0 ? 700 : random.nextInt(4) == 0 ? 220 : 90);
    }

    private int kbps() {
        return (int) (50 * Math.pow(2, random.nextDouble() * 9));
    }

    private void record() {
        for (int left = 5 + random.nextInt(calm ? 60 : 25); left > 0; left--) {
            if (calm) {
                scene.stepCalmly();
            } else {
                ask();
                scene.step();
            }
            var picture = random.nextInt(30) == 0 ? planes() : pixels();
            var outcome = encoder.encode(picture, random.nextInt(calm ? 200 : 20) == 0);
            boolean dropped = outcome == Outcome.DISPOSABLE && random.nextBoolean();
            if (outcome != Outcome.UNCHANGED && !dropped) {
                recording.add();
            }
        }
    }

    /// What a client asks for while a stream runs.
    private void ask() {
        switch (random.nextInt(40)) {
            case 0 -> resize();
            case 1, 2 -> encoder.bitrate(kbps());
            case 3 -> encoder.framesPerSecond(1 + random.nextInt(120));
            default -> { } // mostly nothing
        }
    }

    /// To a size of other macroblocks: ffmpeg passes over one that only crops them otherwise.
    private void resize() {
        int macroblocks = scene.width + 15 >> 4;
        do {
            scene = new Scene(side(), side(), random);
        } while (scene.width + 15 >> 4 == macroblocks);
        encoder.resize(scene.width, scene.height);
    }

    private Picture pixels() {
        int stride = scene.width + random.nextInt(3);
        var pixels = new int[stride * scene.height];
        for (int y = 0; y < scene.height; y++) {
            System.arraycopy(scene.pixels, y * scene.width, pixels, y * stride, scene.width);
        }
        return new Picture.Rgb(scene.width, scene.height, pixels, stride);
    }

    /// The same picture in colours of another world, that go to the limits of what samples can be.
    private Picture planes() {
        int width = scene.width;
        var luma = new byte[width * scene.height];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) (scene.pixels[i] >> 8);
        }
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (scene.height + 1) / 2;
        var cb = new byte[chromaWidth * chromaHeight];
        var cr = new byte[cb.length];
        for (int i = 0; i < cb.length; i++) {
            int pixel = scene.pixels[i / chromaWidth * 2 * width + i % chromaWidth * 2];
            cb[i] = (byte) pixel;
            cr[i] = (byte) (pixel >> 16);
        }
        return new Picture.I420(width, scene.height, luma, cb, cr);
    }

    /// Checks streams, the decoder taking many at a time.
    static void assertDecode(long firstSeed, int count) throws Exception {
        for (int done = 0; done < count; done += BATCH) {
            assertDecode(LongStream.range(firstSeed + done, firstSeed + Math.min(count, done + BATCH)).boxed().toList());
        }
    }

    /// One at a time when something is wrong: ffmpeg passes over a new size that needs as many
    /// macroblocks as the one before, which is no fault of the streams that were put together.
    private static void assertDecode(List<Long> seeds) throws Exception {
        try {
            Ffmpeg.assertDecode(seeds.stream().map(RandomStream::record).toList());
        } catch (TestAbortedException e) {
            throw e; // nothing to check with is no fault of a stream
        } catch (AssertionError | RuntimeException e) {
            if (seeds.size() == 1) {
                throw new AssertionError("the stream of seed " + seeds.getFirst(), e);
            }
            for (long seed : seeds) {
                assertDecode(List.of(seed));
            }
        }
    }

    /// Goes on after a failure, and fails at the end.
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int failures = 0;
        for (int done = 0; done < count; done += BATCH) {
            try {
                assertDecode(seed + done, Math.min(BATCH, count - done));
            } catch (AssertionError e) {
                failures++;
                System.out.println(e.getMessage() + ": " + e.getCause());
                Arrays.stream(e.getCause().getStackTrace()).limit(8).forEach(System.out::println);
            }
            if (done / BATCH % 10 == 9) {
                System.out.println(done + BATCH + " streams, " + failures + " failures");
            }
        }
        System.out.println(count + " random streams from seed " + seed + ": " + failures + " failures");
        System.exit(failures == 0 ? 0 : 1);
    }
}
