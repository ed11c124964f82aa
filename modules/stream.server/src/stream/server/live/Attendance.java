package stream.server.live;

import java.util.Arrays;

/// How many watched a stream from its beginning: the most in each interval. The intervals are short at
/// first and twice as long each time the list is full, so that a stream of minutes and one of days both
/// make a curve, and neither takes much room.
///
/// **Threads.** One at a time; the channel guards it.
final class Attendance {
    /// As many points as a curve on a page has use for.
    static final int MOST_COUNTS = 240;
    static final long FIRST_INTERVAL_MILLIS = 5000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int[] counts = new int[MOST_COUNTS];
    private final long begunNanos;
    private long intervalMillis = FIRST_INTERVAL_MILLIS;
    private int last;

    Attendance(long nowNanos) {
        begunNanos = nowNanos;
    }

    /// So many watch now.
    void note(int viewers, long nowNanos) {
        long elapsedMillis = (nowNanos - begunNanos) / NANOS_PER_MILLI;
        while (elapsedMillis / intervalMillis >= MOST_COUNTS) {
            halve();
        }
        int interval = (int) (elapsedMillis / intervalMillis);
        while (last < interval) {
            counts[++last] = viewers;
        }
        counts[last] = Math.max(counts[last], viewers);
    }

    private void halve() {
        for (int i = 0; i < MOST_COUNTS / 2; i++) {
            counts[i] = Math.max(counts[2 * i], counts[2 * i + 1]);
        }
        Arrays.fill(counts, MOST_COUNTS / 2, MOST_COUNTS, 0);
        last /= 2;
        intervalMillis *= 2;
    }

    Curve curve() {
        return new Curve(intervalMillis, Arrays.stream(counts, 0, last + 1).boxed().toList());
    }
}
