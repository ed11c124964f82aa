package stream.server.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Decides which failures of the database are worth a line in the log: those of another kind than the last
/// one, and while they stay the same, one a minute.
///
/// **Threads.** Safe for all.
final class FailureLog {
    private static final Duration REPEAT = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private String kind = "";
    private long loggedAtNanos;

    /// @param nanos the clock, as [System#nanoTime]
    FailureLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// @param kind of the failure, never empty
    synchronized boolean isWorthALine(String kind) {
        long now = nanos.getAsLong();
        if (kind.equals(this.kind) && now - loggedAtNanos < REPEAT.toNanos()) {
            return false;
        }
        this.kind = kind;
        loggedAtNanos = now;
        return true;
    }

    /// Takes note that work succeeded: the next failure is news.
    synchronized void succeeded() {
        kind = "";
    }
}
