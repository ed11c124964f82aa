package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stream.common.video.EncoderSettings;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder.Outcome;

/// What an encoder spends, in bits and in memory.
class RateTest {
    /// Rounds until code counts as compiled, also where the compiler has to wait for a processor.
    private static final int MOST_ROUNDS = 100;

    private static EncoderSettings settings(int kbps, int threads) {
        return new EncoderSettings(320, 240, 30, kbps, 1000, threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 400, 1500})
    void noStretchOfFramesOverflowsTheBuffer(int kbps) {
        try (var encoder = new H264Encoder(settings(kbps, 1))) {
            double buffer = 0;
            double fullest = 0;
            for (int time = 0; time < 90; time++) {
                encoder.encode(Pictures.desktop(320, 240, time), time == 50);
                buffer = Math.max(0, buffer + encoder.payload().remaining() * 8 - kbps * 1000 / 30.0);
                fullest = Math.max(fullest, buffer);
            }
            assertTrue(fullest < 0.5 * kbps * 1000, "buffered " + fullest / kbps / 1000 + " s");
        }
    }

    @Test
    void aStillPictureBecomesSharpWithinHalfASecondAndThenGivesNoFrames() {
        try (var encoder = new H264Encoder(settings(150, 1))) {
            for (int time = 0; time < 30; time++) {
                encoder.encode(Pictures.desktop(320, 240, time), false);
            }
            var picture = Pictures.desktop(320, 240, 29);
            long coarse = encoder.lumaSquaredError();
            for (int i = 0; i < 15; i++) {
                encoder.encode(picture, false);
            }
            long fine = encoder.lumaSquaredError();
            assertTrue(fine < coarse / 2, "error was " + coarse + " and became " + fine);
            var outcomes = new ArrayList<Outcome>();
            for (int i = 0; i < 90; i++) {
                outcomes.add(encoder.encode(picture, false));
            }
            assertEquals(Outcome.UNCHANGED, outcomes.getLast());
        }
    }

    @Test
    void refinementIsWhatADecoderShows() throws Exception {
        var encoder = new H264Encoder(settings(300, 2));
        var recording = new Ffmpeg.Recording(encoder);
        for (int time = 0; time < 60; time++) {
            if (encoder.encode(Pictures.desktop(320, 240, time / 20 * 20), false) != Outcome.UNCHANGED) {
                recording.add();
            }
        }
        recording.assertDecodesToTheReconstruction();
    }

    @Test
    void slicesGiveTheSameStreamHoweverTheyAreScheduled() {
        assertArrayEquals(stream(4), stream(4));
    }

    private static byte[] stream(int slices) {
        try (var encoder = new H264Encoder(settings(800, slices), Tuning.constant(28))) {
            var recording = new Ffmpeg.Recording(encoder);
            for (int time = 0; time < 10; time++) {
                encoder.encode(Pictures.desktop(320, 240, time), false);
                recording.add();
            }
            return recording.stream();
        }
    }

    /// Neither by the caller's thread nor by those of the slices, while much changes, little, or nothing.
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 2"})
    void nothingIsAllocatedOnceWarm(int slices, int layers) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Picture.Rgb> pictures =
                IntStream.range(0, 40).mapToObj(time -> Pictures.desktop(320, 240, Math.min(time, 25))).toList();
        try (var encoder = new H264Encoder(new EncoderSettings(320, 240, 30, 1000, 1000, slices, layers))) {
            long[] sliceThreads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("h264-slice")).mapToLong(Thread::threadId).toArray();
            // The run-time allocates a little of its own when it compiles, and vectors are objects until
            // then: it is warm as soon as a round allocates nothing.
            long least = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && least > 0; round++) {
                long slicesBefore = Arrays.stream(threads.getThreadAllocatedBytes(sliceThreads)).sum();
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < pictures.size(); i++) {
                    encoder.encode(pictures.get(i), i == 7);
                }
                long own = threads.getCurrentThreadAllocatedBytes() - before;
                long others = Arrays.stream(threads.getThreadAllocatedBytes(sliceThreads)).sum() - slicesBefore;
                least = Math.min(least, own + others);
            }
            assertEquals(0, least, "bytes for forty pictures");
        }
    }
}
