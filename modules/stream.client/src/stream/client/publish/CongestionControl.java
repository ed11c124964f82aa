package stream.client.publish;

import java.util.ArrayDeque;

/// Keeps what is on its way to the server short in time: says which bitrate the line carries, and
/// when to leave a picture out.
///
/// What waits between here and the server (in this program, in the kernel's socket buffer, in a modem
/// with too much memory) cannot be seen from here. But `clock` messages travel the same TCP
/// connection behind the media, so the answer to one tells how long everything before it took, and
/// that all those bytes have arrived:
///
/// ```
/// queueing = round trip − the shortest round trip lately
/// carried  = bytes answered for / time between two answers
/// ```
///
/// A question that is still open counts with its age, so that a line that stops is noticed without
/// any answer. Then:
///
/// ```
///            queueing > HOLD          take no picture until it is less
/// queueing > CONGESTED, own bytes     bitrate = 85 % of what the line carried
/// queueing < CLEAR for a while        bitrate up by some per cent, at most to what the user chose
/// ```
///
/// Pictures are left out before encoding: an encoded frame cannot be dropped, as the next one builds
/// on it.
///
/// No I/O and no clock: times come in, in ns of a clock that never goes back.
///
/// **Threads.** Any; all methods are synchronized and short.
public final class CongestionControl {
    /// Queueing that is no longer a jitter of the network, yet too short for a viewer to notice.
    private static final long CONGESTED_NANOS = millis(120);
    /// From here on a new picture would only wait behind old ones.
    private static final long HOLD_NANOS = millis(200);
    /// So little that the line has room.
    private static final long CLEAR_NANOS = millis(50);
    /// Two decreases closer than this would answer the same congestion twice.
    private static final long BETWEEN_DECREASES_NANOS = millis(400);
    private static final long BETWEEN_INCREASES_NANOS = millis(500);
    /// After a decrease the queue has to drain first; and what failed is not tried again at once.
    private static final long QUIET_AFTER_DECREASE_NANOS = millis(2000);
    /// Room below what the line carries, in which the queue drains.
    private static final double DECREASE = 0.85;
    /// Without an answer nobody knows what the line carries.
    private static final double BLIND_DECREASE = 0.7;
    private static final double INCREASE = 1.06;
    /// The time over which *carried* is measured.
    private static final long RATE_WINDOW_NANOS = millis(1000);
    /// A route can change for the worse: a shortest round trip older than this is forgotten.
    private static final long BASE_MEMORY_NANOS = millis(30_000);
    /// Below this a screen cannot be read; then fewer pictures are the better way.
    private static final int LEAST_KBPS = 150;
    /// More open questions than a line that is alive ever has.
    private static final int MOST_OPEN = 64;

    /// A question on its way; `bytesBefore` is all that was handed over before it.
    private record Question(long sent, long bytesBefore) {}

    private record Answer(long received, long roundTrip, long bytes) {}

    private final int ceilingKbps;
    private final int floorKbps;
    private final ArrayDeque<Question> open = new ArrayDeque<>();
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();
    private double kbps;
    private long bytesSent;
    private long bytesArrived;
    private long lastQueueing;
    private long lastRoundTrip;
    private long lastDecrease;
    private long lastIncrease;
    private boolean decreasedOnce;

    /// @param ceilingKbps the bitrate that the user chose, never exceeded
    public CongestionControl(int ceilingKbps, long nowNanos) {
        this.ceilingKbps = ceilingKbps;
        this.floorKbps = Math.min(LEAST_KBPS, ceilingKbps);
        this.kbps = ceilingKbps;
        this.lastIncrease = nowNanos;
    }

    /// A connection was made anew: nothing is on its way, the bitrate found so far still holds.
    public synchronized void reconnected(long now) {
        open.clear();
        answers.clear();
        bytesArrived = bytesSent;
        lastQueueing = 0;
        lastRoundTrip = 0;
        lastIncrease = now;
    }

    /// Media of this size was handed over to be sent.
    public synchronized void sent(int bytes) {
        bytesSent += bytes;
    }

    /// A question follows what was sent so far.
    public synchronized void asked(long now) {
        if (open.size() < MOST_OPEN) {
            open.addLast(new Question(now, bytesSent));
        }
    }

    /// The question asked at `asked` was answered.
    public synchronized void answered(long asked, long now) {
        Question question = null;
        while (!open.isEmpty() && open.getFirst().sent <= asked) {
            question = open.removeFirst();
        }
        if (question == null || question.sent != asked) {
            return;
        }
        bytesArrived = question.bytesBefore;
        answers.addLast(new Answer(now, now - asked, bytesArrived));
        while (answers.getFirst().received < now - BASE_MEMORY_NANOS) {
            answers.removeFirst();
        }
        lastRoundTrip = now - asked;
        lastQueueing = lastRoundTrip - baseRoundTrip();
        adapt(now);
    }

    /// Whether to take a picture now. Also where time passing without answers is noticed.
    public synchronized boolean mayCapture(long now) {
        adapt(now);
        return queueing(now) <= HOLD_NANOS;
    }

    /// What the encoder should aim for.
    public synchronized int bitrateKbps() {
        return (int) Math.round(kbps);
    }

    /// How long what is sent now will wait on its way, beyond the bare round trip.
    public synchronized long queueingNanos(long now) {
        return queueing(now);
    }

    /// The last round trip, 0 before the first.
    public synchronized long roundTripNanos() {
        return lastRoundTrip;
    }

    private void adapt(long now) {
        long queueing = queueing(now);
        if (queueing > CONGESTED_NANOS) {
            if (isOurs() && (!decreasedOnce || now - lastDecrease >= BETWEEN_DECREASES_NANOS)) {
                decrease(now);
            }
        } else if (queueing < CLEAR_NANOS
                && now - lastIncrease >= BETWEEN_INCREASES_NANOS
                && (!decreasedOnce || now - lastDecrease >= QUIET_AFTER_DECREASE_NANOS)) {
            kbps = Math.min(ceilingKbps, kbps * INCREASE);
            lastIncrease = now;
        }
    }

    private void decrease(long now) {
        double carried = carriedKbps(now);
        double aim = carried > 0 ? Math.min(kbps, carried) * DECREASE : kbps * BLIND_DECREASE;
        kbps = Math.max(floorKbps, aim);
        lastDecrease = now;
        decreasedOnce = true;
    }

    /// Whether our own bytes are what waits: a line that others fill, or that stood still for a
    /// moment while we sent next to nothing, says nothing about what it carries.
    private boolean isOurs() {
        double ownMillis = (bytesSent - bytesArrived) * 8 / kbps;
        return ownMillis * 1_000_000 > CONGESTED_NANOS / 2.0;
    }

    /// What arrived in the last second, kbit/s; 0 when unknown.
    private double carriedKbps(long now) {
        Answer first = null;
        for (var answer : answers) {
            if (answer.received >= now - RATE_WINDOW_NANOS) {
                first = answer;
                break;
            }
        }
        if (first == null || first == answers.getLast()) {
            return 0;
        }
        // Up to now, not to the last answer: the silence since then is part of the truth.
        double millis = (now - first.received) / 1e6;
        return (answers.getLast().bytes - first.bytes) * 8 / millis;
    }

    private long queueing(long now) {
        if (open.isEmpty()) {
            return lastQueueing;
        }
        return Math.max(lastQueueing, now - open.getFirst().sent - baseRoundTrip());
    }

    /// The shortest round trip lately: the line without any queue.
    private long baseRoundTrip() {
        long shortest = Long.MAX_VALUE;
        for (var answer : answers) {
            shortest = Math.min(shortest, answer.roundTrip);
        }
        return answers.isEmpty() ? 0 : shortest;
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
