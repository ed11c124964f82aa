package stream.load;

import java.time.Duration;
import java.time.Instant;

/// The wall clock in µs since 1970, from the monotonic clock so that reading it allocates nothing.
final class WallClock {
    private static final long OFFSET_MICROS =
            Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1000 - System.nanoTime() / 1000;

    private WallClock() {}

    static long micros() {
        return OFFSET_MICROS + System.nanoTime() / 1000;
    }
}
