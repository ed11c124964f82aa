package stream.server.live;

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
    private ShardMember[] sockets = new ShardMember[4];
    private int count;
    private Broadcast broadcast;
    private Ring.Window packets;
    private Ring.Window mp4;

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
                sockets[i].reply(text);
            }
        });
    }

    @Override
    public void tune(Broadcast newBroadcast) {
        shard.execute(() -> {
            broadcast = newBroadcast;
            packets = windowOn(Format.PACKETS);
            mp4 = windowOn(Format.MP4);
            for (int i = count - 1; i >= 0; i--) {
                sockets[i].tune();
            }
        });
    }

    @Override
    public void end(int code, String reason) {
        shard.execute(() -> {
            for (int i = count - 1; i >= 0; i--) {
                sockets[i].letGo(code, reason);
            }
        });
    }

    /// Sends everybody what there is.
    void pump(long nowNanos) {
        fresh.set(false);
        // Backwards: one that goes has its place taken by the last, which had its turn.
        for (int i = count - 1; i >= 0; i--) {
            sockets[i].pump(nowNanos);
        }
    }

    void add(ShardMember member) {
        if (count == sockets.length) {
            sockets = Arrays.copyOf(sockets, 2 * count);
        }
        member.place = count;
        sockets[count++] = member;
    }

    void remove(ShardMember member) {
        var last = sockets[--count];
        sockets[member.place] = last;
        last.place = member.place;
        sockets[count] = null;
    }

    /// The window on the ring of a format, null when there is no such ring.
    Ring.Window window(Format format) {
        return switch (format) {
            case PACKETS -> packets;
            case MP4 -> mp4;
            case NONE -> null;
        };
    }

    private Ring.Window windowOn(Format format) {
        var ring = broadcast == null ? null : broadcast.ring(format);
        var old = window(format);
        if (ring == null) {
            return null;
        }
        return old != null && old.ring() == ring ? old : new Ring.Window(ring);
    }
}
