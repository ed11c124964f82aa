package stream.common.video;

/// Opens encoders of one kind; a feature module provides it to [java.util.ServiceLoader].
public interface VideoEncoderProvider {
    /// The short name of the codec, such as `h264`.
    String codec();

    /// Loads what an encoder needs, and begins what would make the first seconds of a stream dear: for
    /// programs that may stream in a while. Takes a moment. Encoders work without it.
    default void prepare() {}

    VideoEncoder open(EncoderSettings settings);
}
