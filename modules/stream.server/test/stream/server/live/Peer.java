package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import stream.common.control.ControlMessage;
import stream.common.control.MalformedMessageException;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;

/// The other end of a WebSocket: a viewer or publisher for tests.
final class Peer implements Closeable {
    private static final int MASKED = 0x80;

    /// What came.
    sealed interface Received {
        record Control(ControlMessage message) implements Received {}

        record Binary(byte[] bytes) implements Received {
            MediaPacket packet() {
                try {
                    return MediaPacket.parse(ByteBuffer.wrap(bytes));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }

        record Ping() implements Received {}

        record Pong() implements Received {}

        record Close(int code, String reason) implements Received {}

        record End() implements Received {}
    }

    private final Socket socket;
    private final DataInputStream in;
    private long sequence;
    private int compressedTexts;
    private int partBytes = Integer.MAX_VALUE;
    private Runnable partTaken = () -> { };

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000); // a test that hangs fails instead
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /// Asks for a WebSocket on a fresh connection.
    ///
    /// @param headers more of them, each with its line end
    static Peer shakeHands(Socket socket, String host, String path, String headers) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, head.toString());
            head.append((char) next);
        }
        assertTrue(head.toString().startsWith("HTTP/1.1 101 "), head.toString());
        return new Peer(socket);
    }

    void say(ControlMessage message) throws IOException {
        send(1, message.toJson().getBytes(StandardCharsets.UTF_8));
    }

    void send(int opcode, byte[] payload) throws IOException {
        var out = ByteBuffer.allocate(payload.length + 14);
        out.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            out.put((byte) (MASKED | payload.length));
        } else if (payload.length < 65_536) {
            out.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        out.putInt(0).put(payload);
        socket.getOutputStream().write(out.array(), 0, out.position());
    }

    void sendClose(int code) throws IOException {
        send(8, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    void packet(Track track, int flags, byte[] payload) throws IOException {
        var packet = new MediaPacket(
                track, flags, sequence, sequence * 33_000, FakeTime.START_MICROS, ByteBuffer.wrap(payload));
        sequence++;
        var bytes = ByteBuffer.allocate(packet.length());
        packet.writeTo(bytes);
        send(2, bytes.array());
    }

    void config() throws IOException {
        var config = new TrackConfig.Video("avc1.42C01F", 1280, 720, new byte[] {1, 0x42, (byte) 0xC0, 31});
        packet(Track.VIDEO, MediaPacket.CONFIG, config.toPayload().array());
    }

    void configVp8() throws IOException {
        var config = new TrackConfig.Video("vp8", 1280, 720, new byte[0]);
        packet(Track.VIDEO, MediaPacket.CONFIG, config.toPayload().array());
    }

    void keyframe(int length) throws IOException {
        packet(Track.VIDEO, MediaPacket.KEYFRAME, new byte[length]);
    }

    void frame(int length) throws IOException {
        packet(Track.VIDEO, 0, new byte[length]);
    }

    /// From now on large messages are taken in parts, with something between them.
    void takeInParts(int bytes, Runnable between) {
        partBytes = bytes;
        partTaken = between;
    }

    Received next() throws IOException {
        int first;
        try {
            first = in.readUnsignedByte();
        } catch (EOFException _) {
            return new Received.End();
        }
        int shortLength = in.readUnsignedByte();
        long length = shortLength == 126 ? in.readUnsignedShort() : shortLength == 127 ? in.readLong() : shortLength;
        var payload = new byte[(int) length];
        for (int at = 0; at < payload.length; at += partBytes) {
            in.readFully(payload, at, Math.min(partBytes, payload.length - at));
            if (payload.length - at > partBytes) {
                partTaken.run();
            }
        }
        return switch (first) {
            case 0x81 -> new Received.Control(parse(new String(payload, StandardCharsets.UTF_8)));
            case 0xC1 -> {
                compressedTexts++;
                yield new Received.Control(parse(expanded(payload)));
            }
            case 0x82 -> new Received.Binary(payload);
            case 0x88 ->
                new Received.Close(
                        ByteBuffer.wrap(payload).getShort() & 0xFFFF,
                        new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
            case 0x89 -> new Received.Ping();
            case 0x8A -> new Received.Pong();
            default -> throw new AssertionError("damaged stream: frame begins with " + first);
        };
    }

    /// How many texts came compressed.
    int compressedTexts() {
        return compressedTexts;
    }

    private static String expanded(byte[] payload) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(payload);
            var text = new byte[1 << 20];
            return new String(text, 0, inflater.inflate(text), StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static ControlMessage parse(String text) {
        try {
            return ControlMessage.parse(text);
        } catch (MalformedMessageException e) {
            throw new AssertionError(text, e);
        }
    }

    /// Reads on until something of this kind comes.
    <T> T await(Class<T> kind, Predicate<T> which) throws IOException {
        while (true) {
            Object received = next();
            if (received instanceof Received.Control(var message)) {
                received = message;
            }
            if (kind.isInstance(received) && which.test(kind.cast(received))) {
                return kind.cast(received);
            }
            if (received instanceof Received.End) {
                throw new AssertionError("the connection ended before a " + kind.getSimpleName());
            }
        }
    }

    <T> T await(Class<T> kind) throws IOException {
        return await(kind, _ -> true);
    }

    /// The next media packet.
    MediaPacket media() throws IOException {
        return await(Received.Binary.class).packet();
    }

    /// Vanishes without a word, as a process that is killed.
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
