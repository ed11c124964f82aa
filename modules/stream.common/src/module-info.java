/// What the server, the desktop client and the encoders share: media packets, control messages,
/// the interfaces that encoders implement, and files for their owner alone.
module stream.common {
    requires transitive jakarta.json;

    exports stream.common.control;
    exports stream.common.files;
    exports stream.common.media;
    exports stream.common.mp4;
    exports stream.common.program;
    exports stream.common.sound;
    exports stream.common.video;

    uses stream.common.video.VideoEncoderProvider;
}
