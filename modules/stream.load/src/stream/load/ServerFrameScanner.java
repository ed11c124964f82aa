package stream.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Follows the frames that a server sends (RFC 6455 §5.2, unmasked) without keeping what they hold:
/// of a media packet its header, of anything else at most [#KEPT_BYTES]. Made for thousands of
/// viewers in one thread, so it copies and allocates nothing per frame.
///
/// **Threads.** One thread at a time.
final class ServerFrameScanner {
    /// Enough for close reasons, pings and the start of any text.
    static final int KEPT_BYTES = 125;

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    /// Told of each frame when its last byte has been read.
    interface Sink {
        /// @param kept the start of the payload; valid during the call
        /// @param length of the whole payload
        void frame(int opcode, ByteBuffer kept, long length) throws IOException;
    }

    private final ByteBuffer header = ByteBuffer.allocate(10);
    private final ByteBuffer kept = ByteBuffer.allocate(KEPT_BYTES);
    private int headerNeeds = 2;
    private long length = -1;
    private long left;

    /// Reads all that remains in the buffer.
    void scan(ByteBuffer in, Sink sink) throws IOException {
        while (true) {
            if (length < 0 && !readHeader(in)) {
                return;
            }
            int take = (int) Math.min(left, in.remaining());
            int keep = Math.min(take, kept.remaining());
            if (keep > 0) {
                kept.put(kept.position(), in, in.position(), keep).position(kept.position() + keep);
            }
            in.position(in.position() + take);
            left -= take;
            if (left > 0) {
                return;
            }
            sink.frame(header.get(0) & 0x0F, kept.flip(), length);
            header.clear();
            kept.clear();
            headerNeeds = 2;
            length = -1;
        }
    }

    private boolean readHeader(ByteBuffer in) throws IOException {
        while (header.position() < headerNeeds) {
            if (!in.hasRemaining()) {
                return false;
            }
            header.put(in.get());
            if (header.position() == 2) {
                int second = header.get(1);
                if (second < 0) {
                    throw new IOException("the server masked a frame");
                }
                headerNeeds = second == 126 ? 4 : second == 127 ? 10 : 2;
            }
        }
        length = switch (headerNeeds) {
            case 4 -> header.getShort(2) & 0xFFFF;
            case 10 -> header.getLong(2);
            default -> header.get(1);
        };
        left = length;
        return true;
    }
}
