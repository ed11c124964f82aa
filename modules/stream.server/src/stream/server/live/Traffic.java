package stream.server.live;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import stream.server.metrics.Histogram;

/// Counts what is relayed. Each [Shard] has one of its own and so has the rest of the live path, so that
/// hardly two threads ever count at the same place; one sending costs some nanoseconds of counting.
///
/// **Threads.** Any thread.
final class Traffic {
    /// One delivery of so many is timed: that takes a look at the clock. Chosen by lot, so that it is not
    /// always the same viewer's. A power of two.
    private static final int SAMPLED = 16;

    final LongAdder receivedPackets = new LongAdder();
    final LongAdder receivedBytes = new LongAdder();
    final LongAdder sentPackets = new LongAdder();
    final LongAdder sentBytes = new LongAdder();
    /// Packets that viewers on slow lines were not sent.
    final LongAdder leftOut = new LongAdder();
    /// How often a viewer was so late that it went on at a later keyframe.
    final LongAdder skips = new LongAdder();
    /// Viewers and publishers who were let go because they took nothing any more.
    final LongAdder stalled = new LongAdder();
    /// Lines of chat that were refused because their writer writes too fast.
    final LongAdder hastyLines = new LongAdder();
    /// From when a packet had come until a viewer's socket had taken it.
    private final Histogram deliveries;

    /// @param deliveries shared by all
    Traffic(Histogram deliveries) {
        this.deliveries = deliveries;
    }

    void received(int bytes) {
        receivedPackets.increment();
        receivedBytes.add(bytes);
    }

    /// A cursor has planned a step.
    void planned(Cursor cursor) {
        planned(cursor, 1);
    }

    /// A cursor that so many viewers share has planned a step.
    void planned(Cursor cursor, int viewers) {
        int packets = cursor.takeLeftOut();
        if (packets > 0) {
            leftOut.add((long) packets * viewers);
        }
    }

    /// A cursor's range, or the beginning of it, was sent.
    ///
    /// @param cursor after it was told
    void sent(int bytes, Cursor cursor, TimeSource time) {
        sentBytes.add(bytes);
        int packets = cursor.takeSent();
        if (packets > 0) {
            sentPackets.add(packets);
            if (lot() == 0) {
                timed(cursor, time);
            }
        }
    }

    /// Each of so many viewers was sent the same.
    void sent(int bytes, int packets, int viewers) {
        sentBytes.add((long) bytes * viewers);
        sentPackets.add((long) packets * viewers);
    }

    /// Draws which deliveries of a series are timed, for [#isDrawn].
    int lot() {
        return ThreadLocalRandom.current().nextInt() & SAMPLED - 1;
    }

    static boolean isDrawn(int delivery, int lot) {
        return (delivery & SAMPLED - 1) == lot;
    }

    /// A viewer's socket has taken the cursor's range just now.
    void timed(Cursor cursor, TimeSource time) {
        deliveries.record(cursor.lag(time.nanos()));
    }
}
