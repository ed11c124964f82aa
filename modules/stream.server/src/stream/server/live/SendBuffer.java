package stream.server.live;

import java.util.concurrent.TimeUnit;

/// How much of a viewer's media may wait in the kernel. Left alone the kernel takes megabytes, which on
/// a slow line are a minute of delay that no [Cursor] can take back.
///
/// Every viewer begins with [#FIRST_BYTES]. Whenever one was too late the buffer is made to hold what
/// the line takes in some tenths of a second, measured while the socket was always full: less for a
/// slow line; more for a line that is fast and far away, which needs a round trip's bytes in flight.
///
/// A viewer that has not been late for some time after that had a hiccup, not a slow line, and begins
/// anew: small buffers cost many system calls. Each time that this was wrong, it takes twice as long.
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
    /// A viewer on a line that is too narrow is late again within a second or two.
    static final long LEAST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    static final long MOST_PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

    /// As [#piece()]: the line has never been found slow.
    static final int UNLIMITED = Integer.MAX_VALUE;

    private int size = UNLIMITED;
    private boolean busy;
    private long busySinceNanos;
    private long bytes;
    private long lateNanos;
    private long patienceNanos = LEAST_PATIENCE_NANOS;

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
    ///
    /// @return the size to set, 0 to leave it as it is
    int idle(long nowNanos) {
        busy = false;
        if (size == UNLIMITED || nowNanos - lateNanos < patienceNanos) {
            return 0;
        }
        size = UNLIMITED;
        patienceNanos = Math.min(2 * patienceNanos, MOST_PATIENCE_NANOS);
        return FIRST_BYTES;
    }

    /// The size to set after the viewer was too late, 0 to leave it as it is. Begins to measure anew.
    int afterDrop(long nowNanos) {
        lateNanos = nowNanos;
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
