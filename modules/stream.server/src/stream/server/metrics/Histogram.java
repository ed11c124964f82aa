package stream.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/// How long something took, counted in buckets, from half a millisecond to ten seconds.
///
/// **Threads.** Any thread; nobody waits for another.
public final class Histogram {
    private static final double[] BOUNDS_SECONDS = {
        0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongAdder[] buckets = new LongAdder[BOUNDS_SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    public Histogram() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    /// @param tookNanos what is below zero counts as zero
    public void record(long tookNanos) {
        long took = Math.max(0, tookNanos);
        int bucket = 0;
        while (bucket < BOUNDS_SECONDS.length && took > BOUNDS_SECONDS[bucket] * NANOS_PER_SECOND) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(took);
    }

    /// Writes all samples of the family that the page is at.
    void writeTo(Exposition page, String name) {
        long count = 0;
        for (int i = 0; i < buckets.length; i++) {
            count += buckets[i].sum();
            var bound = i < BOUNDS_SECONDS.length ? Exposition.number(BOUNDS_SECONDS[i]) : "+Inf";
            page.line(name + "_bucket", count, "le", bound);
        }
        page.line(name + "_sum", nanos.sum() / NANOS_PER_SECOND);
        page.line(name + "_count", count);
    }
}
