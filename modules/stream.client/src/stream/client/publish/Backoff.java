package stream.client.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before trying again: soon at first, then twice as long each time up to a limit,
/// and never exactly as long as everybody else who lost the same server.
final class Backoff {
    private static final long FIRST_MILLIS = 500;
    /// A server that comes back is found within this time at the latest.
    private static final long MOST_MILLIS = 15_000;

    private final RandomGenerator random;
    private long ceilingMillis = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// The next wait: between half of the present ceiling and all of it.
    Duration next() {
        long wait = ceilingMillis / 2 + random.nextLong(ceilingMillis / 2 + 1);
        ceilingMillis = Math.min(MOST_MILLIS, ceilingMillis * 2);
        return Duration.ofMillis(wait);
    }

    /// It worked: start over.
    void reset() {
        ceilingMillis = FIRST_MILLIS;
    }
}
