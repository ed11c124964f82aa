package stream.load;

import java.util.Arrays;

/// Counts of durations in µs, kept within 1.6 % of each: 64 buckets for each power of two.
///
/// **Threads.** One thread at a time.
final class LatencyHistogram {
    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;
    /// 2⁴⁰ µs are twelve days; whatever is longer counts as that.
    private static final int MAX_BITS = 40;

    private final long[] counts = new long[(MAX_BITS - SUB_BITS + 1) * SUB];
    private long total;
    private long max;

    void record(long micros) {
        long value = Math.clamp(micros, 0, (1L << MAX_BITS) - 1);
        counts[bucket(value)]++;
        total++;
        max = Math.max(max, value);
    }

    void add(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        max = Math.max(max, other.max);
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        max = 0;
    }

    long total() {
        return total;
    }

    long maxMicros() {
        return max;
    }

    /// The duration that this share of all is not longer than, in µs; 0 when there are none.
    ///
    /// @param share 0 to 1
    long percentileMicros(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length && total > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(upper(i), max);
            }
        }
        return 0;
    }

    private static int bucket(long value) {
        if (value < SUB) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (shift + 1) * SUB + (int) (value >>> shift) - SUB;
    }

    /// The largest value that falls into the bucket.
    private static long upper(int bucket) {
        if (bucket < SUB) {
            return bucket;
        }
        int shift = bucket / SUB - 1;
        return ((long) (bucket % SUB + SUB + 1) << shift) - 1;
    }
}
