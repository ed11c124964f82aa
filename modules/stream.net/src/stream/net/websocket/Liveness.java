package stream.net.websocket;

import java.time.Duration;

/// Decides what to do about a peer that says nothing (PROTOCOL.md, *Close codes*): ask it with a
/// ping, and in the end let it go. Times are [System#nanoTime()]s.
///
/// **Threads.** Any thread calls any method.
public final class Liveness {
    /// Half of the minute after which common routers and proxies forget an idle connection, less
    /// some room for the answer.
    public static final Duration PING_AFTER = Duration.ofSeconds(20);
    /// Time for two pings to be lost.
    public static final Duration GONE_AFTER = Duration.ofSeconds(50);

    /// What to do now.
    public enum Verdict { NOTHING, PING, GONE }

    private volatile long heardNanos;
    private volatile long pingedNanos;

    public Liveness(long nowNanos) {
        heardNanos = nowNanos;
        pingedNanos = nowNanos;
    }

    /// Something, whatever it is, came from the peer.
    public void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /// To be asked every second or so. Says `PING` once for every 20 s of silence.
    public Verdict check(long nowNanos) {
        long heard = heardNanos;
        if (nowNanos - heard >= GONE_AFTER.toNanos()) {
            return Verdict.GONE;
        }
        long sign = Math.max(heard - nowNanos, pingedNanos - nowNanos);
        if (-sign >= PING_AFTER.toNanos()) {
            pingedNanos = nowNanos;
            return Verdict.PING;
        }
        return Verdict.NOTHING;
    }
}
