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
/// carried  = bytes answered for / time, while there was a queue all along
/// ```
///
/// A question that is still open counts with its age, so that a line that stops is noticed without
/// any answer. Then:
///
/// ```
/// queueing > HOLD                       take no picture until it is less
/// queueing > CONGESTED, persistently    bitrate = 85 % of what the line carried, and no picture
///                                       until the queue is gone
/// queueing < CLEAR for a while          bitrate up: fast far from where it last went wrong, slowly
///                                       near it, at most to what the user chose
/// ```
///
/// Only a queue that stays speaks of the line. One that comes and goes is a hiccup, of a radio link or
/// of a busy computer, and needs no more than the pause that *hold* makes.
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
    /// Longer than most hiccups, and still soon enough to be back under half a second of delay.
    private static final long PERSISTENT_NANOS = millis(250);
    /// How much slower congestion is forgotten than it is noticed, so that a queue around the bound
    /// counts as one that stays.
    private static final int FORGETTING = 3;
    private static final long BETWEEN_INCREASES_NANOS = millis(500);
    /// After a decrease what failed is not tried again at once.
    private static final long QUIET_AFTER_DECREASE_NANOS = millis(2000);
    /// Room below what the line carries, so that a small surplus does not queue again.
    private static final double DECREASE = 0.85;
    /// Without an answer nobody knows what the line carries.
    private static final double BLIND_DECREASE = 0.7;
    private static final double INCREASE = 1.08;
    /// Around the rate at which the line was full the last time, for a while: the line may have room
    /// again, and then nobody wants to wait. Each time that it was full at the same rate once more, it
    /// is believed for twice as long.
    private static final double CAREFUL_INCREASE = 1.01;
    private static final double NEAR_BELOW = 0.85;
    private static final double NEAR_ABOVE = 1.2;
    private static final long LEAST_CAREFUL_NANOS = millis(5_000);
    private static final long MOST_CAREFUL_NANOS = millis(40_000);
    /// Without an answer for so long the line stands still.
    private static final long SILENCE_NANOS = millis(300);
    /// A route can change for the worse: a shortest round trip older than this is forgotten.
    private static final long BASE_MEMORY_NANOS = millis(30_000);
    /// Below this a screen cannot be read; then fewer pictures are the better way.
    private static final int LEAST_KBPS = 150;
    /// More open questions than a line that is alive ever has.
    private static final int MOST_OPEN = 128;

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
    /// How long the line has been congested, less what was forgotten since.
    private long congestedNanos;
    /// The first answer since the line became congested: from there on the queue was never empty.
    private Answer congestedSince;
    private boolean draining;
    /// What the line carried when it was last full, 0 when it never was.
    private double kneeKbps;
    private long carefulNanos = LEAST_CAREFUL_NANOS;
    private long carefulUntil;
    private long adaptedAt;
    private long mayIncreaseAt;

    /// @param ceilingKbps the bitrate that the user chose, never exceeded
    public CongestionControl(int ceilingKbps, long nowNanos) {
        this.ceilingKbps = ceilingKbps;
        this.floorKbps = Math.min(LEAST_KBPS, ceilingKbps);
        this.kbps = ceilingKbps;
        this.adaptedAt = nowNanos;
        this.mayIncreaseAt = nowNanos + BETWEEN_INCREASES_NANOS;
    }

    /// A connection was made anew: nothing is on its way, the bitrate found so far still holds.
    public synchronized void reconnected(long now) {
        open.clear();
        answers.clear();
        bytesArrived = bytesSent;
        lastQueueing = 0;
        lastRoundTrip = 0;
        congestedNanos = 0;
        congestedSince = null;
        draining = false;
        adaptedAt = now;
        mayIncreaseAt = now + BETWEEN_INCREASES_NANOS;
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
        return !draining && queueing(now) <= HOLD_NANOS;
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
        long passed = now - adaptedAt;
        adaptedAt = now;
        if (queueing < CLEAR_NANOS) {
            draining = false;
        }
        if (queueing > CONGESTED_NANOS) {
            congestedNanos += passed;
            if (congestedSince == null && !answers.isEmpty()) {
                congestedSince = answers.getLast();
            }
            if (congestedNanos > PERSISTENT_NANOS && isOurs()) {
                decrease(now);
            }
        } else {
            congestedNanos = Math.max(0, congestedNanos - passed / FORGETTING);
            congestedSince = null;
            if (queueing < CLEAR_NANOS && now >= mayIncreaseAt) {
                increase(now);
            }
        }
    }

    private void decrease(long now) {
        double carried = carriedKbps(now);
        if (carried > 0) {
            carefulNanos = isNear(carried) ? Math.min(MOST_CAREFUL_NANOS, carefulNanos * 2) : LEAST_CAREFUL_NANOS;
            carefulUntil = now + carefulNanos;
            kneeKbps = carried;
            kbps = Math.min(kbps, carried) * DECREASE;
        } else {
            kbps *= BLIND_DECREASE;
        }
        kbps = Math.max(floorKbps, kbps);
        draining = true;
        congestedNanos = 0;
        mayIncreaseAt = now + QUIET_AFTER_DECREASE_NANOS;
    }

    private void increase(long now) {
        boolean careful = now < carefulUntil && isNear(kbps);
        kbps = Math.min(ceilingKbps, kbps * (careful ? CAREFUL_INCREASE : INCREASE));
        mayIncreaseAt = now + BETWEEN_INCREASES_NANOS;
    }

    private boolean isNear(double rate) {
        return rate > kneeKbps * NEAR_BELOW && rate < kneeKbps * NEAR_ABOVE;
    }

    /// Whether our own bytes are what waits: a line that others fill, or that stood still for a
    /// moment while we sent next to nothing, says nothing about what it carries.
    private boolean isOurs() {
        double ownMillis = (bytesSent - bytesArrived) * 8 / kbps;
        return ownMillis * 1_000_000 > CONGESTED_NANOS / 2.0;
    }

    /// What arrived since the line became congested, kbit/s; 0 when unknown.
    private double carriedKbps(long now) {
        if (congestedSince == null || congestedSince == answers.getLast()) {
            return 0;
        }
        // From answer to answer; but a long silence since the last one is part of the truth.
        long last = answers.getLast().received;
        long until = now - last > SILENCE_NANOS ? now : last;
        double millis = (until - congestedSince.received) / 1e6;
        return (answers.getLast().bytes - congestedSince.bytes) * 8 / millis;
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
