package stream.server.live;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import stream.common.control.ControlMessage.Format;

/// All of one channel that one shard serves, its viewers and perhaps its publisher, and the shard's way
/// to read the channel's rings.
///
/// **Threads.** [Audience]'s methods from any thread; the rest on the shard's thread, except `members`,
/// which the channel guards.
final class Gallery implements Audience {
    /// How many the channel has sent here; guarded by the channel.
    int members;

    private final Shard shard;
    private final AtomicBoolean fresh = new AtomicBoolean();
    // One place each: arrays side by side, so that a packet's way touches few lines of the cache.
    private ShardMember[] all = new ShardMember[4];
    private WritableByteChannel[] sockets = new WritableByteChannel[4];
    /// With whom a member is in step; null when it goes alone.
    private Cohort[] steps = new Cohort[4];
    private int count;
    private Broadcast broadcast;
    private Cohort packets;
    private Cohort mp4;

    Gallery(Shard shard) {
        this.shard = shard;
    }

    Shard shard() {
        return shard;
    }

    @Override
    public void news() {
        if (!fresh.getAndSet(true)) {
            shard.look(this);
        }
    }

    @Override
    public void tell(Text text) {
        shard.execute(() -> {
            for (int i = count - 1; i >= 0; i--) {
                all[i].reply(text);
            }
        });
    }

    @Override
    public void tune(Broadcast newBroadcast) {
        shard.execute(() -> {
            for (int i = count - 1; i >= 0; i--) {
                leaveStep(all[i]);
            }
            broadcast = newBroadcast;
            packets = cohort(Format.PACKETS, packets);
            mp4 = cohort(Format.MP4, mp4);
            for (int i = count - 1; i >= 0; i--) {
                all[i].tune();
            }
        });
    }

    @Override
    public void end(int code, String reason) {
        shard.execute(() -> {
            for (int i = count - 1; i >= 0; i--) {
                all[i].letGo(code, reason);
            }
        });
    }

    /// Sends everybody what there is.
    void pump(long nowNanos) {
        fresh.set(false);
        advance(packets, nowNanos);
        advance(mp4, nowNanos);
        // Backwards: one that goes has its place taken by the last, which had its turn.
        for (int i = count - 1; i >= 0; i--) {
            if (steps[i] == null) {
                all[i].pump(nowNanos);
            }
        }
    }

    /// Sends those who are in step what is new: no further than there was to begin with, since what comes
    /// meanwhile is news again, and others have their turn before it.
    private void advance(Cohort cohort, long nowNanos) {
        if (cohort == null || cohort.isEmpty()) {
            return;
        }
        long head = cohort.window().ring().newest().end();
        while (!cohort.isEmpty() && cohort.cursor().to() < head) {
            switch (cohort.plan(nowNanos)) {
                case RANGE -> sendRange(cohort, nowNanos);
                case NOTHING -> {
                    if (cohort.cursor().isWaiting()) {
                        disband(cohort);
                    }
                    return;
                }
                case PRELUDE, LOST -> {
                    disband(cohort);
                    return;
                }
            }
        }
    }

    private void sendRange(Cohort cohort, long nowNanos) {
        var cursor = cohort.cursor();
        var window = cohort.window();
        int length = (int) (cursor.to() - cursor.from());
        int timed = shard.traffic().lot();
        for (int i = count - 1; i >= 0; i--) {
            if (steps[i] != cohort) {
                continue;
            }
            try {
                int written = window.write(sockets[i], cursor.from(), cursor.to());
                if (written < length) {
                    leaveStep(all[i]);
                    all[i].took(written, nowNanos);
                } else if (Traffic.isDrawn(i, timed)) {
                    shard.traffic().timed(cursor, shard.time());
                }
            } catch (IOException _) {
                all[i].drop();
            }
        }
        if (!cohort.sent(length)) {
            for (int i = count - 1; i >= 0; i--) {
                if (steps[i] == cohort) {
                    all[i].drop(); // overwritten while it was sent
                }
            }
        }
    }

    private void disband(Cohort cohort) {
        for (int i = count - 1; i >= 0; i--) {
            if (steps[i] == cohort) {
                leaveStep(all[i]);
            }
        }
    }

    /// Sends the member what comes together with others, if it is where they are.
    void joinStep(ShardMember member, Cursor cursor) {
        var cohort = cohort(member.format());
        if (cohort != null && cohort.join(cursor)) {
            steps[member.place] = cohort;
        }
    }

    boolean isInStep(ShardMember member) {
        return steps[member.place] != null;
    }

    /// Leaves the member to itself.
    void leaveStep(ShardMember member) {
        var cohort = steps[member.place];
        if (cohort != null) {
            steps[member.place] = null;
            cohort.leave();
            member.goAlone(cohort.cursor().copy());
        }
    }

    void add(ShardMember member, WritableByteChannel socket) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
            sockets = Arrays.copyOf(sockets, 2 * count);
            steps = Arrays.copyOf(steps, 2 * count);
        }
        member.place = count;
        all[count] = member;
        sockets[count] = socket;
        steps[count] = null;
        count++;
    }

    void remove(ShardMember member) {
        leaveStep(member);
        int place = member.place;
        count--;
        all[place] = all[count];
        sockets[place] = sockets[count];
        steps[place] = steps[count];
        all[place].place = place;
        all[count] = null;
        sockets[count] = null;
        steps[count] = null;
    }

    /// The window on the ring of a format, null when there is no such ring.
    Ring.Window window(Format format) {
        var cohort = cohort(format);
        return cohort == null ? null : cohort.window();
    }

    private Cohort cohort(Format format) {
        return switch (format) {
            case PACKETS -> packets;
            case MP4 -> mp4;
            case NONE -> null;
        };
    }

    private Cohort cohort(Format format, Cohort before) {
        var ring = broadcast == null ? null : broadcast.ring(format);
        if (ring == null) {
            return null;
        }
        return before != null && before.window().ring() == ring
                ? before
                : new Cohort(new Ring.Window(ring), shard.traffic());
    }
}
