package stream.server.websocket;

/// Placeholder shape; see the commit that follows.
public final class FrameReader {
    FrameReader() {}
}
