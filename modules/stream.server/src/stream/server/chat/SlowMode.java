package stream.server.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// When each writer may write again while a chat is slow.
///
/// **Threads.** One at a time; the room guards it.
final class SlowMode {
    /// Writers that are remembered, those who wrote last: more than a chat has people who write.
    private static final int MOST = 10_000;

    private final Map<Long, Long> wroteNanos = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MOST;
        }
    };

    /// How long the writer must wait, 0 for one who may write now.
    long secondsLeft(long writer, int slowSeconds, long nowNanos) {
        var wrote = wroteNanos.get(writer);
        if (wrote == null) {
            return 0;
        }
        long left = TimeUnit.SECONDS.toNanos(slowSeconds) - (nowNanos - wrote);
        return left <= 0 ? 0 : Math.ceilDiv(left, TimeUnit.SECONDS.toNanos(1));
    }

    void wrote(long writer, long nowNanos) {
        wroteNanos.put(writer, nowNanos);
    }
}
