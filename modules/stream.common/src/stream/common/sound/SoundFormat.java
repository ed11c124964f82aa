package stream.common.sound;

/// The one form that sound has before it is encoded: blocks of 20 ms at 48 kHz in stereo, 16-bit
/// samples, left and right in turn. 48 kHz is the rate that Opus works with (RFC 6716 §2.1), 20 ms
/// the length for which it is made (§2.1.4).
public final class SoundFormat {
    /// Frames a second; a frame is a sample for each channel.
    public static final int FRAMES_PER_SECOND = 48_000;
    public static final int CHANNELS = 2;
    public static final int BLOCK_MILLIS = 20;
    public static final int BLOCK_FRAMES = FRAMES_PER_SECOND * BLOCK_MILLIS / 1000;
    public static final int BLOCK_SAMPLES = BLOCK_FRAMES * CHANNELS;
    public static final long BLOCK_NANOS = BLOCK_MILLIS * 1_000_000L;

    private SoundFormat() {}
}
