package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stream.common.video.EncoderSettings;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder.Outcome;

/// A decoder must show, sample for sample, what the encoder believes that it shows.
class BitExactTest {
    private static EncoderSettings settings(int width, int height, int threads) {
        return new EncoderSettings(width, height, 30, 2000, 60, threads);
    }

    private static void encode(Ffmpeg.Recording recording, H264Encoder encoder, Picture picture, boolean keyframe) {
        if (encoder.encode(picture, keyframe) != Outcome.UNCHANGED) {
            recording.add();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 6, 10, 15, 20, 26, 30, 35, 40, 45, 51})
    void aDesktopAtEveryQuality(int qp) throws Exception {
        var encoder = new H264Encoder(settings(320, 240, 1), Tuning.constant(qp));
        var recording = new Ffmpeg.Recording(encoder);
        for (int time = 0; time < 12; time++) {
            encode(recording, encoder, Pictures.desktop(320, 240, time), false);
        }
        recording.assertDecodesToTheReconstruction();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 8, 18, 28, 38, 51})
    void noiseAtEveryQuality(int qp) throws Exception {
        var encoder = new H264Encoder(settings(96, 64, 1), Tuning.constant(qp));
        var recording = new Ffmpeg.Recording(encoder);
        for (int time = 0; time < 4; time++) {
            encode(recording, encoder, Pictures.noise(96, 64, time), false);
        }
        recording.assertDecodesToTheReconstruction();
    }

    @ParameterizedTest
    @CsvSource({"16,16", "17,19", "33,31", "50,100", "101,37", "640,16", "18,480"})
    void oddSizes(int width, int height) throws Exception {
        var encoder = new H264Encoder(settings(width, height, 1), Tuning.constant(24));
        var recording = new Ffmpeg.Recording(encoder);
        for (int time = 0; time < 5; time++) {
            encode(recording, encoder, Pictures.desktop(width, height, time), false);
        }
        recording.assertDecodesToTheReconstruction();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void severalSlices(int threads) throws Exception {
        var encoder = new H264Encoder(settings(320, 240, threads), Tuning.constant(27));
        var recording = new Ffmpeg.Recording(encoder);
        for (int time = 0; time < 8; time++) {
            encode(recording, encoder, Pictures.desktop(320, 240, time), false);
        }
        recording.assertDecodesToTheReconstruction();
    }

    @Test
    void sceneCutsKeyframesOnRequestAndNewSizes() throws Exception {
        var encoder = new H264Encoder(settings(160, 120, 1), new Tuning(28, false));
        var recording = new Ffmpeg.Recording(encoder);
        var random = new Random(5);
        for (int time = 0; time < 40; time++) {
            var picture = time % 7 < 5
                    ? Pictures.desktop(160, 120, time / 7 * 100 + time % 3)
                    : Pictures.noise(160, 120, time);
            encode(recording, encoder, picture, random.nextInt(9) == 0);
        }
        recording.assertDecodesToTheReconstruction();
    }

    @Test
    void ratesThatChange() throws Exception {
        var encoder = new H264Encoder(settings(320, 240, 2));
        var recording = new Ffmpeg.Recording(encoder);
        for (int time = 0; time < 60; time++) {
            encoder.bitrate(time < 30 ? 2000 : 200);
            encode(recording, encoder, Pictures.desktop(320, 240, time), false);
        }
        recording.assertDecodesToTheReconstruction();
    }

    /// Sizes, qualities, slices, keyframes and pictures by chance.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void anything(long seed) throws Exception {
        var random = new Random(seed);
        int width = 16 + random.nextInt(200);
        int height = 16 + random.nextInt(200);
        int qp = random.nextInt(3) == 0 ? Tuning.RATE_CONTROLLED : random.nextInt(52);
        var encoder = new H264Encoder(settings(width, height, 1 + random.nextInt(4)), new Tuning(qp, random.nextBoolean()));
        var recording = new Ffmpeg.Recording(encoder);
        int time = 0;
        for (int i = 0; i < 20; i++) {
            time += random.nextInt(4) == 0 ? random.nextInt(500) : random.nextInt(3);
            var picture = random.nextInt(12) == 0
                    ? Pictures.noise(width, height, time) : Pictures.desktop(width, height, time);
            encode(recording, encoder, picture, random.nextInt(15) == 0);
        }
        recording.assertDecodesToTheReconstruction();
    }

    @Test
    void anUnchangedPictureGivesNoFrame() {
        var encoder = new H264Encoder(settings(320, 240, 1), new Tuning(28, false));
        assertEquals(Outcome.KEYFRAME, encoder.encode(Pictures.desktop(320, 240, 1), false));
        assertEquals(Outcome.UNCHANGED, encoder.encode(Pictures.desktop(320, 240, 1), false));
        assertEquals(0, encoder.payload().remaining());
        assertEquals(Outcome.DELTA, encoder.encode(Pictures.desktop(320, 240, 2), false));
    }
}
