package stream.client.publish;

import java.util.ArrayDeque;

/// What the server's clock shows, learnt from questions and answers as in NTP: the answer was written
/// somewhere between question and arrival, most likely in the middle, and the shorter the round trip
/// the better that is known.
///
/// **Threads.** Any.
public final class ServerClock {
    /// Old exchanges are forgotten so that the two clocks may drift apart: at 100 µs a second, which
    /// is a bad clock, 60 s make 6 ms.
    private static final long MEMORY_MICROS = 60_000_000L;
    /// More than comes in within the memory at the usual rate.
    private static final int MOST_EXCHANGES = 512;

    private record Exchange(long received, long roundTrip, long offset) {}

    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
    private volatile long offset;

    /// Takes in an answer. `sent` and `received` are µs by our clock, `server` by the server's.
    public synchronized void answered(long sent, long server, long received) {
        if (received < sent) {
            return;
        }
        exchanges.addLast(new Exchange(received, received - sent, server - (sent + received) / 2));
        while (exchanges.size() > MOST_EXCHANGES || exchanges.getFirst().received < received - MEMORY_MICROS) {
            exchanges.removeFirst();
        }
        var best = exchanges.getLast();
        for (var exchange : exchanges) {
            if (exchange.roundTrip < best.roundTrip) {
                best = exchange;
            }
        }
        offset = best.offset;
    }

    /// The server's time, µs since 1970, when our clock shows `ours`. Before the first answer both
    /// clocks are taken to be the same.
    public long at(long ours) {
        return ours + offset;
    }
}
