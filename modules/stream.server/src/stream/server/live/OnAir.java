package stream.server.live;

import java.util.concurrent.TimeUnit;
import stream.common.control.ChannelState.Presence;

/// Whether a channel is on the air, since when, and how many have watched.
///
/// ```
///             first frame                     publisher lost
///  [offline] ------------> [live] ----------------------------> [away]
///      ^                    |  ^                                 |  |
///      |   publisher ends   |  +---------- first frame ----------+  |
///      +--------------------+---------------------------------------+
///                                                     GRACE_NANOS passed
/// ```
///
/// **Threads.** One at a time; the channel guards it.
final class OnAir {
    /// PROTOCOL.md: how long viewers wait for a lost publisher.
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Presence presence = Presence.OFFLINE;
    private long startedMillis;
    private long awaySinceNanos;
    /// Of the present stream, and of the last one until the next begins.
    private Attendance attendance;

    Presence presence() {
        return presence;
    }

    boolean isOffline() {
        return presence == Presence.OFFLINE;
    }

    /// Since when, across publishers that are lost and come back; 0 while it is offline. In ms since 1970.
    long startedMillis() {
        return startedMillis;
    }

    Curve attendance() {
        return attendance == null ? Curve.NONE : attendance.curve();
    }

    /// Something came that viewers may begin with.
    ///
    /// @return whether that changed anything, as with the others
    boolean begin(TimeSource time) {
        if (presence == Presence.LIVE) {
            return false;
        }
        if (presence == Presence.OFFLINE) {
            startedMillis = time.wallMillis();
            attendance = new Attendance(time.nanos());
        }
        presence = Presence.LIVE;
        return true;
    }

    /// The publisher vanished without saying that the stream is over.
    boolean lose(long nowNanos) {
        if (presence != Presence.LIVE) {
            return false;
        }
        awaySinceNanos = nowNanos;
        presence = Presence.AWAY;
        return true;
    }

    /// The stream is over.
    boolean end() {
        if (presence == Presence.OFFLINE) {
            return false;
        }
        startedMillis = 0;
        presence = Presence.OFFLINE;
        return true;
    }

    /// Whether a lost publisher had its time to come back.
    boolean isGraceOver(long nowNanos) {
        return presence == Presence.AWAY && nowNanos - awaySinceNanos >= GRACE_NANOS;
    }

    /// So many watch now.
    void note(int viewers, long nowNanos) {
        if (presence != Presence.OFFLINE) {
            attendance.note(viewers, nowNanos);
        }
    }
}
