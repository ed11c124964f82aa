package stream.server.live;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import stream.common.control.ControlMessage.Format;
import stream.common.media.MalformedPacketException;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.net.websocket.FrameWriter;
import stream.net.websocket.Opcode;

/// One stream from its first packet to its end, across publishers that come and go: the rings that
/// viewers read, one per format.
///
/// **Threads.** Written under its channel's lock; the rings are read by any thread.
final class Broadcast {
    private final MemoryBudget budget;
    private final Ring packets;
    private final Map<Track, MediaPacket> configs = new EnumMap<>(Track.class);
    private final ByteBuffer header =
            ByteBuffer.allocate(FrameWriter.MAX_HEADER_BYTES + MediaPacket.HEADER_BYTES);
    private final Timeline timeline = new Timeline();
    private Prelude prelude = Prelude.NONE;
    private volatile Mp4Feed mp4;

    Broadcast(MemoryBudget budget) throws OutOfRoomException {
        this.budget = budget;
        packets = new Ring(budget);
    }

    /// Adds a packet of picture or sound that keeps the rules.
    ///
    /// @return whether viewers may begin with it
    boolean add(MediaPacket claimed, long nowNanos) throws OutOfRoomException {
        var packet = timeline.placed(claimed, nowNanos);
        if (packet.isConfig()) {
            configs.put(packet.track(), kept(packet));
            prelude = prelude();
        }
        header.clear();
        FrameWriter.putHeader(header, Opcode.BINARY, packet.length());
        MediaPacket.writeHeader(
                header,
                packet.track(),
                packet.flags(),
                packet.sequence(),
                packet.presentationMicros(),
                packet.captureMicros());
        boolean start = isStart(packet);
        packets.append(
                packet.track(),
                packet.flags(),
                start,
                nowNanos,
                prelude,
                header.flip(),
                packet.payload().duplicate());
        if (mp4 != null) {
            mp4.add(packet, start, nowNanos);
        }
        return start;
    }

    /// The ring of this format; null for [Format#NONE], and for MP4 before [#startMp4].
    Ring ring(Format format) {
        var feed = mp4;
        return switch (format) {
            case PACKETS -> packets;
            case MP4 -> feed == null ? null : feed.ring();
            case NONE -> null;
        };
    }

    /// Makes the MP4 ring for the first viewer who wants it, with the present group of pictures.
    ///
    /// @return whether it was made just now
    boolean startMp4(long nowNanos) throws OutOfRoomException {
        if (mp4 != null) {
            return false;
        }
        var feed = new Mp4Feed(budget);
        for (var config : configs.values()) {
            feed.add(config, false, nowNanos);
        }
        var start = packets.start();
        if (start != null) {
            replay(start, feed);
        }
        mp4 = feed;
        return true;
    }

    private void replay(Entry start, Mp4Feed feed) throws OutOfRoomException {
        var window = new Ring.Window(packets);
        for (long number = start.number(); number <= packets.newest().number(); number++) {
            var entry = packets.at(number);
            if (entry == null) {
                return;
            }
            var frame = ByteBuffer.allocate(entry.length());
            window.copy(entry.position(), entry.end(), frame);
            try {
                var packet = MediaPacket.parse(frame.position(headerBytes(frame)));
                feed.add(packet, isStart(packet), entry.arrivalNanos());
            } catch (MalformedPacketException e) {
                throw new IllegalStateException("the ring holds what it never took", e);
            }
        }
    }

    /// Forgets the MP4 ring when nobody wants it any more.
    ///
    /// @return whether there was one, which readers should let go of too
    boolean stopMp4() {
        if (mp4 == null) {
            return false;
        }
        mp4.ring().release();
        mp4 = null;
        return true;
    }

    /// Gives the memory back.
    void release() {
        stopMp4();
        packets.release();
    }

    /// The length of the WebSocket header that a frame begins with (RFC 6455 §5.2).
    static int headerBytes(ByteBuffer frame) {
        return switch (frame.get(1)) {
            case 127 -> 10;
            case 126 -> 4;
            default -> 2;
        };
    }

    /// With pictures a viewer begins at a keyframe; with sound alone, anywhere.
    private boolean isStart(MediaPacket packet) {
        return !packet.isConfig()
                && packet.isKeyframe()
                && (packet.track() == Track.VIDEO || !configs.containsKey(Track.VIDEO));
    }

    private Prelude prelude() {
        int length = 0;
        for (var config : configs.values()) {
            length += FrameWriter.MAX_HEADER_BYTES + config.length();
        }
        var frames = ByteBuffer.allocateDirect(length);
        for (var config : configs.values()) {
            FrameWriter.putHeader(frames, Opcode.BINARY, config.length());
            config.writeTo(frames);
        }
        return new Prelude(frames.flip());
    }

    /// The packet with a payload of its own: what it was parsed from is read into again.
    private static MediaPacket kept(MediaPacket packet) {
        var payload = ByteBuffer.allocate(packet.payload().remaining());
        payload.put(packet.payload().duplicate()).flip();
        return new MediaPacket(
                packet.track(),
                packet.flags(),
                packet.sequence(),
                packet.presentationMicros(),
                packet.captureMicros(),
                payload);
    }
}
