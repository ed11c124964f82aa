package stream.net.limits;

/// A rate limit that allows bursts: a bucket that fills at a steady rate, from which each act takes
/// tokens.
///
/// **Threads.** One at a time.
public final class TokenBucket {
    private final double capacity;
    private final double perNano;
    private double tokens;
    private long filledNanos;

    /// A full bucket.
    ///
    /// @param capacity the largest burst
    /// @param perSecond the rate in the long run
    public TokenBucket(double capacity, double perSecond, long nowNanos) {
        if (!(capacity > 0) || !(perSecond > 0)) {
            throw new IllegalArgumentException("a bucket needs a capacity and a rate");
        }
        this.capacity = capacity;
        this.perNano = perSecond / 1e9;
        tokens = capacity;
        filledNanos = nowNanos;
    }

    /// Takes tokens if there are as many.
    public boolean take(double count, long nowNanos) {
        fill(nowNanos);
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }

    /// Whether nothing was taken lately, so that a new bucket would be no different.
    public boolean isFull(long nowNanos) {
        fill(nowNanos);
        return tokens >= capacity;
    }

    private void fill(long nowNanos) {
        if (nowNanos > filledNanos) {
            tokens = Math.min(capacity, tokens + (nowNanos - filledNanos) * perNano);
            filledNanos = nowNanos;
        }
    }
}
