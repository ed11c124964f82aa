package stream.server.live;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import stream.common.control.ControlMessage.Format;

/// How many people watch a channel, whether some of them take MP4, and when their number is told.
///
/// Somebody who is signed in counts once, on however many devices and tabs; the streamer never. Of those who
/// are not signed in each connection counts.
///
/// **Threads.** One at a time; the channel guards it.
final class ViewerCount {
    /// How long the MP4 ring is kept for nobody: making it means going through the whole group of
    /// pictures, which people who come and go must not be able to ask for again and again.
    static final long MP4_KEPT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int nobodies;
    /// Sockets of each user who watches.
    private final Map<Long, Integer> users = new HashMap<>();
    private final String streamer;
    private int mp4;
    private long mp4LeftNanos;
    private int told;
    private long toldNanos;

    /// @param streamer the name
    ViewerCount(String streamer, long nowNanos) {
        this.streamer = streamer;
        toldNanos = nowNanos - INTERVAL_NANOS;
    }

    /// @param change 1 for a connection that begins, -1 for one that ends
    void count(Visitor visitor, Format format, int change, long nowNanos) {
        if (visitor.isNobody()) {
            nobodies += change;
        } else if (!visitor.name().equalsIgnoreCase(streamer)) {
            users.merge(visitor.id(), change, (sockets, more) -> sockets + more == 0 ? null : sockets + more);
        }
        if (format == Format.MP4) {
            mp4 += change;
            mp4LeftNanos = nowNanos;
        }
    }

    int all() {
        return nobodies + users.size();
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
        int all = all();
        if (all == told || nowNanos - toldNanos < INTERVAL_NANOS) {
            return OptionalInt.empty();
        }
        told = all;
        toldNanos = nowNanos;
        return OptionalInt.of(all);
    }
}
