package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The tunnel's time limits, by a clock of the test's own. The test is both the client and the HTTP
/// server.
@Timeout(60)
class TunnelTest {
    private static final Bounds BOUNDS = new Bounds(10, 10, 10, 1000, Duration.ofSeconds(15),
        Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(2));

    private final AtomicLong now = new AtomicLong(1);
    private final AtomicInteger httpEnded = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private ServerSocketChannel listener;
    private Socket client;
    private SocketChannel server;
    private Tunnel tunnel;

    @BeforeEach
    void open() throws IOException {
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
        var accepted = listener.accept();
        var upstream = SocketChannel.open(listener.getLocalAddress());
        server = listener.accept();
        var connection = new PlainConnection(accepted, (InetSocketAddress) accepted.getRemoteAddress(), false);
        tunnel = new Tunnel(connection, upstream, BOUNDS, Inbound.ofThisMachine(now::get), now::get, new Tunnel.Listener() {
            @Override
            public void httpEnded() {
                httpEnded.incrementAndGet();
            }

            @Override
            public void refused(int status) {
                refused.set(status);
            }

            @Override
            public void closed() {
                closed.incrementAndGet();
            }
        });
        tunnel.start();
    }

    @AfterEach
    void close() throws IOException {
        tunnel.close();
        assertEquals(1, closed.get());
        assertEquals(1, httpEnded.get());
        client.close();
        server.close();
        listener.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        tunnel.tick(false);
    }

    private void clientSends(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        var buffer = ByteBuffer.allocate(text.length());
        while (buffer.hasRemaining()) {
            assertTrue(server.read(buffer) > 0);
        }
    }

    private void serverSends(String text) throws IOException {
        server.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        var read = client.getInputStream().readNBytes(text.length());
        assertEquals(text, new String(read, StandardCharsets.US_ASCII));
    }

    private boolean isClosed() {
        return closed.get() > 0;
    }

    @Test
    void expectsTheFirstHeadSoon() {
        pass(Duration.ofSeconds(14));
        assertFalse(isClosed());
        pass(Duration.ofSeconds(1));
        assertTrue(isClosed());
    }

    @Test
    void endsAHeadThatTrickles() throws IOException {
        clientSends("GET /");
        tunnel.limits().began();
        tunnel.limits().ended();
        pass(Duration.ofSeconds(50));
        for (int i = 0; i < 5; i++) {
            assertFalse(isClosed());
            clientSends("G");
            pass(Duration.ofSeconds(3));
        }
        assertTrue(isClosed());
    }

    @Test
    void waitsLongerBetweenRequests() throws IOException {
        clientSends("GET /");
        tunnel.limits().began();
        tunnel.limits().ended();
        pass(Duration.ofSeconds(59));
        assertFalse(isClosed());
        pass(Duration.ofSeconds(1));
        assertTrue(isClosed());
    }

    @Test
    void waitsLessBetweenRequestsInACrowd() throws IOException {
        clientSends("GET /");
        tunnel.limits().began();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        tunnel.tick(true);
        assertFalse(isClosed());
        tunnel.limits().ended();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        tunnel.tick(true);
        assertTrue(isClosed());
    }

    @Test
    void endsABodyThatTrickles() throws IOException {
        clientSends("POST /");
        tunnel.limits().began();
        tunnel.limits().awaitBody(true);
        for (int i = 0; i < 10; i++) {
            assertFalse(isClosed());
            clientSends("x");
            pass(Duration.ofSeconds(3));
        }
        assertTrue(isClosed());
    }

    @Test
    void letsALongAnswerTakeItsTime() throws IOException {
        clientSends("GET /");
        tunnel.limits().began();
        for (int i = 0; i < 10; i++) {
            serverSends("part " + i);
            pass(Duration.ofSeconds(50));
            assertFalse(isClosed());
        }
        pass(Duration.ofSeconds(10));
        assertTrue(isClosed());
    }

    @Test
    void waitsForTheClientToEndToo() throws IOException {
        clientSends("GET /");
        tunnel.limits().began();
        tunnel.limits().ended();
        server.close();
        assertEquals(-1, client.getInputStream().read());
        while (!isClosed()) {
            pass(Duration.ofSeconds(1)); // the client never does
        }
    }

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nDate: today\r\nContent-Length: 2\r\n\r\nok";
    private static final String REFUSAL = "HTTP/1.1 400 Bad Request\r\nContent-Length: 19\r\n"
        + "Content-Type: text/html\r\nConnection: close\r\n\r\n<h1>400 Bad</h1>no.";

    private void serverEnds() throws IOException {
        server.close();
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void tellsOfARefusalBehindAnAnswer() throws IOException {
        serverSends(ANSWER + REFUSAL);
        serverEnds();
        assertEquals(400, refused.get());
    }

    @Test
    void tellsOfARefusalThatComesInPieces() throws IOException {
        serverSends(ANSWER + REFUSAL.substring(0, 10));
        serverSends(REFUSAL.substring(10, 70));
        serverSends(REFUSAL.substring(70));
        serverEnds();
        assertEquals(400, refused.get());
    }

    @Test
    void takesNoErrorOfAHandlerForARefusal() throws IOException {
        serverSends(ANSWER + REFUSAL.replace("Content-Type", "Date: today\r\nContent-Type"));
        serverEnds();
        assertEquals(0, refused.get());
    }

    @Test
    void takesNoRefusalThatIsQuotedForOne() throws IOException {
        serverSends(REFUSAL + "\r\n" + ANSWER);
        serverEnds();
        assertEquals(0, refused.get());
    }

    @Test
    void carriesHalfClosedConnections() throws IOException {
        clientSends("GET /");
        tunnel.limits().began();
        client.shutdownOutput();
        assertEquals(-1, server.read(ByteBuffer.allocate(1)));
        serverSends("answer");
    }
}
