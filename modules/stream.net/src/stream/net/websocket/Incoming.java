package stream.net.websocket;

/// What a peer sent, whole: a message or a control frame.
public sealed interface Incoming
        permits WebSocketConnection.Message, Incoming.Ping, Incoming.Pong, Incoming.Close {

    /// To be answered with a pong of the same payload; when several wait, answering the newest is
    /// enough (RFC 6455 §5.5.3).
    ///
    /// @param payload at most 125 bytes, owned by the receiver
    record Ping(byte[] payload) implements Incoming {}

    /// The answer to a ping, or a sign of life nobody asked for.
    ///
    /// @param payload at most 125 bytes, owned by the receiver
    record Pong(byte[] payload) implements Incoming {}

    /// The peer sends nothing more. To be answered with a close frame, unless one was sent before.
    ///
    /// @param code [CloseCode#NO_STATUS] when the frame held none
    record Close(int code, String reason) implements Incoming {}
}
