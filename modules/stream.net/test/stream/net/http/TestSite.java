package stream.net.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLSocketFactory;
import stream.net.websocket.FrameReader;
import stream.net.websocket.WebSocketConnection.Message;

/// A front door on a port of the loopback interface, with a few routes, and raw connections to it.
final class TestSite implements Closeable {
    static final FrameReader.Limits LIMITS = new FrameReader.Limits(100_000, 1000);

    final FrontDoor door;
    /// In their order.
    final BlockingQueue<AnsweredRequest> answered = new LinkedBlockingQueue<>();

    private Optional<SSLSocketFactory> encrypted = Optional.empty();

    TestSite(Router router) throws IOException {
        this(router, Bounds.DEFAULT, TrustedProxies.NONE);
    }

    TestSite(Router router, Bounds bounds, TrustedProxies proxies) throws IOException {
        this(router, bounds, proxies, new Encryption.None());
    }

    TestSite(Router router, Bounds bounds, TrustedProxies proxies, Encryption encryption) throws IOException {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        door = FrontDoor.open(anyPort, Optional.empty(), encryption, proxies, bounds);
        AnsweredRequest.Observer observer = answered::add;
        door.start(new Dispatcher(door, router, _ -> {
            throw new HttpProblem(404, "not-found", "nothing here");
        }, observer), observer);
    }

    /// Sends back each message, text as text.
    static WebSocketEndpoint echo() {
        return _ -> connection -> {
            for (var message = connection.read(); message.isPresent(); message = connection.read()) {
                switch (message.get()) {
                    case Message.Text(var text) -> connection.sendText(text);
                    case Message.Binary(var bytes) -> connection.sendBinary(bytes);
                }
            }
        };
    }

    static Response text(String text) {
        return Response.bytes("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    int port() {
        return door.address().getPort();
    }

    String url(String path) {
        return "http://localhost:" + port() + path;
    }

    /// From now on connections are encrypted.
    void encrypt(SSLSocketFactory sockets) {
        encrypted = Optional.of(sockets);
    }

    Raw connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(20_000); // a test that hangs fails instead
        return new Raw(encrypted.isEmpty() ? socket : encrypted.get().createSocket(socket, "localhost", port(), true));
    }

    /// A connection on which a test writes what it likes.
    record Raw(Socket socket) implements Closeable {
        Raw send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        Raw send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        /// The next head, up to and with its empty line.
        String head() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = socket.getInputStream().read();
                if (b < 0) {
                    return head + "(end)";
                }
                head.append((char) b);
            }
            return head.toString();
        }

        /// A whole answer with `Content-Length`.
        String answer() throws IOException {
            var head = head();
            int length = head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
                .findFirst().orElse(0);
            return head + new String(in().readNBytes(length), StandardCharsets.UTF_8);
        }

        InputStream in() throws IOException {
            return socket.getInputStream();
        }

        /// Everything until the server ends.
        byte[] rest() throws IOException {
            return in().readAllBytes();
        }

        void hangUp() throws IOException {
            socket.close();
        }

        @Override
        public void close() throws IOException {
            hangUp();
        }
    }

    static String handshake(String path, String... more) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + String.join("", Arrays.stream(more).map(line -> line + "\r\n").toList()) + "\r\n";
    }

    @Override
    public void close() {
        door.close();
    }
}
