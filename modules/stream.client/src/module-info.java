/// The desktop program that streams a screen: capture, preview and publishing.
module stream.client {
    requires java.desktop;
    requires java.net.http;
    requires stream.common;
}
