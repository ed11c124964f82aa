package stream.server.live;

import stream.common.media.MediaPacket;
import stream.common.media.Track;

/// Where one packet lies in a [Ring], and what the backlog policy must know of it.
///
/// @param number counts the packets of the ring
/// @param position of the first byte, counted from the ring's beginning and never wrapped
/// @param length in bytes, WebSocket header included
/// @param flags of the media packet
/// @param arrivalNanos when the server had it, by [System#nanoTime()]
/// @param prelude what a decoder needs before the packets that follow this one
record Entry(long number, long position, int length, Track track, int flags, long arrivalNanos, Prelude prelude) {

    /// The position of the byte after the packet.
    long end() {
        return position + length;
    }

    boolean isKeyframe() {
        return (flags & MediaPacket.KEYFRAME) != 0;
    }

    boolean isConfig() {
        return (flags & MediaPacket.CONFIG) != 0;
    }

    boolean isDisposable() {
        return (flags & MediaPacket.DISPOSABLE) != 0;
    }

    /// Whether it can be shown or heard without the pictures before it.
    boolean standsAlone() {
        return track != Track.VIDEO || isKeyframe() || isConfig();
    }
}
