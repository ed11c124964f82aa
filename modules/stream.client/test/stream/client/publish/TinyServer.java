package stream.client.publish;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import stream.common.control.ChannelState;
import stream.common.control.ControlMessage;
import stream.common.media.MediaPacket;

/// As much of a server as a publisher needs: a WebSocket handshake that knows one key, a welcome, and
/// answers to clock questions. Each connection is handed to the test.
public final class TinyServer implements AutoCloseable {
    public static final StreamKey KEY = new StreamKey("right-key");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    /// What to answer in place of the handshake: status line and headers, and maybe a body.
    volatile String refusal;
    volatile boolean answersClock = true;

    public TinyServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    public ServerAddress address() {
        return ServerAddress.parse("http://127.0.0.1:" + socket.getLocalPort());
    }

    public Connection next() throws InterruptedException {
        var connection = connections.poll(20, TimeUnit.SECONDS);
        if (connection == null) {
            throw new AssertionError("nobody connected");
        }
        return connection;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = new Connection(socket.accept());
                Thread.ofVirtual().start(connection::run);
            } catch (IOException _) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var connection : connections) {
            connection.drop();
        }
    }

    /// One publisher's connection.
    public final class Connection {
        final BlockingQueue<MediaPacket> packets = new LinkedBlockingQueue<>();
        public final BlockingQueue<ControlMessage> messages = new LinkedBlockingQueue<>();
        public final BlockingQueue<Integer> closeCodes = new LinkedBlockingQueue<>();
        private final Socket peer;
        private final DataInputStream in;
        private final OutputStream out;

        Connection(Socket peer) throws IOException {
            this.peer = peer;
            in = new DataInputStream(new BufferedInputStream(peer.getInputStream()));
            out = peer.getOutputStream();
        }

        private void run() {
            try (peer) {
                if (handshake()) {
                    connections.add(this);
                    send(new ControlMessage.Welcome("bo", channel()));
                    readFrames();
                }
            } catch (EOFException | SocketException _) {
                closeCodes.add(1006);
            } catch (IOException | NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        private boolean handshake() throws IOException, NoSuchAlgorithmException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            if (refusal != null) {
                out.write(refusal.getBytes(StandardCharsets.UTF_8));
                return false;
            }
            if (!head.toString().contains("Authorization: Bearer right-key\r\n")) {
                out.write(problem("401 Unauthorized", "Wrong stream key.").getBytes(StandardCharsets.UTF_8));
                return false;
            }
            var nonce = head.toString().replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
            var digest = MessageDigest.getInstance("SHA-1").digest((nonce + GUID).getBytes(StandardCharsets.US_ASCII));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return true;
        }

        private void readFrames() throws IOException {
            var message = new ByteArrayOutputStream();
            int kind = 0;
            while (true) {
                int first = in.readUnsignedByte();
                long length = in.readUnsignedByte() & 0x7F;
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                var mask = in.readNBytes(4);
                var bytes = in.readNBytes((int) length);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] ^= mask[i & 3];
                }
                int opcode = first & 0xF;
                if (opcode == 8) {
                    closeCodes.add(bytes.length < 2 ? 1005 : ByteBuffer.wrap(bytes).getShort() & 0xFFFF);
                    return;
                }
                if (opcode < 8) {
                    kind = opcode == 0 ? kind : opcode;
                    message.write(bytes);
                    if ((first & 0x80) != 0) {
                        received(kind, message.toByteArray());
                        message.reset();
                    }
                }
            }
        }

        private void received(int kind, byte[] message) throws IOException {
            if (kind == 2) {
                packets.add(MediaPacket.parse(ByteBuffer.wrap(message)));
                return;
            }
            var text = ControlMessage.parse(new String(message, StandardCharsets.UTF_8));
            if (text instanceof ControlMessage.Clock clock) {
                if (answersClock) {
                    send(new ControlMessage.Time(clock.sentMicros(), clock.sentMicros() + 1_000_000_000L));
                }
            } else {
                messages.add(text);
            }
        }

        public MediaPacket packet() throws InterruptedException {
            var packet = packets.poll(20, TimeUnit.SECONDS);
            if (packet == null) {
                throw new AssertionError("no packet came");
            }
            return packet;
        }

        public void send(ControlMessage message) throws IOException {
            frame(0x81, message.toJson().getBytes(StandardCharsets.UTF_8));
        }

        void close(int code) throws IOException {
            frame(0x88, ByteBuffer.allocate(2).putShort((short) code).array());
        }

        /// Breaks the connection without a word.
        void drop() throws IOException {
            if (!peer.isClosed()) {
                peer.setSoLinger(true, 0);
                peer.close();
            }
        }

        private synchronized void frame(int first, byte[] payload) throws IOException {
            var frame = ByteBuffer.allocate(payload.length + 4);
            frame.put((byte) first);
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else {
                frame.put((byte) 126).putShort((short) payload.length);
            }
            frame.put(payload);
            out.write(frame.array(), 0, frame.position());
        }
    }

    static ChannelState channel() {
        return new ChannelState("bo", "Kodar", "", "", "", ChannelState.Presence.LIVE, 1, 0);
    }

    static String problem(String status, String detail) {
        var body = "{\"detail\":\"" + detail + "\"}";
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/problem+json\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
