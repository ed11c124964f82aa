package stream.server.live;

import java.util.concurrent.TimeUnit;

/// How much of a viewer's media may wait in the kernel. Left alone the kernel takes megabytes, which on
/// a slow line are a minute of delay that no [Cursor] can take back.
///
/// Every viewer begins with [#FIRST_BYTES]. Whenever one was too late the buffer is made to hold what
/// the line takes in some tenths of a second, measured while the socket was always full: less for a
/// slow line; more for a line that is fast and far away, which needs a round trip's bytes in flight.
///
/// **Threads.** One: the viewer's.
final class SendBuffer {
    /// The kernel doubles what it is given: a quarter of a megabyte, 0.8 s of 2.5 Mbit/s.
    static final int FIRST_BYTES = 128 << 10;
    static final int LEAST_BYTES = 4 << 10;
    static final int MOST_BYTES = 1 << 20;
    /// Doubled by the kernel: 0.3 s of what the line takes.
    private static final double SECONDS = 0.15;
    /// A measurement over less time says little.
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private int size = Integer.MAX_VALUE;
    private boolean busy;
    private long busySinceNanos;
    private long bytes;

    /// The socket took bytes and is full now.
    void full(int taken, long nowNanos) {
        if (busy) {
            bytes += taken;
        } else {
            busy = true;
            busySinceNanos = nowNanos;
            bytes = 0;
        }
    }

    /// The socket took bytes and would take more, but there are none.
    void idle() {
        busy = false;
    }

    /// The size to set after the viewer was too late, 0 to leave it as it is. Begins to measure anew.
    int afterDrop(long nowNanos) {
        long nanos = nowNanos - busySinceNanos;
        if (!busy || nanos < SHORTEST_NANOS) {
            return 0;
        }
        double perSecond = bytes * 1e9 / nanos;
        busySinceNanos = nowNanos;
        bytes = 0;
        size = (int) Math.clamp(perSecond * SECONDS, LEAST_BYTES, MOST_BYTES);
        return size;
    }

    /// The most to write at once, after which the selector says when there is room. It goes by the
    /// buffer's size; a write does not, but appends to what waits, up to 64 KiB.
    int piece() {
        return size;
    }
}
