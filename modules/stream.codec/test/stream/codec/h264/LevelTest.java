package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.common.video.EncoderSettings;
import stream.common.video.VideoEncoder.Outcome;

/// Streams say what a decoder must bear, and say it anew when that becomes more.
class LevelTest {
    /// Table A-1, with one limit at a time reached or passed.
    @ParameterizedTest
    @CsvSource({
        "176,  144,  15,     64, 10",
        "176,  144,  16,     64, 11", // MaxMBPS
        "176,  144,  15,     65, 11", // MaxBR
        "352,  288,  30,    768, 13",
        "352,  288,  30,  2_000, 20",
        "720,  576,  25, 10_000, 30",
        "1280, 720,  30, 14_000, 31",
        "1280, 720,  30, 14_001, 32",
        "1280, 720,  60, 20_000, 32",
        "1920, 1080, 30, 20_000, 40",
        "1920, 1080, 30, 20_001, 41",
        "1920, 1080, 60, 50_000, 42",
        "1920, 1080, 60, 50_001, 50",
        "3840, 2160, 30, 50_000, 51",
        "3840, 2160, 60, 50_000, 52",
        "4096, 4096, 30, 50_000, 60", // MaxFS
        "4096, 16,    1,    100, 40", // no side longer than √(8 MaxFS)
    })
    void theLowestLevelIsChosen(int width, int height, int framesPerSecond, String kbps, int idc) {
        var level = Level.of(width + 15 >> 4, height + 15 >> 4, framesPerSecond, number(kbps), 1);
        assertEquals(idc, level.idc);
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace("_", ""));
    }

    @Test
    void moreReferencesNeedAHigherLevel() {
        assertEquals(31, Level.of(80, 45, 30, 1000, 5).idc);
        assertEquals(40, Level.of(80, 45, 30, 1000, 6).idc);
    }

    private static H264Encoder encoder() {
        return new H264Encoder(new EncoderSettings(176, 144, 15, 60, 1000, 1));
    }

    private static void assertGoesOnAtLevel(H264Encoder encoder, Ffmpeg.Recording recording, String codec)
            throws Exception {
        assertEquals(codec, encoder.config().codec());
        assertEquals(Outcome.KEYFRAME, encoder.encode(Pictures.desktop(176, 144, 3), false));
        recording.add();
        assertEquals(Outcome.DELTA, encoder.encode(Pictures.desktop(176, 144, 4), false));
        recording.add();
        recording.assertDecodesToTheReconstruction();
    }

    @Test
    void aBitrateBeyondTheLevelBeginsAnew() throws Exception {
        try (var encoder = encoder()) {
            var recording = new Ffmpeg.Recording(encoder);
            encoder.encode(Pictures.desktop(176, 144, 1), false);
            recording.add();
            assertEquals("avc1.64000A", encoder.config().codec());
            encoder.bitrate(200);
            assertGoesOnAtLevel(encoder, recording, "avc1.64000C");
        }
    }

    @Test
    void aFrameRateBeyondTheLevelBeginsAnew() throws Exception {
        try (var encoder = encoder()) {
            var recording = new Ffmpeg.Recording(encoder);
            encoder.encode(Pictures.desktop(176, 144, 1), false);
            recording.add();
            encoder.framesPerSecond(60);
            assertGoesOnAtLevel(encoder, recording, "avc1.64000C");
        }
    }

    @Test
    void aRateThatTheLevelBearsChangesNothing() {
        try (var encoder = encoder()) {
            encoder.bitrate(200);
            var config = encoder.config();
            encoder.encode(Pictures.desktop(176, 144, 1), false);
            encoder.bitrate(380);
            encoder.bitrate(50);
            encoder.framesPerSecond(5);
            assertSame(config, encoder.config());
            assertEquals(Outcome.DELTA, encoder.encode(Pictures.desktop(176, 144, 2), false));
        }
    }

    @Test
    void aNewSizeTakesThePresentRateIntoAccount() {
        try (var encoder = encoder()) {
            encoder.bitrate(15_000);
            var before = encoder.config();
            encoder.resize(160, 120);
            assertNotSame(before, encoder.config());
            assertEquals("avc1.640020", encoder.config().codec());
        }
    }
}
