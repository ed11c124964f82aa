package stream.net.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import stream.net.websocket.Incoming.Close;
import stream.net.websocket.Incoming.Ping;
import stream.net.websocket.Incoming.Pong;
import stream.net.websocket.WebSocketConnection.Message;

/// Writes a server's frames, which are not masked and, here, never fragmented (RFC 6455 §5).
///
/// ```
///  0               1               2               3
/// +-+-----+-------+-+-------------+-------------------------------+
/// |F| RSV | opcode|0| length, or  | length in 16 bits (126) or in |
/// |1| x00 |       | | 126, or 127 | 64 (127), when it needs them  |
/// +-+-----+-------+-+-------------+-------------------------------+
/// | payload ...
/// ```
public final class FrameWriter {
    /// The longest header of a server's frame.
    public static final int MAX_HEADER_BYTES = 10;
    private static final int MAX_REASON_BYTES = 123;
    /// The first reserved bit.
    private static final int COMPRESSED = 0x40;
    private static final byte[] NOTHING = {};

    private FrameWriter() {}

    /// How long the header before such a payload is.
    public static int headerBytes(int payloadBytes) {
        return payloadBytes <= 125 ? 2 : payloadBytes <= 0xFFFF ? 4 : 10;
    }

    /// Puts the header of a whole, unfragmented frame; the payload follows it.
    public static void putHeader(ByteBuffer out, Opcode opcode, int payloadBytes) {
        out.put((byte) (0x80 | opcode.code()));
        if (payloadBytes <= 125) {
            out.put((byte) payloadBytes);
        } else if (payloadBytes <= 0xFFFF) {
            out.put((byte) 126).putShort((short) payloadBytes);
        } else {
            out.put((byte) 127).putLong(payloadBytes);
        }
    }

    /// A whole frame, ready to be sent.
    public static ByteBuffer frame(Opcode opcode, byte[] payload) {
        var out = ByteBuffer.allocate(headerBytes(payload.length) + payload.length);
        putHeader(out, opcode, payload.length);
        return out.put(payload).flip();
    }

    public static ByteBuffer text(String text) {
        return frame(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A text that is compressed when that pays (RFC 7692).
    public static ByteBuffer compressedText(String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        if (payload.length < PerMessageDeflate.LEAST_BYTES) {
            return frame(Opcode.TEXT, payload);
        }
        var frame = frame(Opcode.TEXT, PerMessageDeflate.compress(payload));
        return frame.put(0, (byte) (frame.get(0) | COMPRESSED));
    }

    public static ByteBuffer ping() {
        return frame(Opcode.PING, NOTHING);
    }

    /// @param code [CloseCode#NO_STATUS] for an empty frame
    /// @param reason cut, at a whole character, to the 123 bytes that fit
    public static ByteBuffer close(int code, String reason) {
        if (code == CloseCode.NO_STATUS) {
            return frame(Opcode.CLOSE, NOTHING);
        }
        if (!CloseCode.mayBeSent(code)) {
            throw new IllegalArgumentException("close code " + code);
        }
        var text = reason.getBytes(StandardCharsets.UTF_8);
        if (text.length > MAX_REASON_BYTES) {
            int end = MAX_REASON_BYTES;
            while ((text[end] & 0xC0) == 0x80) {
                end--;
            }
            text = Arrays.copyOf(text, end);
        }
        var payload = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text);
        return frame(Opcode.CLOSE, payload.array());
    }

    /// The control frame that is to be sent back: a pong for a ping, and for a close a close with
    /// the same code (to be left out when one was sent already).
    public static Optional<ByteBuffer> answer(Incoming incoming) {
        return switch (incoming) {
            case Ping(var payload) -> Optional.of(frame(Opcode.PONG, payload));
            case Close(int code, var _) -> Optional.of(close(code, ""));
            case Pong _, Message _ -> Optional.empty();
        };
    }
}
