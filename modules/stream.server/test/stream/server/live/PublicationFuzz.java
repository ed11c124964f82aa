package stream.server.live;

import java.nio.ByteBuffer;
import java.util.List;
import stream.common.media.MalformedPacketException;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.common.mp4.Mp4Muxer;
import stream.net.websocket.FrameWriter;
import stream.net.websocket.WebSocketException;

/// Fuzz target: what a publisher sends, and what is made of it for viewers of MP4. The input is a row of
/// messages, each behind its length in 16 bits.
public final class PublicationFuzz {
    private PublicationFuzz() {}

    /// Takes what was found good, as a channel does.
    private static final class Muxing implements Publication.Target {
        private final Mp4Muxer muxer = new Mp4Muxer();

        @Override
        public void media(MediaPacket packet) {
            try {
                if (packet.isConfig()) {
                    muxer.configure(packet.track(), TrackConfig.parse(packet.track(), packet.payload()));
                    muxer.initialization();
                } else if (muxer.holds(packet.track())) {
                    muxer.fragment(packet);
                }
            } catch (MalformedPacketException e) {
                throw new IllegalStateException("what was checked already", e);
            }
        }

        @Override
        public void picture(ByteBuffer png) {
            if (png.remaining() > PngCheck.MAX_BYTES) {
                throw new IllegalStateException("a picture of " + png.remaining());
            }
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        var publication = new Publication(new Muxing(), new FakeTime());
        var in = ByteBuffer.wrap(input);
        try {
            while (in.remaining() >= 2) {
                int length = Math.min(in.getShort() & 0xFFFF, in.remaining());
                publication.take(in.slice(in.position(), length));
                in.position(in.position() + length);
            }
        } catch (WebSocketException e) {
            FrameWriter.close(e.code(), e.getMessage()); // must be one that may be sent
        }
    }

    public static List<byte[]> seeds() {
        var video = new TrackConfig.Video("avc1.42C01F", 1280, 720, new byte[] {1, 0x42, (byte) 0xC0, 31}).toPayload();
        var audio = new TrackConfig.Audio("opus", 48_000, 2, new byte[0]).toPayload();
        var out = ByteBuffer.allocate(1000);
        put(out, Track.VIDEO, MediaPacket.CONFIG, 0, video);
        put(out, Track.AUDIO, MediaPacket.CONFIG, 0, audio);
        put(out, Track.VIDEO, MediaPacket.KEYFRAME, 1, ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 0x65}));
        put(out, Track.AUDIO, MediaPacket.KEYFRAME, 1, ByteBuffer.wrap(new byte[] {(byte) 0xFC, 3, 1}));
        put(out, Track.VIDEO, MediaPacket.DISPOSABLE, 2, ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 0x41}));
        return List.of(java.util.Arrays.copyOf(out.array(), out.position()));
    }

    private static void put(ByteBuffer out, Track track, int flags, int sequence, ByteBuffer payload) {
        var packet = new MediaPacket(track, flags, sequence, sequence * 33_000L, FakeTime.START_MICROS, payload);
        out.putShort((short) packet.length());
        packet.writeTo(out);
    }
}
