/// An H.264 encoder in plain Java, made for screens (ITU-T H.264, High profile).
module stream.codec {
    requires transitive stream.common;

    exports stream.codec.h264;

    uses stream.codec.h264.Kernels;

    provides stream.common.video.VideoEncoderProvider with stream.codec.H264EncoderProvider;
}
