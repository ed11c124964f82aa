package stream.server.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until it is turned.
final class FakeTime implements TimeSource {
    static final long START_MICROS = 1_795_358_700_000_000L;
    private final AtomicLong nanos = new AtomicLong();

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long epochMicros() {
        return START_MICROS + nanos.get() / 1000;
    }
}
