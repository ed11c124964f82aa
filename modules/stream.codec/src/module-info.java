/// An H.264 encoder in plain Java, made for screens (ITU-T H.264, constrained baseline).
module stream.codec {
    requires stream.common;

    provides stream.common.video.VideoEncoderProvider with stream.codec.H264EncoderProvider;
}
