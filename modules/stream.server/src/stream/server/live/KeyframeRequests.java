package stream.server.live;

import java.util.concurrent.TimeUnit;

/// When a publisher is asked for a keyframe: as soon as a viewer cannot go on without, but at most once
/// a second (PROTOCOL.md). A wish that comes too soon waits, and is fulfilled by any keyframe that comes
/// first: a viewer asks seldom, so that a wish that was lost would be seconds of a still picture.
///
/// **Threads.** One at a time; the channel guards it.
final class KeyframeRequests {
    static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private boolean wanted;
    private boolean asked;
    private long askedNanos;

    /// A viewer needs a keyframe.
    void want() {
        wanted = true;
    }

    /// There is a new one.
    void fulfil() {
        wanted = false;
    }

    /// Whether to ask now.
    boolean isDue(long nowNanos) {
        if (!wanted || asked && nowNanos - askedNanos < INTERVAL_NANOS) {
            return false;
        }
        wanted = false;
        asked = true;
        askedNanos = nowNanos;
        return true;
    }
}
