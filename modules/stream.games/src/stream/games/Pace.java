package stream.games;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Keeps requests apart, so that there are never more in a second than the other side takes.
///
/// **Threads.** Safe for all.
final class Pace {
    private final long apartNanos;
    private final long longestWaitNanos;
    private final LongSupplier nanoTime;
    private long nextNanos;

    /// @param apart the least time between two
    /// @param longestWait who would wait longer is refused
    Pace(Duration apart, Duration longestWait, LongSupplier nanoTime) {
        apartNanos = apart.toNanos();
        longestWaitNanos = longestWait.toNanos();
        this.nanoTime = nanoTime;
        nextNanos = nanoTime.getAsLong();
    }

    /// Takes the next turn.
    ///
    /// @return how long to wait for it
    /// @throws IOException when that is too long; then no turn is taken
    synchronized Duration turn() throws IOException {
        long now = nanoTime.getAsLong();
        long wait = Math.max(0, nextNanos - now);
        if (wait > longestWaitNanos) {
            throw new IOException("too many requests at once");
        }
        nextNanos = now + wait + apartNanos;
        return Duration.ofNanos(wait);
    }
}
