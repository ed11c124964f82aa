package stream.server.live;

import java.time.Instant;

/// The clocks that the live path goes by, so that tests can turn them.
public interface TimeSource {
    TimeSource SYSTEM = new TimeSource() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long epochMicros() {
            var now = Instant.now();
            return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        }
    };

    /// For measuring how long something takes; never turned back.
    long nanos();

    /// µs since 1970, the clock that publishers and viewers measure theirs against.
    long epochMicros();

    default long epochMillis() {
        return epochMicros() / 1000;
    }
}
