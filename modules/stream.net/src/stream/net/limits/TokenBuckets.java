package stream.net.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// A bucket of tokens for each key: full at first, refilled steadily, one token taken per attempt.
///
/// A bucket is kept as one number, the time at which it will be full again (the generic cell rate
/// algorithm, as ATM networks had it). Full buckets need not be kept; of the others the least recently
/// used is forgotten when there are too many, so that memory is bounded whoever asks.
///
/// **Threads.** Safe for all: one lock, held for a few instructions.
public final class TokenBuckets<K> {
    private final long intervalNanos;
    private final long capacityNanos;
    private final LongSupplier nanoTime;
    private final Map<K, Long> fullAt;
    private final LongAdder refused = new LongAdder();

    /// @param capacity how many tokens a full bucket has
    /// @param interval how long one more token takes
    /// @param keys how many buckets are kept at most
    /// @param nanoTime as [System#nanoTime()]
    public TokenBuckets(int capacity, Duration interval, int keys, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.capacityNanos = capacity * intervalNanos;
        this.nanoTime = nanoTime;
        this.fullAt = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
                return size() > keys;
            }
        };
    }

    /// Takes a token.
    ///
    /// @return zero when there was one, else how long until there is
    public synchronized Duration take(K key) {
        var now = nanoTime.getAsLong();
        var full = fullAt(key, now) + intervalNanos;
        var wait = full - now - capacityNanos;
        if (wait > 0) {
            refused.increment();
            return Duration.ofNanos(wait);
        }
        fullAt.put(key, full);
        return Duration.ZERO;
    }

    /// Gives a token back that should not have counted.
    public synchronized void giveBack(K key) {
        var now = nanoTime.getAsLong();
        var full = fullAt(key, now) - intervalNanos;
        if (full - now > 0) {
            fullAt.put(key, full);
        } else {
            fullAt.remove(key);
        }
    }

    /// Fills a bucket up.
    public synchronized void fill(K key) {
        fullAt.remove(key);
    }

    /// How often there was no token, since the start.
    public long refused() {
        return refused.sum();
    }

    /// How many buckets are kept.
    synchronized int size() {
        return fullAt.size();
    }

    private long fullAt(K key, long now) {
        var full = fullAt.get(key);
        return full == null || full - now < 0 ? now : full;
    }
}
