package stream.server.live;

import java.util.concurrent.TimeUnit;

/// One viewer's place in a [Ring], and the policy for one who cannot follow: which bytes to send
/// next, and which never.
///
/// ```
///               newcomer                    keyframe that fits
///                  |              +-----------------------------------+
///                  v              |                                   v
///              [waiting] ---------+                              [following]
///      sound alone, from now on   ^                         everything to the head;
///                                 +-------------------------  disposable left out
///                                    late, or fell off        after SHED_NANOS
/// ```
///
/// How late a packet is counts from its arrival; for a newcomer from the moment when it began, if that
/// is later, so that there is time to take in the pictures that it decodes from.
///
/// It does no I/O and reads no clock. A step is planned, then what of it was sent is told:
///
/// ```
/// switch (cursor.plan(now)) {
///     case PRELUDE → send cursor.prelude(), cursor.preludeSent()
///     case RANGE   → send from cursor.from() to cursor.to(), cursor.sent(n)
///     case NOTHING → wait for news
///     case LOST    → drop the connection: half of a packet was sent, the rest is gone
/// }
/// ```
///
/// **Threads.** One: the viewer's.
final class Cursor {
    /// A viewer this far behind loses what no other packet needs. More than the jitter of a good line.
    static final long SHED_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    /// A viewer this far behind loses everything up to the next keyframe: with what waits in the
    /// kernel and on the line, that keeps the whole delay under a second and a half.
    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
    /// A late viewer goes on at a keyframe at most this old; else waits for the next, or would soon be
    /// late again.
    static final long FRESH_NANOS = LATE_NANOS / 2;
    /// The share of the ring that a viewer may be behind: the rest is time for its bytes to be
    /// sent or saved before the publisher overwrites them.
    private static final int BACKLOG_SHARE = 2;

    enum Step { NOTHING, PRELUDE, RANGE, LOST }

    private final Ring ring;
    /// The next packet to send, and how much of it went out already.
    private long number;
    private int sent;
    private boolean waiting = true;
    /// Whether it may begin with any start, also one that it has passed.
    private boolean anew = true;
    /// Whether the viewer takes media at all.
    private boolean playing = true;
    private long placedNanos;
    private int drops;
    /// Whether it misses something because it was late, and not because it is new.
    private boolean behind;
    private int leftOut;
    private int sentPackets;
    private Prelude had = Prelude.NONE;
    private Prelude planned = Prelude.NONE;
    private long from;
    private long to;
    /// The first and the last packet of the planned range.
    private Entry first;
    private Entry last;
    /// When the first of its packets was there to be sent.
    private long dueNanos;

    Cursor(Ring ring) {
        this.ring = ring;
    }

    private Cursor(Cursor other) {
        ring = other.ring;
        number = other.number;
        sent = other.sent;
        waiting = other.waiting;
        anew = other.anew;
        playing = other.playing;
        placedNanos = other.placedNanos;
        drops = other.drops;
        had = other.had;
        planned = other.planned;
        from = other.from;
        to = other.to;
        first = other.first;
        last = other.last;
        dueNanos = other.dueNanos;
    }

    /// Says what to do next.
    Step plan(long nowNanos) {
        var start = ring.start();
        var newest = ring.newest();
        if (newest == null) {
            return Step.NOTHING;
        }
        if (sent > 0) {
            return resume();
        }
        if (!playing) {
            return Step.NOTHING;
        }
        settle(start, newest, nowNanos);
        passConfigs();
        return waiting ? planSound(newest) : planAll(newest, nowNanos);
    }

    /// The rest of a packet that was begun goes out whatever else happens.
    private Step resume() {
        var entry = ring.at(number);
        if (entry == null || !ring.holds(entry.position())) {
            return Step.LOST;
        }
        return range(entry, entry);
    }

    /// Moves the cursor when it may not stay where it is.
    private void settle(Entry start, Entry newest, long nowNanos) {
        boolean lost = anew || !waiting && number <= newest.number() && isTooLate(newest, nowNanos);
        if (!lost && !waiting) {
            return;
        }
        drops += lost && !anew ? 1 : 0;
        behind = !anew && (lost || behind);
        long before = number;
        if (start != null && mayBegin(start, newest, nowNanos)) {
            waiting = false;
            number = start.number();
            placedNanos = anew ? nowNanos : start.arrivalNanos();
        } else if (lost) {
            // Sound goes on from here; what there was of it is dropped as the pictures are.
            waiting = true;
            number = newest.number() + 1;
        }
        leaveOut(number - before);
        behind = behind && waiting;
        anew = false;
    }

    private void leaveOut(long packets) {
        leftOut += behind ? (int) packets : 0;
    }

    /// Passes over configs that the viewer had as a prelude.
    private void passConfigs() {
        for (var entry = ring.at(number);
                entry != null && entry.isConfig() && entry.prelude() == had;
                entry = ring.at(number)) {
            number++;
        }
    }

    private boolean mayBegin(Entry start, Entry newest, long nowNanos) {
        boolean promising = anew || start.number() >= number && nowNanos - start.arrivalNanos() <= FRESH_NANOS;
        return promising && !tooFar(start, newest);
    }

    private boolean isTooLate(Entry newest, long nowNanos) {
        var entry = ring.at(number);
        return entry == null || tooFar(entry, newest) || lag(entry, nowNanos) > LATE_NANOS;
    }

    private Step planSound(Entry newest) {
        while (number <= newest.number()) {
            var entry = ring.at(number);
            if (entry == null) {
                number = newest.number() + 1;
                return Step.NOTHING;
            }
            if (entry.standsAlone()) {
                return prepared(entry, entry);
            }
            number++;
            leaveOut(1);
        }
        return Step.NOTHING;
    }

    private Step planAll(Entry newest, long nowNanos) {
        if (number > newest.number()) {
            return Step.NOTHING;
        }
        var entry = ring.at(number);
        if (entry == null) {
            return Step.NOTHING;
        }
        if (lag(entry, nowNanos) <= SHED_NANOS) {
            return prepared(entry, newest);
        }
        while (entry.isDisposable()) {
            leftOut++;
            if (++number > newest.number()) {
                return Step.NOTHING;
            }
            entry = ring.at(number);
            if (entry == null) {
                return Step.NOTHING;
            }
        }
        var end = entry;
        while (end.number() < newest.number()) {
            var next = ring.at(end.number() + 1);
            if (next == null || next.isDisposable()) {
                break;
            }
            end = next;
        }
        return prepared(entry, end);
    }

    /// The range, or first the prelude when the viewer has another one.
    private Step prepared(Entry first, Entry end) {
        planned = first.prelude();
        if (planned == had || changesWhatIsHad(first)) {
            return range(first, end);
        }
        if (planned.isEmpty()) {
            had = planned;
            return range(first, end);
        }
        return Step.PRELUDE;
    }

    /// Whether it is a config that, in its place, makes the new prelude of the one that was sent.
    private boolean changesWhatIsHad(Entry entry) {
        var before = ring.at(entry.number() - 1);
        var preludeBefore = entry.number() == 0 ? Prelude.NONE : before == null ? null : before.prelude();
        return entry.isConfig() && preludeBefore == had;
    }

    private Step range(Entry first, Entry end) {
        from = first.position() + sent;
        to = end.end();
        this.first = first;
        last = end;
        dueNanos = Math.max(first.arrivalNanos(), placedNanos);
        return Step.RANGE;
    }

    private boolean tooFar(Entry entry, Entry newest) {
        return newest.end() - entry.position() > ring.capacity() / BACKLOG_SHARE;
    }

    private long lag(Entry entry, long nowNanos) {
        return nowNanos - Math.max(entry.arrivalNanos(), placedNanos);
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /// Where the first packet of the range ends.
    long firstEnd() {
        return first.end();
    }

    /// What to send before the next range.
    Prelude prelude() {
        return planned;
    }

    void preludeSent() {
        had = planned;
    }

    /// Tells how many bytes of the planned range were sent.
    ///
    /// @return false when they were overwritten while they were being sent: what the peer got is
    ///         damaged, and the connection must be dropped
    boolean sent(int bytes) {
        if (!ring.holds(from)) {
            return false;
        }
        if (from + bytes == to) {
            sentPackets += (int) (last.number() + 1 - number);
            number = last.number() + 1;
            sent = 0;
            had = last.prelude();
            return true;
        }
        sent += bytes;
        for (var entry = ring.at(number); entry == null || sent >= entry.length(); entry = ring.at(number)) {
            if (entry == null) {
                return false;
            }
            sent -= entry.length();
            had = entry.prelude();
            number++;
            sentPackets++;
        }
        return true;
    }

    /// Whether a packet was begun and not ended, so that nothing else may be sent.
    boolean isMidPacket() {
        return sent > 0;
    }

    /// Whether the bytes of a begun packet should be saved, because the ring will not keep them for a
    /// viewer that takes nothing.
    boolean isEndangered(long nowNanos) {
        var entry = sent > 0 ? ring.at(number) : null;
        return entry != null
                && (tooFar(entry, ring.newest()) || nowNanos - entry.arrivalNanos() > LATE_NANOS);
    }

    /// How many packets were sent since this was asked last.
    int takeSent() {
        int taken = sentPackets;
        sentPackets = 0;
        return taken;
    }

    /// How many packets were left out since this was asked last, because the viewer is behind.
    int takeLeftOut() {
        int taken = leftOut;
        leftOut = 0;
        return taken;
    }

    /// How long the planned range, sent by now, has waited.
    long lag(long nowNanos) {
        return nowNanos - dueNanos;
    }

    /// Whether it has all that there is, or had when the last step was planned, and goes on with
    /// whatever comes next.
    boolean hasCaughtUp() {
        return playing && !waiting && !anew && sent == 0;
    }

    /// Whether, of two that have caught up, this one has the same as the other.
    boolean isLevelWith(Cursor other) {
        return number == other.number && had == other.had;
    }

    /// Another viewer's cursor at the same place.
    Cursor copy() {
        return new Cursor(this);
    }

    /// How often the viewer was too late for what was next.
    int drops() {
        return drops;
    }

    /// Whether it is a keyframe that the viewer lacks.
    boolean isWaiting() {
        return waiting && playing;
    }

    /// Stops the media, or begins again with the newest keyframe.
    void play(boolean on) {
        if (on && !playing) {
            anew = true;
        }
        playing = on;
    }
}
