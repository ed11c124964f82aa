package stream.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;

/// One stream of frames of equal size, keyframes larger by a factor, paced from outside. A frame that finds
/// the one before it unsent is skipped and counted, as a real publisher would.
///
/// **Threads.** Belongs to the [PublisherLoop].
final class LoadPublisher implements ServerFrameScanner.Sink {
    /// Looks like H.264 to whoever reads the codec string; nobody decodes it.
    private static final TrackConfig.Video CONFIG = new TrackConfig.Video("avc1.42C01F", 1280, 720, new byte[] {
        1, 0x42, (byte) 0xC0, 0x1F, -1, (byte) 0xE0, 0
    });

    private final Connection connection;
    private final Frame frame;
    private final Frame keyframe;
    private final int keyframeInterval;
    private final long frameMicros;
    private final ServerFrameScanner scanner = new ServerFrameScanner();

    private ByteBuffer pending;
    private long sequence;
    private boolean keyframeWanted;
    private long sent;
    private long skipped;
    private String lost;

    /// @param connection an open WebSocket, in non-blocking mode
    LoadPublisher(Connection connection, LoadOptions options) {
        this.connection = connection;
        this.keyframeInterval = options.keyframeInterval();
        this.frameMicros = 1_000_000L / options.framesPerSecond();
        int interval = options.keyframeInterval();
        int factor = options.keyframeFactor();
        int mean = options.bitrateKbps() * 125 / options.framesPerSecond();
        int payload = Math.max(16, (int) ((long) mean * interval / (interval - 1 + factor)));
        this.frame = Frame.of(payload);
        this.keyframe = factor == 1 ? frame : Frame.of(payload * factor);
        this.pending = config();
    }

    /// A WebSocket frame with a packet of noise, whose header is written anew each time.
    private record Frame(ByteBuffer bytes, int packetAt) {
        static Frame of(int payload) {
            var buffer = ByteBuffer.allocateDirect(ClientFrame.MAX_HEADER_BYTES + MediaPacket.HEADER_BYTES + payload);
            ClientFrame.putHeader(buffer, ServerFrameScanner.BINARY, MediaPacket.HEADER_BYTES + payload);
            int packetAt = buffer.position();
            var noise = new byte[payload];
            new Random(1).nextBytes(noise);
            // Sliced to its length, so that clear() makes it whole again.
            return new Frame(buffer.position(packetAt + MediaPacket.HEADER_BYTES).put(noise).flip().slice(), packetAt);
        }

        ByteBuffer stamped(int flags, long sequence, long ptsMicros) {
            bytes.clear().position(packetAt);
            MediaPacket.writeHeader(bytes, Track.VIDEO, flags, sequence, ptsMicros, WallClock.micros());
            return bytes.position(0);
        }
    }

    private ByteBuffer config() {
        var payload = CONFIG.toPayload();
        var out = ByteBuffer.allocate(ClientFrame.MAX_HEADER_BYTES + MediaPacket.HEADER_BYTES + payload.remaining());
        ClientFrame.putHeader(out, ServerFrameScanner.BINARY, MediaPacket.HEADER_BYTES + payload.remaining());
        MediaPacket.writeHeader(out, Track.VIDEO, MediaPacket.CONFIG, sequence++, 0, WallClock.micros());
        return out.put(payload).flip();
    }

    /// Sends the next frame, or skips it when the last is not all sent.
    void tick() {
        if (lost != null || !flush()) {
            skipped++;
            return;
        }
        boolean isKeyframe = keyframeWanted || sequence % keyframeInterval == 1 || sequence == 1;
        keyframeWanted = false;
        pending = (isKeyframe ? keyframe : frame)
                .stamped(isKeyframe ? MediaPacket.KEYFRAME : 0, sequence, sequence * frameMicros);
        sequence++;
        sent++;
        flush();
    }

    private boolean flush() {
        try {
            connection.write(pending);
        } catch (IOException e) {
            lose(e);
        }
        return lost == null && !pending.hasRemaining();
    }

    /// Reads what the server says; answers pings, obeys keyframe requests.
    void read(ByteBuffer buffer) {
        try {
            if (connection.read(buffer.clear()) < 0) {
                throw new IOException("the server closed the connection");
            }
            scanner.scan(buffer.flip(), this);
        } catch (IOException e) {
            lose(e);
        }
    }

    @Override
    public void frame(int opcode, ByteBuffer kept, long length) throws IOException {
        switch (opcode) {
            case ServerFrameScanner.PING -> {
                if (!pending.hasRemaining()) {
                    connection.write(ClientFrame.pong(kept));
                }
            }
            case ServerFrameScanner.TEXT -> keyframeWanted |= isKeyframeRequest(kept);
            case ServerFrameScanner.CLOSE -> throw new IOException(ViewerLoop.closeReason(kept));
            default -> {
                // Nothing else concerns a publisher.
            }
        }
    }

    private static boolean isKeyframeRequest(ByteBuffer kept) {
        var text = new byte[kept.remaining()];
        kept.get(text);
        return new String(text, StandardCharsets.UTF_8).startsWith("{\"type\":\"keyframe\"");
    }

    private void lose(IOException e) {
        if (lost == null) {
            lost = e.getMessage();
        }
        try {
            connection.close();
        } catch (IOException _) {
            // It is gone in any case.
        }
    }

    Connection connection() {
        return connection;
    }

    long sent() {
        return sent;
    }

    long skipped() {
        return skipped;
    }

    /// Why the connection ended, or null.
    String lost() {
        return lost;
    }
}
