/// What the server, the desktop client and the encoders share: media packets, control messages
/// and the interface that a video encoder implements.
module stream.common {
    requires transitive jakarta.json;

    exports stream.common.control;
    exports stream.common.media;
    exports stream.common.mp4;
    exports stream.common.video;

    uses stream.common.video.VideoEncoderProvider;
}
