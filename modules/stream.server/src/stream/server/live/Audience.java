package stream.server.live;

/// Those who receive from a channel through the same thread: all of its viewers on one [Shard], or one
/// that has a thread of its own.
///
/// **Threads.** Called from any thread; never blocks, and keeps the order of the calls.
interface Audience {

    /// The rings have something new.
    void news();

    /// Sends everybody a message.
    void tell(Text text);

    /// Another broadcast begins, or none: `null`.
    void tune(Broadcast broadcast);

    /// Closes everybody.
    void end(int code, String reason);
}
