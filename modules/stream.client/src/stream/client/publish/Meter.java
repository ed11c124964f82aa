package stream.client.publish;

/// Turns two readings of [Counters] into rates.
///
/// **Threads.** One.
final class Meter {
    private Counters last = Counters.ZERO;
    private long lastNanos;

    Meter(long nowNanos) {
        lastNanos = nowNanos;
    }

    /// What happened a second between the reading before and this one.
    record Rates(double pictures, double frames, double held, double kbps, long encodeNanos) {}

    Rates read(Counters now, long nowNanos) {
        double seconds = Math.max(1e-3, (nowNanos - lastNanos) / 1e9);
        long pictures = now.pictures() - last.pictures();
        var rates = new Rates(
                pictures / seconds,
                (now.frames() - last.frames()) / seconds,
                (now.held() - last.held()) / seconds,
                (now.bytes() - last.bytes()) * 8 / seconds / 1000,
                pictures == 0 ? 0 : (now.encodeNanos() - last.encodeNanos()) / pictures);
        last = now;
        lastNanos = nowNanos;
        return rates;
    }
}
