package stream.server.live;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import stream.common.media.MalformedPacketException;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.net.limits.TokenBucket;
import stream.net.websocket.CloseCode;
import stream.net.websocket.WebSocketException;

/// What one publisher's packets must keep to, judged one after the other; those that do go on to the
/// channel.
///
/// **Threads.** One: the one that reads the publisher's socket.
final class Publication {
    /// 120 pictures and 400 short sound packets a second.
    private static final int PACKETS_PER_SECOND = 520;
    private static final int BURST_PACKETS = 2 * PACKETS_PER_SECOND;
    /// PROTOCOL.md: one picture in two seconds is kept in the long run. The burst is for streamers who hide
    /// what they showed: the picture that takes its place must not be the one that is left out.
    private static final double PICTURES_PER_SECOND = 0.5;
    private static final int BURST_PICTURES = 5;
    static final int MAX_PACKET_BYTES = 4 << 20;

    /// What was seen of a track.
    private static final class Progress {
        long sequence = -1;
        boolean configured;
        boolean needsKeyframe;
    }

    /// Where good packets go.
    interface Target {
        void media(MediaPacket packet) throws WebSocketException;

        /// @param png shares the buffer that was read
        void picture(ByteBuffer png);
    }

    private final Target target;
    private final TimeSource time;
    private final Map<Track, Progress> tracks = new EnumMap<>(Track.class);
    private final TokenBucket packetsRate;
    private final TokenBucket pictureRate;

    Publication(Target target, TimeSource time) {
        this.target = target;
        this.time = time;
        packetsRate = new TokenBucket(BURST_PACKETS, PACKETS_PER_SECOND, time.nanos());
        pictureRate = new TokenBucket(BURST_PICTURES, PICTURES_PER_SECOND, time.nanos());
        for (var track : Track.values()) {
            tracks.put(track, new Progress());
        }
    }

    /// Takes one binary message.
    ///
    /// @throws WebSocketException with the close code and reason when a rule is broken
    void take(ByteBuffer message) throws WebSocketException {
        long now = time.nanos();
        require(message.remaining() <= MAX_PACKET_BYTES, "packet too large");
        require(packetsRate.take(1, now), "too many packets");
        try {
            var packet = MediaPacket.parse(message);
            var progress = tracks.get(packet.track());
            checkSequence(packet, progress);
            switch (packet.track()) {
                case PICTURE -> picture(packet.payload(), now);
                case VIDEO, AUDIO -> media(packet, progress);
            }
        } catch (MalformedPacketException e) {
            throw new WebSocketException(CloseCode.POLICY_VIOLATION, e.getMessage());
        }
    }

    private void checkSequence(MediaPacket packet, Progress progress) throws WebSocketException {
        int step = (int) (packet.sequence() - progress.sequence);
        require(progress.sequence < 0 || step > 0, "sequence number goes back");
        progress.sequence = packet.sequence();
    }

    private void media(MediaPacket packet, Progress progress)
            throws WebSocketException, MalformedPacketException {
        if (packet.isConfig()) {
            TrackConfig.parse(packet.track(), packet.payload());
            require(packet.flags() == MediaPacket.CONFIG, "config with other flags");
            progress.configured = true;
            progress.needsKeyframe = true;
        } else {
            require(progress.configured, "frame before its config");
            require(packet.payload().hasRemaining(), "empty frame");
            require(packet.isKeyframe() || packet.track() == Track.VIDEO, "sound that is no keyframe");
            require(packet.isKeyframe() || !progress.needsKeyframe, "no keyframe after a config");
            progress.needsKeyframe = false;
        }
        target.media(packet);
    }

    private void picture(ByteBuffer png, long nowNanos) throws WebSocketException {
        require(PngCheck.passes(png), "not a PNG of at most 256 KiB and 640 pixels a side");
        if (pictureRate.take(1, nowNanos)) {
            target.picture(png);
        }
    }

    private static void require(boolean kept, String otherwise) throws WebSocketException {
        if (!kept) {
            throw new WebSocketException(CloseCode.POLICY_VIOLATION, otherwise);
        }
    }
}
