package stream.server.live;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import stream.common.media.MediaPacket;
import stream.common.media.Track;

/// The presentation times of one broadcast, as viewers get them: never negative, and without the jumps of a
/// publisher's clock. This is the one place that decides what a jump is.
///
/// A packet may come late, as on a slow line, but not early: its time may not be more than two seconds ahead
/// of the quickest packet before it, nor more than one second before the newest of its track. One that is
/// begins a new timeline, shifted so that it goes on where the old one is by now. A single stray time
/// therefore moves one packet, and the next one puts it right.
///
/// **Threads.** One at a time; the channel guards it.
final class Timeline {
    /// More than a line's hiccup lets a packet gain on the others.
    static final long MAX_AHEAD_MICROS = TimeUnit.SECONDS.toMicros(2);
    /// More than frames are reordered (H.264 §C.4: 16 frames at most).
    static final long MAX_BACK_MICROS = TimeUnit.SECONDS.toMicros(1);
    /// A first time beyond it, of some days, begins at zero as a negative one does.
    private static final long MAX_FIRST_MICROS = 1L << 40;
    /// Of a clock that runs slow against this one: a thousandth, far more than any quartz.
    private static final int DRIFT_SHARE = 1000;
    /// Of the time that passes, by which a timeline may run ahead of it: a line that gets quicker.
    private static final int GAIN_SHARE = 10;

    private final Map<Track, Long> newest = new EnumMap<>(Track.class);
    private boolean begun;
    /// Added to what the publisher says.
    private long shift;
    /// The least that a packet's arrival was behind its presentation.
    private long leastLag;
    private long lastArrival;

    /// @param nowNanos when the packet came
    /// @return the packet with the time that viewers get
    MediaPacket placed(MediaPacket packet, long nowNanos) {
        if (packet.isConfig()) {
            return packet;
        }
        long arrival = TimeUnit.NANOSECONDS.toMicros(nowNanos);
        long claimed = packet.presentationMicros();
        if (!begun) {
            begun = true;
            shift = claimed < 0 || claimed > MAX_FIRST_MICROS ? -claimed : 0;
            leastLag = arrival - (claimed + shift);
        } else if (isJump(packet.track(), claimed + shift, arrival)) {
            // As if it had come as quickly as the quickest, but after all that came before.
            long at = newest.values().stream().mapToLong(Long::longValue).reduce(arrival - leastLag, Math::max);
            shift = at - claimed;
        }
        long presentation = Math.max(0, claimed + shift);
        follow(arrival - presentation, arrival);
        newest.merge(packet.track(), presentation, Math::max);
        return presentation == claimed ? packet : new MediaPacket(packet.track(), packet.flags(), packet.sequence(),
                presentation, packet.captureMicros(), packet.payload());
    }

    /// Takes a quicker packet for the measure, a little at a time: two seconds with each packet would be no
    /// bound.
    private void follow(long lag, long arrival) {
        long elapsed = newest.isEmpty() ? 0 : arrival - lastArrival;
        leastLag = Math.clamp(lag, leastLag - elapsed / GAIN_SHARE, leastLag + elapsed / DRIFT_SHARE);
        lastArrival = arrival;
    }

    private boolean isJump(Track track, long presentation, long arrival) {
        long before = newest.getOrDefault(track, Long.MIN_VALUE);
        boolean isEarly = arrival - presentation < leastLag - MAX_AHEAD_MICROS;
        boolean isBack = before != Long.MIN_VALUE && presentation < before - MAX_BACK_MICROS;
        return isEarly || isBack || presentation < 0;
    }
}
