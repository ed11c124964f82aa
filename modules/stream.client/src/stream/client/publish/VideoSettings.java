package stream.client.publish;

import stream.client.capture.SizeLimit;

/// How a stream is to look.
///
/// @param size the largest picture to send
/// @param framesPerSecond the most pictures a second
/// @param bitrateKbps the most to send on average, kbit/s
/// @param temporalLayers 1, or 2 for frames of which every other can be left out on the way
public record VideoSettings(SizeLimit size, int framesPerSecond, int bitrateKbps, int temporalLayers) {
    public static final int MOST_FRAMES_PER_SECOND = 60;
    public static final int LEAST_KBPS = 100;
    public static final int MOST_KBPS = 50_000;

    /// Newcomers who come between two keyframes get all frames since the last one, so that it must
    /// not lie long back; the server asks for one when it needs it earlier.
    private static final int SECONDS_BETWEEN_KEYFRAMES = 4;
    /// What a lively screen needs to look well in H.264, in bits a pixel.
    private static final double BITS_A_PIXEL = 0.09;
    /// A screen that moves fast twice as often does not take twice the bits.
    private static final double FULL_RATE = 30;

    /// One temporal layer, which takes the fewest bits.
    public VideoSettings(SizeLimit size, int framesPerSecond, int bitrateKbps) {
        this(size, framesPerSecond, bitrateKbps, 1);
    }

    public VideoSettings {
        check("frame rate", framesPerSecond, 1, MOST_FRAMES_PER_SECOND);
        check("bitrate", bitrateKbps, LEAST_KBPS, MOST_KBPS);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "the " + what + " must be between " + least + " and " + most + ", not " + value);
        }
    }

    /// A bitrate that suits a picture of this size, in steps of 100 kbit/s.
    public static int suitableKbps(SizeLimit picture, int framesPerSecond) {
        double rate = Math.min(framesPerSecond, FULL_RATE) + Math.max(0, framesPerSecond - FULL_RATE) / 2;
        double kbps = picture.width() * (double) picture.height() * rate * BITS_A_PIXEL / 1000;
        return Math.clamp(Math.round(kbps / 100) * 100, 300, 12_000);
    }

    int keyframeIntervalFrames() {
        return framesPerSecond * SECONDS_BETWEEN_KEYFRAMES;
    }
}
