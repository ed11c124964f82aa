package stream.common.video;

/// Opens encoders of one kind; a feature module provides it to [java.util.ServiceLoader].
public interface VideoEncoderProvider {
    /// The short name of the codec, such as `h264`.
    String codec();

    VideoEncoder open(EncoderSettings settings);
}
