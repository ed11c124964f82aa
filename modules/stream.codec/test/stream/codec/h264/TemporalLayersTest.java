package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.common.video.EncoderSettings;
import stream.common.video.VideoEncoder.Outcome;

/// With two temporal layers every other frame can be lost, and nobody sees more than that.
class TemporalLayersTest {
    private static H264Encoder encoder(int qp) {
        return new H264Encoder(new EncoderSettings(160, 120, 30, 500, 1000, 2, 2), new Tuning(qp, false));
    }

    private static Outcome encode(H264Encoder encoder, int time) {
        return encoder.encode(Pictures.desktop(160, 120, time), false);
    }

    @Test
    void everyOtherFrameIsDisposableAndSaysSo() {
        try (var encoder = encoder(28)) {
            var outcomes = new ArrayList<Outcome>();
            for (int time = 0; time < 5; time++) {
                var outcome = encode(encoder, time);
                int nalRefIdc = encoder.payload().get(Integer.BYTES) >> 5 & 3;
                assertEquals(outcome == Outcome.DISPOSABLE, nalRefIdc == 0);
                outcomes.add(outcome);
            }
            assertEquals(List.of(Outcome.KEYFRAME, Outcome.DISPOSABLE, Outcome.DELTA, Outcome.DISPOSABLE, Outcome.DELTA),
                    outcomes);
        }
    }

    /// Who lost it would see an old picture for as long as nothing changes.
    @Test
    void whatADisposableFrameShowedIsSentAgainWhenThePictureThenStandsStill() {
        try (var encoder = encoder(28)) {
            encode(encoder, 0);
            assertEquals(Outcome.DISPOSABLE, encode(encoder, 1));
            assertEquals(Outcome.DELTA, encode(encoder, 1));
            assertEquals(Outcome.UNCHANGED, encode(encoder, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"20, false", "20, true", "38, false", "38, true", "-1, false", "-1, true"})
    void theRestDecodesWithAndWithoutThem(int qp, boolean lost) throws Exception {
        try (var encoder = encoder(qp)) {
            var recording = new Ffmpeg.Recording(encoder);
            for (int time = 0; time < 40; time++) {
                var outcome = encode(encoder, time / 10 * 30 + time % 10 / 2);
                if (outcome != Outcome.UNCHANGED && !(lost && outcome == Outcome.DISPOSABLE)) {
                    recording.add();
                }
            }
            recording.assertDecodesToTheReconstruction();
        }
    }
}
