package stream.server.live;

import java.util.concurrent.TimeUnit;

/// When one viewer may ask for a keyframe: at once the first time, then seldom, so that a viewer who is
/// always late does not make the picture worse for everybody.
///
/// **Threads.** One: the viewer's.
final class KeyframeWish {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private boolean asked;
    private long askedNanos;

    /// Whether to ask now; the next time is some seconds away then.
    boolean isDue(Cursor cursor, long nowNanos) {
        if (!cursor.isWaiting() || asked && nowNanos - askedNanos < INTERVAL_NANOS) {
            return false;
        }
        asked = true;
        askedNanos = nowNanos;
        return true;
    }
}
