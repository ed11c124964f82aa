package stream.codec;

import stream.codec.h264.H264Encoder;
import stream.common.video.EncoderSettings;
import stream.common.video.VideoEncoder;
import stream.common.video.VideoEncoderProvider;

/// Provides H.264.
public final class H264EncoderProvider implements VideoEncoderProvider {
    @Override
    public String codec() {
        return "h264";
    }

    /// Lets the compiler take up the encoder's innermost loops.
    @Override
    public void prepare() {
        H264Encoder.prepare();
    }

    @Override
    public VideoEncoder open(EncoderSettings settings) {
        return new H264Encoder(settings);
    }
}
