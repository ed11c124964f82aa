package stream.server.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The clocks that the live path goes by, so that tests can turn them.
public interface TimeSource {
    TimeSource SYSTEM = of(System::nanoTime, InstantSource.system());

    /// @param nanoTime as [System#nanoTime()]
    /// @param clock of the machine, which somebody may set
    static TimeSource of(LongSupplier nanoTime, InstantSource clock) {
        long beganNanos = nanoTime.getAsLong();
        var began = clock.instant();
        long beganMicros = began.getEpochSecond() * 1_000_000 + began.getNano() / 1000;
        return new TimeSource() {
            @Override
            public long nanos() {
                return nanoTime.getAsLong();
            }

            @Override
            public long mediaMicros() {
                return beganMicros + (nanos() - beganNanos) / 1000;
            }

            @Override
            public Instant wall() {
                return clock.instant();
            }
        };
    }

    /// For measuring how long something takes; never turned back.
    long nanos();

    /// µs since 1970 by the machine's clock as it was at the start, counted on by [#nanos()]: the clock that
    /// publishers and viewers measure theirs against. They ask at different times; a clock that is set
    /// meanwhile would make hours of delay of it.
    long mediaMicros();

    /// The machine's clock, for what people read and what outlives the server.
    Instant wall();

    default long wallMillis() {
        return wall().toEpochMilli();
    }
}
