package stream.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames as clients send them (RFC 6455 §5.3). The masking key is zero, so that payloads need no
/// pass over their bytes: legal on the wire, and fine where no proxy is to be protected.
final class ClientFrame {
    static final int MAX_HEADER_BYTES = 14;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int PONG = 10;

    private ClientFrame() {}

    static void putHeader(ByteBuffer out, int opcode, int length) {
        out.put((byte) (FIN | opcode));
        if (length < 126) {
            out.put((byte) (MASKED | length));
        } else if (length < 65_536) {
            out.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            out.put((byte) (MASKED | 127)).putLong(length);
        }
        out.putInt(0);
    }

    static ByteBuffer text(String text) {
        return frame(ServerFrameScanner.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static ByteBuffer pong(ByteBuffer payload) {
        return frame(PONG, payload);
    }

    private static ByteBuffer frame(int opcode, ByteBuffer payload) {
        var out = ByteBuffer.allocate(MAX_HEADER_BYTES + payload.remaining());
        putHeader(out, opcode, payload.remaining());
        return out.put(payload).flip();
    }
}
