package stream.server.live;

/// The viewers of a [Gallery] who have everything of one format up to the same packet. They share one
/// cursor, so that the next packet goes to all of them in a loop that looks at nothing but their
/// sockets: looking at each viewer's own state costs more than everything else beside the kernel's send.
///
/// ```
///             has all that there is
///   [alone] -------------------------> [in step]
///      ^                                   |
///      +-----------------------------------+
///        took a part only; or is told, asked or closed something
/// ```
///
/// **Threads.** The shard's.
final class Cohort {
    private final Ring.Window window;
    private final Traffic traffic;
    private Cursor cursor;
    private int size;
    private int drops;

    Cohort(Ring.Window window, Traffic traffic) {
        this.window = window;
        this.traffic = traffic;
    }

    Ring.Window window() {
        return window;
    }

    /// Where its viewers are; nobody's before one has joined.
    Cursor cursor() {
        return cursor;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// What to do next, for all.
    Cursor.Step plan(long nowNanos) {
        var step = cursor.plan(nowNanos);
        traffic.planned(cursor, size);
        if (cursor.drops() != drops) {
            drops = cursor.drops();
            traffic.skips.add(size);
        }
        return step;
    }

    /// All who are still here took the whole range.
    ///
    /// @return as [Cursor#sent(int)]
    boolean sent(int bytes) {
        boolean whole = cursor.sent(bytes);
        traffic.sent(bytes, cursor.takeSent(), size);
        return whole;
    }

    /// One more, when its place is the same.
    ///
    /// @return whether it is in
    boolean join(Cursor of) {
        if (!of.hasCaughtUp() || size > 0 && !cursor.isLevelWith(of)) {
            return false;
        }
        if (size == 0) {
            cursor = of.copy();
            drops = cursor.drops();
        }
        size++;
        return true;
    }

    void leave() {
        size--;
    }
}
