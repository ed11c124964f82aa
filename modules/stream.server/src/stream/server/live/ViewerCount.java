package stream.server.live;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import stream.common.control.ControlMessage.Format;

/// How many watch a channel, whether some of them take MP4, and when their number is told.
///
/// **Threads.** One at a time; the channel guards it.
final class ViewerCount {
    /// How long the MP4 ring is kept for nobody: making it means going through the whole group of
    /// pictures, which people who come and go must not be able to ask for again and again.
    static final long MP4_KEPT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int all;
    private int mp4;
    private long mp4LeftNanos;
    private int told;
    private long toldNanos;

    ViewerCount(long nowNanos) {
        toldNanos = nowNanos - INTERVAL_NANOS;
    }

    /// @param change 1 for who comes, -1 for who goes
    void count(Format format, int change, long nowNanos) {
        all += change;
        if (format == Format.MP4) {
            mp4 += change;
            mp4LeftNanos = nowNanos;
        }
    }

    int all() {
        return all;
    }

    boolean isMp4Wanted() {
        return mp4 > 0;
    }

    /// Whether nobody has wanted MP4 for a while.
    boolean isMp4Over(long nowNanos) {
        return mp4 == 0 && nowNanos - mp4LeftNanos >= MP4_KEPT_NANOS;
    }

    /// The number, if there is another to tell and it is not too soon for that.
    OptionalInt news(long nowNanos) {
        if (all == told || nowNanos - toldNanos < INTERVAL_NANOS) {
            return OptionalInt.empty();
        }
        told = all;
        toldNanos = nowNanos;
        return OptionalInt.of(all);
    }
}
