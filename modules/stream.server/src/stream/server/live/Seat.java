package stream.server.live;

/// One socket in a channel and who is signed in on it, from before its greeting until its end. The way
/// to the socket changes meanwhile, when it is handed to another thread.
///
/// **Threads.** Any thread.
final class Seat {
    private final Visitor visitor;
    private Line line;
    private int endCode;
    private String endReason;

    Seat(Visitor visitor, Line line) {
        this.visitor = visitor;
        this.line = line;
    }

    Visitor visitor() {
        return visitor;
    }

    /// From now on the socket is reached in this way. One that was to end in between ends now.
    synchronized void moveTo(Line newLine) {
        line = newLine;
        if (endReason != null) {
            line.end(endCode, endReason);
        }
    }

    synchronized void tell(Text text) {
        line.tell(text);
    }

    /// Closes the socket.
    synchronized void end(int code, String reason) {
        endCode = code;
        endReason = reason;
        line.end(code, reason);
    }
}
