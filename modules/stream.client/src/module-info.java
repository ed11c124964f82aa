/// The desktop program that streams a screen: capture, preview and publishing.
///
/// Encoders are found with [java.util.ServiceLoader], so that the image of the program contains
/// those, and only those, that it was linked with.
module stream.client {
    requires com.formdev.flatlaf;
    requires transitive java.desktop;
    requires java.net.http;
    requires stream.common;

    exports stream.client.look; // Swing makes delegates of components by their class's name

    uses stream.common.sound.SoundEncoderProvider;
    uses stream.common.video.VideoEncoderProvider;
}
