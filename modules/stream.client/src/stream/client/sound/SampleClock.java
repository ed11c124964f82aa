package stream.client.sound;

/// When sound was taken, by the computer's clock: the sound card's clock is even but drifts, and blocks
/// arrive unevenly but never early, so that those that came soonest tell the difference of the two.
///
/// Pure. The studio page has the same in `sample-clock.js`.
final class SampleClock {
    /// Blocks that are looked back on: about ten seconds of 20 ms each.
    private static final int WINDOW = 500;
    /// So many blocks make a first opinion, which may jump.
    private static final int OPENING = WINDOW / 10;
    /// The most that the clock is moved at a block: a jump would be heard.
    private static final long STEP_NANOS = 20_000;
    /// Later than blocks come by chance.
    private static final long LATE_NANOS = 30_000_000;
    /// When all blocks have been late for so long, the source has lost some or paused; blocks that were
    /// only held up come quickly one behind the other.
    private static final long LOST_NANOS = 1_000_000_000;

    private final long[] differences = new long[WINDOW];
    private int count;
    private int next;
    private long difference;
    private long inTimeNanos;

    /// @param endNanos of the block, by the sound card's clock
    /// @param nowNanos when it arrived, by the computer's clock
    /// @return the end by the computer's clock
    long at(long endNanos, long nowNanos) {
        long fresh = nowNanos - endNanos;
        if (count == 0 || fresh - difference <= LATE_NANOS) {
            inTimeNanos = nowNanos;
        } else if (nowNanos - inTimeNanos > LOST_NANOS) {
            inTimeNanos = nowNanos;
            count = 0;
            next = 0;
        }
        differences[next] = fresh;
        next = (next + 1) % WINDOW;
        count = Math.min(count + 1, WINDOW);
        long least = fresh;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, differences[i]);
        }
        if (count <= OPENING) {
            difference = least;
        } else {
            difference += Math.clamp(least - difference, -STEP_NANOS, STEP_NANOS);
        }
        return endNanos + difference;
    }
}
