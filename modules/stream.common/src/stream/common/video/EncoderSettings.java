package stream.common.video;

/// What an encoder is asked for.
///
/// @param width of the picture in pixels, 16 to 4096
/// @param height of the picture in pixels, 16 to 4096
/// @param framesPerSecond the most frames a second that will come, 1 to 120
/// @param bitrateKbps the mean to aim for, in kbit/s, 50 to 100 000
/// @param keyframeIntervalFrames at most this many frames from one keyframe to the next
/// @param threads how many slices to encode at the same time, 1 to 16
/// @param temporalLayers 1, or 2 to make every other frame one that no other needs
public record EncoderSettings(int width, int height, int framesPerSecond, int bitrateKbps,
        int keyframeIntervalFrames, int threads, int temporalLayers) {

    /// One temporal layer: what the second costs in bits is more than it is worth on most lines.
    public EncoderSettings(
            int width, int height, int framesPerSecond, int bitrateKbps, int keyframeIntervalFrames, int threads) {
        this(width, height, framesPerSecond, bitrateKbps, keyframeIntervalFrames, threads, 1);
    }

    public EncoderSettings {
        check("width", width, 16, 4096);
        check("height", height, 16, 4096);
        check("framesPerSecond", framesPerSecond, 1, 120);
        check("bitrateKbps", bitrateKbps, 50, 100_000);
        check("keyframeIntervalFrames", keyframeIntervalFrames, 1, 100_000);
        check("threads", threads, 1, 16);
        check("temporalLayers", temporalLayers, 1, 2);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", not between " + least + " and " + most);
        }
    }
}
