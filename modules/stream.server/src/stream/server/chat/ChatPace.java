package stream.server.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import stream.net.limits.TokenBucket;

/// How fast each user writes, in each channel and in all together. It outlives rooms, which close when
/// everybody has left: a limit must not begin anew for somebody who leaves and comes back.
///
/// **Threads.** Safe for all.
public final class ChatPace {
    /// A person writes a few quick messages, then one each second and a half.
    static final int BURST_MESSAGES = 5;
    static final double MESSAGES_PER_SECOND = 1 / 1.5;
    /// In all channels together: somebody who chats in three at once is not slowed, and a program that writes
    /// in all of them does not decide how much the server stores.
    static final int BURST_EVERYWHERE = 15;
    static final double MESSAGES_PER_SECOND_EVERYWHERE = 1;
    /// Users, and pairs of user and channel, that are remembered, those who wrote last: more than write within
    /// the longest slow mode on a large site, and some MiB.
    static final int MAX_REMEMBERED = 20_000;

    private record Key(String channel, long user) {}

    private static final class Writer {
        final TokenBucket bucket;
        long wroteNanos;

        Writer(TokenBucket bucket) {
            this.bucket = bucket;
        }
    }

    private final Map<Key, Writer> writers = remembered();
    private final Map<Long, TokenBucket> everywhere = remembered();

    /// Nobody has written yet.
    public ChatPace() {}

    /// Seconds that the user must wait while the chat is slow, 0 if the user may write now.
    synchronized long secondsLeft(String channel, long user, int slowSeconds, long nowNanos) {
        var writer = writers.get(new Key(channel, user));
        if (writer == null) {
            return 0;
        }
        long left = TimeUnit.SECONDS.toNanos(slowSeconds) - (nowNanos - writer.wroteNanos);
        return left <= 0 ? 0 : Math.ceilDiv(left, TimeUnit.SECONDS.toNanos(1));
    }

    /// Counts a message, unless the user writes too fast.
    synchronized boolean write(String channel, long user, long nowNanos) {
        var writer = writers.computeIfAbsent(new Key(channel, user),
                _ -> new Writer(new TokenBucket(BURST_MESSAGES, MESSAGES_PER_SECOND, nowNanos)));
        var all = everywhere.computeIfAbsent(user,
                _ -> new TokenBucket(BURST_EVERYWHERE, MESSAGES_PER_SECOND_EVERYWHERE, nowNanos));
        if (!writer.bucket.take(1, nowNanos) || !all.take(1, nowNanos)) {
            return false;
        }
        writer.wroteNanos = nowNanos;
        return true;
    }

    private static <K, V> Map<K, V> remembered() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MAX_REMEMBERED;
            }
        };
    }
}
