package stream.client.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// µs since 1970 by this computer, but never stepped: read once from the wall clock, and counted on
/// from there by [System#nanoTime()].
public final class LocalClock {
    private final long startMicros;
    private final long startNanos;

    public LocalClock() {
        startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        startNanos = System.nanoTime();
    }

    /// The time at a moment of [System#nanoTime()].
    public long micros(long nanoTime) {
        return startMicros + (nanoTime - startNanos) / 1000;
    }

    /// The moment of [System#nanoTime()] at a time, to the µs.
    public long nanos(long micros) {
        return startNanos + (micros - startMicros) * 1000;
    }
}
