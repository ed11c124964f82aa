package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.common.video.EncoderSettings;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder.Outcome;

/// What was covered and comes back is taken from a frame that was kept.
class LongTermFramesTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final Picture PAGE = Pictures.desktop(WIDTH, HEIGHT, 0);
    private static final Picture OTHER_PAGE = Pictures.desktop(WIDTH, HEIGHT, 90);
    /// Pictures that each of them stands.
    private static final int STAND = 10;

    private static H264Encoder encoder(int slices, int layers, int references) {
        return new H264Encoder(new EncoderSettings(WIDTH, HEIGHT, 30, 2000, 1000, slices, layers),
                new Tuning(28, false, true, references));
    }

    /// Shows pages by turns, and returns the bytes that each took.
    private static int[] turns(H264Encoder encoder, Ffmpeg.Recording recording, Picture... pages) {
        int[] bytes = new int[pages.length];
        for (int i = 0; i < pages.length; i++) {
            for (int stand = 0; stand < STAND; stand++) {
                if (encoder.encode(pages[i], false) != Outcome.UNCHANGED) {
                    bytes[i] += encoder.payload().remaining();
                    recording.add();
                }
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "1, 1, 3", "3, 1, 3", "1, 2, 3", "3, 2, 3"})
    void aPageThatComesBackCostsAFewBytes(int slices, int layers, int references) throws Exception {
        try (var encoder = encoder(slices, layers, references)) {
            var recording = new Ffmpeg.Recording(encoder);
            int[] bytes = turns(encoder, recording, PAGE, OTHER_PAGE, PAGE, OTHER_PAGE, PAGE);
            for (int i = 2; i < bytes.length; i++) {
                assertTrue(bytes[i] < bytes[1] / 5, "turns took " + Arrays.toString(bytes));
            }
            recording.assertDecodesToTheReconstruction();
        }
    }

    @Test
    void threePagesTakeTurnsWithThreeReferences() throws Exception {
        try (var encoder = encoder(1, 1, 3)) {
            var recording = new Ffmpeg.Recording(encoder);
            var third = Pictures.desktop(WIDTH, HEIGHT, 45);
            int[] bytes = turns(encoder, recording, PAGE, OTHER_PAGE, third, PAGE, OTHER_PAGE, third);
            assertTrue(bytes[3] + bytes[4] + bytes[5] < bytes[2], "turns took " + Arrays.toString(bytes));
            recording.assertDecodesToTheReconstruction();
        }
    }

    @Test
    void aKeyframeForgetsWhatWasKept() throws Exception {
        try (var encoder = encoder(2, 1, 3)) {
            var recording = new Ffmpeg.Recording(encoder);
            turns(encoder, recording, PAGE, OTHER_PAGE, PAGE, OTHER_PAGE);
            assertEquals(Outcome.KEYFRAME, encoder.encode(OTHER_PAGE, true));
            recording.add();
            int[] bytes = turns(encoder, recording, PAGE, OTHER_PAGE);
            assertTrue(bytes[0] > 3 * bytes[1], "turns took " + Arrays.toString(bytes));
            recording.assertDecodesToTheReconstruction();
        }
    }

    @Test
    void aFilmIsNotKeptAndPaysNothing() {
        try (var one = encoder(1, 1, 1); var three = encoder(1, 1, 3)) {
            for (int time = 0; time < 30; time++) {
                var picture = Pictures.noise(WIDTH, HEIGHT, time % 4);
                one.encode(picture, false);
                three.encode(picture, false);
                // The first two frames fill the room that there is.
                int marking = time > 0 && time <= LongTermFrames.MOST ? 2 : 0;
                assertEquals(one.payload().remaining(), three.payload().remaining(), marking, "frame " + time);
            }
        }
    }

    /// MaxDpbMbs of Table A-1.
    @ParameterizedTest
    @CsvSource({"LEVEL_1_1, 396, 2", "LEVEL_3_1, 3600, 5", "LEVEL_4, 8160, 4", "LEVEL_1, 1, 16"})
    void aLevelBearsSoMany(Level level, int macroblocks, int references) {
        assertEquals(references, level.mostReferences(macroblocks));
    }

    @Test
    void theLevelIsNotRaisedForThem() {
        var settings = new EncoderSettings(352, 288, 7, 100, 1000, 1);
        try (var encoder = new H264Encoder(settings); var least = new H264Encoder(settings, new Tuning(28, false, true, 1))) {
            assertEquals("avc1.64000B", encoder.config().codec());
            assertEquals(least.config().codec(), encoder.config().codec());
        }
    }
}
