package stream.server.live;

/// The way to one socket.
///
/// **Threads.** Called from any thread; never blocks.
interface Line {

    void tell(Text text);

    /// Closes the connection.
    void end(int code, String reason);
}
