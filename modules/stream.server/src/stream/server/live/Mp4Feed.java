package stream.server.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import stream.common.media.MalformedPacketException;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.common.mp4.Mp4Muxer;
import stream.net.websocket.FrameWriter;
import stream.net.websocket.Opcode;

/// A broadcast as MP4 fragments in a ring of their own, for viewers whose browser lacks WebCodecs:
/// muxed once for all of them. PROTOCOL.md, *Sockets*, says what each message begins with.
///
/// **Threads.** Written under the channel's lock, as its [Broadcast]; the ring is read by any thread.
final class Mp4Feed {
    private static final byte INITIALIZATION = 0;
    private static final byte KEYFRAME_FRAGMENT = 1;
    private static final byte OTHER_FRAGMENT = 2;
    private static final byte PICTURE_LEFT_OUT = 3;
    /// The kind and the capture time.
    private static final int PREFIX_BYTES = 1 + Long.BYTES;

    private final Ring ring;
    private final Mp4Muxer muxer = new Mp4Muxer();
    private Prelude prelude = Prelude.NONE;
    /// Whether the tracks changed after the last initialization segment.
    private boolean reconfigured;
    /// Whether a packet found no room: those that need it are left out.
    private boolean broken;
    /// The codec of the picture, when MP4 does not hold it.
    private String leftOut = "";

    Mp4Feed(MemoryBudget budget) throws OutOfRoomException {
        ring = new Ring(budget);
    }

    Ring ring() {
        return ring;
    }

    /// Adds a packet; one of a codec that MP4 does not hold is left out, and viewers are told so in the
    /// place of each keyframe, where newcomers begin.
    void add(MediaPacket packet, boolean isStart, long nowNanos) {
        if (packet.isConfig()) {
            configure(packet);
            return;
        }
        broken &= !isStart;
        if (isStart && packet.track() == Track.VIDEO && !leftOut.isEmpty()) {
            sayLeftOut(packet, nowNanos);
            return;
        }
        if (!muxer.holds(packet.track()) || broken && packet.track() == Track.VIDEO) {
            return;
        }
        try {
            if (reconfigured) {
                initialize(packet.captureMicros(), nowNanos);
            }
            var kind = isStart ? KEYFRAME_FRAGMENT : OTHER_FRAGMENT;
            var fragment = muxer.fragment(packet);
            var head = head(kind, packet.captureMicros(), fragment.remaining());
            ring.append(packet.track(), packet.flags(), isStart, nowNanos, prelude, head, fragment);
        } catch (OutOfRoomException _) {
            // The publisher and the other viewers are not to suffer from it.
            broken = true;
        }
    }

    private void configure(MediaPacket packet) {
        try {
            var config = TrackConfig.parse(packet.track(), packet.payload());
            boolean held = muxer.configure(packet.track(), config);
            if (packet.track() == Track.VIDEO) {
                leftOut = held ? "" : config.codec();
            }
            reconfigured = true;
        } catch (MalformedPacketException e) {
            throw new IllegalStateException("a config that was checked already", e);
        }
    }

    private void sayLeftOut(MediaPacket keyframe, long nowNanos) {
        var codec = StandardCharsets.US_ASCII.encode(leftOut);
        var head = head(PICTURE_LEFT_OUT, keyframe.captureMicros(), codec.remaining());
        try {
            ring.append(Track.VIDEO, keyframe.flags(), true, nowNanos, Prelude.NONE, head, codec);
        } catch (OutOfRoomException _) {
            // It is said again with the next keyframe.
        }
    }

    private void initialize(long captureMicros, long nowNanos) throws OutOfRoomException {
        var segment = muxer.initialization();
        var head = head(INITIALIZATION, captureMicros, segment.remaining());
        var frame = ByteBuffer.allocateDirect(head.remaining() + segment.remaining());
        prelude = new Prelude(frame.put(head).put(segment).flip());
        ring.append(Track.VIDEO, MediaPacket.CONFIG, false, nowNanos, prelude, prelude.frames());
        reconfigured = false;
    }

    private static ByteBuffer head(byte kind, long captureMicros, int segmentBytes) {
        var head = ByteBuffer.allocate(FrameWriter.MAX_HEADER_BYTES + PREFIX_BYTES);
        FrameWriter.putHeader(head, Opcode.BINARY, PREFIX_BYTES + segmentBytes);
        return head.put(kind).putLong(captureMicros).flip();
    }
}
