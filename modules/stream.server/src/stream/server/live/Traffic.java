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
        int packets = cursor.takeLeftOut();
        if (packets > 0) {
            leftOut.add(packets);
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
            if ((ThreadLocalRandom.current().nextInt() & SAMPLED - 1) == 0) {
                deliveries.record(cursor.lag(time.nanos()));
            }
        }
    }
}
