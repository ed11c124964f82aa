package stream.client.publish;

import java.nio.ByteBuffer;
import stream.common.media.MediaPacket;
import stream.common.media.Track;

/// Makes the packets of a stream: header, running numbers, times. One for a whole stream, so that
/// numbers and times go on when the connection is made anew.
///
/// **Threads.** Any.
final class PacketWriter {
    private final LocalClock clock;
    private final ServerClock serverClock;
    private final long startMicros;
    private final int[] sequences = new int[Track.values().length];

    PacketWriter(LocalClock clock, ServerClock serverClock, long startNanos) {
        this.clock = clock;
        this.serverClock = serverClock;
        this.startMicros = clock.micros(startNanos);
    }

    /// A packet with this payload, ready to be sent.
    ///
    /// @param flags of [MediaPacket]
    ByteBuffer packet(Track track, int flags, long capturedNanos, ByteBuffer payload) {
        long captured = clock.micros(capturedNanos);
        var out = ByteBuffer.allocate(MediaPacket.HEADER_BYTES + payload.remaining());
        MediaPacket.writeHeader(
                out, track, flags, nextSequence(track), captured - startMicros, serverClock.at(captured));
        return out.put(payload.duplicate()).flip();
    }

    private synchronized long nextSequence(Track track) {
        return Integer.toUnsignedLong(sequences[track.ordinal()]++);
    }
}
