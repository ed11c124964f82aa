package stream.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import stream.common.media.MediaPacket;

/// One viewer: counts the packets that reach it, the gaps between them and their latency.
///
/// **Threads.** Belongs to the [ViewerLoop]; figures may be read by others when that has ended.
final class LoadViewer implements ServerFrameScanner.Sink {
    /// How a viewer reads.
    enum Pace {
        PROMPT,
        /// Little at a time.
        SLOW,
        /// At once, from a line that something else makes narrow.
        NARROW,
        /// Not at all.
        STALLED
    }

    private static final int SEQUENCE_AT = 4;
    private static final int CAPTURE_AT = 16;

    private final Connection connection;
    private final Pace pace;
    private final ServerFrameScanner scanner = new ServerFrameScanner();
    private final LatencyHistogram latency;
    private boolean measuring;
    private long packets;
    private long bytes;
    private long dropped;
    private long lastSequence = -1;
    private String lost;
    private long readableAtNanos;

    /// @param latency where to record, shared by the viewers of a loop
    LoadViewer(Connection connection, Pace pace, LatencyHistogram latency) {
        this.connection = connection;
        this.pace = pace;
        this.latency = latency;
    }

    void measure(boolean on) {
        measuring = on;
    }

    /// Reads once.
    ///
    /// @return how many bytes, −1 when the connection ended
    int read(ByteBuffer buffer) {
        try {
            int read = connection.read(buffer);
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            scanner.scan(buffer.flip(), this);
            return read;
        } catch (IOException e) {
            lose(e.getMessage());
            return -1;
        }
    }

    @Override
    public void frame(int opcode, ByteBuffer kept, long length) throws IOException {
        switch (opcode) {
            case ServerFrameScanner.BINARY -> packet(kept, length);
            case ServerFrameScanner.PING -> connection.write(ClientFrame.pong(kept));
            case ServerFrameScanner.CLOSE -> throw new IOException(ViewerLoop.closeReason(kept));
            default -> {
                // Chat and counts: nothing to measure.
            }
        }
    }

    private void packet(ByteBuffer kept, long length) {
        if (kept.remaining() < MediaPacket.HEADER_BYTES || (kept.getShort(2) & MediaPacket.CONFIG) != 0) {
            return;
        }
        long sequence = kept.getInt(SEQUENCE_AT) & 0xFFFF_FFFFL;
        if (measuring) {
            packets++;
            bytes += length;
            if (lastSequence >= 0) {
                dropped += Math.max(0, sequence - lastSequence - 1);
            }
            latency.record(WallClock.micros() - kept.getLong(CAPTURE_AT));
        }
        lastSequence = sequence;
    }

    private void lose(String why) {
        lost = why;
        try {
            connection.close();
        } catch (IOException _) {
            // It is gone in any case.
        }
    }

    Connection connection() {
        return connection;
    }

    Pace pace() {
        return pace;
    }

    boolean isThrottled() {
        return pace == Pace.SLOW;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    /// Packets that were sent to others but skipped here.
    long dropped() {
        return dropped;
    }

    /// Why the connection ended, or null.
    String lost() {
        return lost;
    }

    long readableAtNanos() {
        return readableAtNanos;
    }

    void readableAtNanos(long nanos) {
        readableAtNanos = nanos;
    }
}
