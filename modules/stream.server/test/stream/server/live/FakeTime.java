package stream.server.live;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until it is turned.
final class FakeTime implements TimeSource {
    static final long START_MICROS = 1_795_358_700_000_000L;
    private final AtomicLong nanos = new AtomicLong();
    private volatile Instant wall = Instant.ofEpochSecond(START_MICROS / 1_000_000);
    private final TimeSource source = TimeSource.of(nanos::get, () -> wall);

    synchronized void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        set(time);
    }

    /// Somebody sets the machine's clock, by so much, at once.
    synchronized void set(Duration by) {
        wall = wall.plus(by);
    }

    @Override
    public long nanos() {
        return source.nanos();
    }

    @Override
    public long mediaMicros() {
        return source.mediaMicros();
    }

    @Override
    public Instant wall() {
        return source.wall();
    }
}
