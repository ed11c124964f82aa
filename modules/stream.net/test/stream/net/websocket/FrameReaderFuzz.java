package stream.net.websocket;

import java.nio.ByteBuffer;
import java.util.List;
import stream.net.websocket.FrameReader.Limits;
import stream.net.websocket.WebSocketConnection.Message;

/// Fuzz target: what a client sends after the handshake. The first byte says whether compression was
/// negotiated and in which pieces the rest comes.
public final class FrameReaderFuzz {
    private static final Limits LIMITS = new Limits(10_000, 16, true);

    private FrameReaderFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var limits = input[0] < 0 ? LIMITS : LIMITS.uncompressed();
        int piece = 1 + (input[0] & 0x7F);
        var whole = outcome(limits, input, input.length);
        var pieces = outcome(limits, input, piece);
        if (!whole.equals(pieces)) {
            throw new IllegalStateException("whole: " + whole + ", in pieces of " + piece + ": " + pieces);
        }
    }

    /// All that came out, in words, with the close code in which it ended.
    private static String outcome(Limits limits, byte[] input, int piece) {
        var reader = Readers.of(limits);
        var outcome = new StringBuilder();
        try {
            for (int at = 1; at < input.length; at += piece) {
                var bytes = ByteBuffer.wrap(input, at, Math.min(piece, input.length - at));
                for (var in = reader.next(bytes); in != null; in = reader.next(bytes)) {
                    outcome.append(words(limits, in)).append('\n');
                }
            }
        } catch (WebSocketException e) {
            FrameWriter.close(e.code(), e.getMessage()); // must be one that may be sent
            return outcome.append(e.code()).toString();
        }
        return outcome.toString();
    }

    private static String words(Limits limits, Incoming in) {
        return switch (in) {
            case Message.Text(var text) -> bounded(limits, text.length()) + text.hashCode();
            case Message.Binary(var bytes) -> bounded(limits, bytes.remaining()) + bytes.hashCode();
            case Incoming.Ping(var bytes) -> "ping " + bounded(limits, bytes.length);
            case Incoming.Pong(var bytes) -> "pong " + bounded(limits, bytes.length);
            case Incoming.Close(int code, var reason) -> {
                FrameWriter.answer(in);
                yield "close " + code + reason;
            }
        };
    }

    private static String bounded(Limits limits, int bytes) {
        if (bytes > limits.messageBytes()) {
            throw new IllegalStateException("a message of " + bytes + " bytes");
        }
        return bytes + " ";
    }

    public static List<byte[]> seeds() {
        return List.of(
            seed(5, ClientFrames.frame(Opcode.TEXT, true, "hej å".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                ClientFrames.frame(Opcode.PING, true, new byte[] {1}), ClientFrames.frame(Opcode.BINARY, false, new byte[200]),
                ClientFrames.frame(Opcode.CONTINUATION, true, new byte[3]),
                ClientFrames.frame(Opcode.CLOSE, true, new byte[] {3, (byte) 0xE8, 'a'})),
            seed(-100, compressed("{\"type\":\"clock\",\"sent\":1234}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                compressed(new byte[9000])));
    }

    private static ByteBuffer compressed(byte[] payload) {
        var frame = ClientFrames.frame(Opcode.TEXT, true, PerMessageDeflate.compress(payload));
        return frame.put(frame.position(), (byte) 0xC1);
    }

    private static byte[] seed(int first, ByteBuffer... frames) {
        var out = ByteBuffer.allocate(20_000).put((byte) first);
        for (var frame : frames) {
            out.put(frame);
        }
        return java.util.Arrays.copyOf(out.array(), out.position());
    }
}
