package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stream.net.websocket.WebSocketConnection.Message;

@Timeout(60)
class FrontDoorTest {
    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static Router router() {
        return new Router()
            .get("/hello/{name}", request -> TestSite.text("hello " + request.pathParameter("name")))
            .get("/me", request -> TestSite.text(request.client().getHostAddress() + " " + request.secure()))
            .post("/echo", request -> Response.json(200, request.json()))
            .socket("/socket", TestSite.LIMITS, TestSite.echo());
    }

    @Test
    void answersSeveralRequestsOnOneConnection() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            client.send("GET /hello/alva HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(client.answer().endsWith("\r\n\r\nhello alva"));
            client.send("GET /hello/bo HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(client.answer().endsWith("\r\n\r\nhello bo"));
        }
    }

    @Test
    void answersRequestsSentAllAtOnce() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            client.send("GET /hello/a HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50));
            for (int i = 0; i < 50; i++) {
                assertTrue(client.answer().endsWith("hello a"));
            }
        }
    }

    @Test
    void turnsAReusedConnectionIntoAWebSocket() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            client.send("GET /hello/alva HTTP/1.1\r\nHost: localhost\r\n\r\n");
            client.answer();
            client.send(TestSite.handshake("/socket"));
            var head = client.head();
            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            assertTrue(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), head);
            client.send(bytes("81 85 37fa213d 7f9f4d5158"));
            assertArrayEquals(bytes("81 05 48656c6c6f"), client.in().readNBytes(7));
            client.send(bytes("88 82 00000000 03e8"));
            assertArrayEquals(bytes("88 02 03e8"), client.rest());
        }
    }

    @Test
    void letsTheServerSpeakFirst() throws IOException {
        var router = new Router()
            .socket("/socket", TestSite.LIMITS, _ -> connection -> connection.sendText("hi"));
        try (var site = new TestSite(router); var client = site.connect()) {
            client.send(TestSite.handshake("/socket"));
            client.head();
            // The message, and a close frame because the conversation is over.
            assertArrayEquals(bytes("81 02 6869 88 02 03e8"), client.in().readNBytes(8));
            client.send(bytes("88 82 00000000 03e8"));
            assertEquals(0, client.rest().length);
        }
    }

    @Test
    void handsTheSocketOverWithWhatWasRead() throws Exception {
        var released = new LinkedBlockingQueue<String>();
        var router = new Router().socket("/socket", TestSite.LIMITS, _ -> connection -> {
            var first = connection.read().orElseThrow();
            var socket = connection.release().orElseThrow();
            released.add(((Message.Text) first).text() + ", "
                + ((Message.Text) socket.reader().next(socket.unread())).text());
            socket.channel().write(java.nio.ByteBuffer.wrap(bytes("81 02 6f6b")));
            socket.channel().close();
        });
        try (var site = new TestSite(router); var client = site.connect()) {
            client.send(TestSite.handshake("/socket"));
            client.head();
            client.send(bytes("81 81 00000000 61 81 81 00000000 62"));
            assertArrayEquals(bytes("81 02 6f6b"), client.rest());
            assertEquals("a, b", released.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void refusesToBeCircumvented() throws IOException {
        try (var site = new TestSite(router())) {
            try (var direct = new Socket(InetAddress.getLoopbackAddress(), site.door.httpPort())) {
                direct.setSoTimeout(20_000);
                direct.getOutputStream().write("GET /hello/a HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
                assertEquals(-1, direct.getInputStream().read());
            }
        }
    }

    @Test
    void isNotFooledByATunnelsPortAtAnotherAddress() throws IOException {
        var ports = new LinkedBlockingQueue<Integer>();
        try (var site = new TestSite(new Router().get("/", request -> {
            ports.add(((ExchangeRequest) request).exchange().getRemoteAddress().getPort());
            return TestSite.text("secret");
        })); var client = site.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
            try (var direct = new Socket()) {
                try {
                    direct.bind(new InetSocketAddress("127.0.0.2", ports.remove()));
                } catch (BindException _) {
                    Assumptions.abort("this system has only one loopback address");
                }
                direct.connect(new InetSocketAddress("127.0.0.1", site.door.httpPort()));
                direct.setSoTimeout(20_000);
                direct.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
                assertEquals(-1, direct.getInputStream().read());
            }
        }
    }

    @Test
    void knowsTheClient() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            client.send("GET /me HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n");
            assertTrue(client.answer().endsWith("127.0.0.1 false"));
        }
    }

    private static TestSite introduced(Bounds bounds) throws IOException {
        return new TestSite(router(), bounds, new TrustedProxies(
            List.of(TrustedProxies.Network.parse("127.0.0.1")), TrustedProxies.Means.PROXY_PROTOCOL));
    }

    @Test
    void knowsTheClientThatAProxyIntroduces() throws IOException {
        try (var site = introduced(Bounds.DEFAULT); var client = site.connect()) {
            client.send("PROXY TCP4 192.0.2.60 203.0.113.9 51234 443\r\n");
            client.send("GET /me HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n");
            assertTrue(client.answer().endsWith("192.0.2.60 false"));
        }
    }

    @Test
    void countsThoseWhomAProxyIntroducesEachByItself() throws IOException {
        try (var site = introduced(Bounds.DEFAULT.with(10, 10, 1)); var first = site.connect();
                var second = site.connect(); var other = site.connect()) {
            first.send("PROXY TCP4 192.0.2.60 203.0.113.9 1 443\r\nGET /me HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(first.head().startsWith("HTTP/1.1 200 "));
            second.send("PROXY TCP4 192.0.2.60 203.0.113.9 2 443\r\n");
            assertTrue(second.head().startsWith("HTTP/1.1 429 "));
            other.send("PROXY TCP4 192.0.2.61 203.0.113.9 1 443\r\nGET /me HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(other.head().startsWith("HTTP/1.1 200 "));
        }
    }

    private static String forwarded(String path, String client) {
        return TestSite.handshake(path, "X-Forwarded-For: " + client);
    }

    @Test
    void countsThoseWhomAProxyNamesInAHeader() throws Exception {
        var proxies = new TrustedProxies(
            List.of(TrustedProxies.Network.parse("127.0.0.1")), TrustedProxies.Means.X_FORWARDED);
        try (var site = new TestSite(router(), Bounds.DEFAULT.with(10, 10, 1), proxies); var first = site.connect();
                var second = site.connect(); var other = site.connect()) {
            first.send("GET /me HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.60\r\n\r\n");
            assertTrue(first.answer().startsWith("HTTP/1.1 200 "), "a request counts while it is answered");
            site.answered.take();
            assertTrue(first.send(forwarded("/socket", "192.0.2.60")).head().startsWith("HTTP/1.1 101 "));
            assertTrue(second.send(forwarded("/socket", "192.0.2.60")).head().startsWith("HTTP/1.1 429 "));
            assertTrue(other.send(forwarded("/socket", "192.0.2.61")).head().startsWith("HTTP/1.1 101 "));
            first.hangUp();
            while (site.door.connections() > 2) {
                Thread.sleep(5);
            }
            try (var again = site.connect()) {
                assertTrue(again.send(forwarded("/socket", "192.0.2.60")).head().startsWith("HTTP/1.1 101 "));
            }
        }
    }

    @Test
    void dropsAProxysConnectionWithoutAnIntroduction() throws IOException {
        try (var site = introduced(Bounds.DEFAULT); var client = site.connect()) {
            client.send("GET /me HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals("(end)", client.head());
        } catch (SocketException _) {
            // Reset, because of what was not read.
        }
    }

    @Test
    void takesABodyThatComesInPieces() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            var body = "{\"text\":\"" + "x".repeat(50_000) + "\"}";
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n");
            for (int i = 0; i < body.length(); i += 7000) {
                client.send(body.substring(i, Math.min(body.length(), i + 7000)));
            }
            assertTrue(client.answer().endsWith(body));
        }
    }

    @Test
    void answersWhatIsTooLargeAndHangsUp() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100000000\r\n\r\n" + "x".repeat(300_000));
            assertTrue(client.head().startsWith("HTTP/1.1 413 "));
        }
    }

    @Test
    void boundsTheHead() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            // More than HttpServer takes, less than what would be left unread.
            client.send("GET / HTTP/1.1\r\n" + ("X: " + "x".repeat(1000) + "\r\n").repeat(50));
            assertTrue(client.answer().startsWith("HTTP/1.1 431 "));
            assertEquals(0, client.rest().length);
        }
    }

    @Test
    void boundsTheNumberOfHeaders() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            client.send("GET /hello/a HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(1000) + "\r\n");
            assertTrue(client.head().startsWith("HTTP/1.1 4"));
        }
    }

    @Test
    void endsAnEndlessHead() throws IOException {
        try (var site = new TestSite(router()); var client = site.connect()) {
            client.send("GET / HTTP/1.1\r\n");
            for (int i = 0; i < 100_000; i++) {
                client.send("X: " + "x".repeat(1000) + "\r\n");
            }
        } catch (IOException _) {
            return; // reset
        }
        throw new AssertionError("100 MB of head were taken");
    }

    @Test
    void answersNonsense() throws IOException {
        for (var nonsense : new String[] {
            "nonsense\r\n\r\n", "GET /%zz HTTP/1.1\r\n\r\n", "GET mailto:x HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
            "POST /echo HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
            "POST /echo HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        }) {
            try (var site = new TestSite(router()); var client = site.connect()) {
                client.send(nonsense);
                var answer = client.answer();
                assertTrue(answer.startsWith("HTTP/1.1 400 "), nonsense + answer);
                assertEquals(0, client.rest().length, nonsense);
            }
        }
    }

    @Test
    void tellsOfRequestsThatNoHandlerSees() throws Exception {
        try (var site = new TestSite(router())) {
            try (var client = site.connect()) {
                client.send("GET /hello/a HTTP/1.1\r\nHost: localhost\r\n\r\nnonsense\r\n\r\n").rest();
            }
            assertEquals("/hello/a 200", seen(site));
            assertEquals(" 400", seen(site));
            try (var client = site.connect()) {
                client.send("GET / HTTP/1.1\r\n" + ("X: " + "x".repeat(1000) + "\r\n").repeat(50));
                client.rest();
            }
            assertEquals(" 431", seen(site));
            try (var client = site.connect()) {
                // The end of an answer passes when the next head has begun.
                client.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\nGET /hel").answer();
                client.send("lo/b HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
            }
            assertEquals("/nothing 404", seen(site));
            assertEquals("/hello/b 200", seen(site));
        }
    }

    private static String seen(TestSite site) throws InterruptedException {
        var request = site.answered.poll(20, TimeUnit.SECONDS);
        return request == null ? "nothing" : request.path() + " " + request.status();
    }

    @Test
    void forgetsConnectionsThatAreOver() throws Exception {
        try (var site = new TestSite(router())) {
            for (int i = 0; i < 20; i++) {
                try (var client = site.connect()) {
                    client.send("GET /hello/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                    client.answer();
                    assertEquals(0, client.rest().length);
                }
            }
            for (int i = 0; i < 20; i++) {
                try (var client = site.connect()) {
                    client.send(TestSite.handshake("/socket"));
                    client.head();
                }
            }
            while (site.door.connections() > 0) {
                Thread.onSpinWait(); // until the timeout of the test
            }
        }
    }

    @Test
    void turnsAwayWhatIsTooMuch() throws IOException {
        try (var site = new TestSite(router(), Bounds.DEFAULT.with(1, 1, 1), TrustedProxies.NONE);
                var first = site.connect()) {
            first.send("GET /hello/a HTTP/1.1\r\nHost: localhost\r\n\r\n");
            first.answer();
            try (var second = site.connect()) {
                assertTrue(second.head().startsWith("HTTP/1.1 503 "));
            }
        }
    }

    @Test
    void servesOthersWhileHundredsOfConnectionsWait() throws IOException {
        var idle = new ArrayList<TestSite.Raw>();
        try (var site = new TestSite(router())) {
            for (int i = 0; i < 500; i++) {
                idle.add(site.connect());
            }
            try (var client = site.connect()) {
                client.send("GET /hello/alva HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertTrue(client.answer().endsWith("hello alva"));
            }
        } finally {
            for (var client : idle) {
                client.close();
            }
        }
    }

    @Test
    void opensNoSocketForPagesOfOtherSites() throws IOException {
        try (var site = new TestSite(router())) {
            for (var header : new String[] {
                "Origin: http://evil.example", "Origin: null", "Origin: http://localhost.evil.example",
                "Sec-Fetch-Site: cross-site"
            }) {
                try (var client = site.connect()) {
                    client.send(TestSite.handshake("/socket", header));
                    assertTrue(client.head().startsWith("HTTP/1.1 403 "), header);
                }
            }
        }
    }

    @Test
    void endsAWebSocketWhoseClientSaidNothingMore() throws Exception {
        try (var site = new TestSite(router()); var client = site.connect()) {
            client.send(TestSite.handshake("/socket"));
            client.socket().shutdownOutput();
            client.rest();
            while (site.door.connections() > 0) {
                Thread.onSpinWait(); // until the timeout of the test
            }
        }
    }

    @Test
    void finishesRequestsInHandWhenItStops() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var router = new Router().get("/slow", _ -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return TestSite.text("done");
        }).socket("/socket", TestSite.LIMITS, TestSite.echo());
        try (var site = new TestSite(router); var client = site.connect(); var viewer = site.connect()) {
            viewer.send(TestSite.handshake("/socket"));
            viewer.head();
            client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
            begun.await();
            var stop = Thread.ofVirtual().start(() -> site.door.stop(Duration.ofSeconds(20)));
            // 1001 and a reason.
            assertArrayEquals(bytes("88 12 03e9"), viewer.in().readNBytes(4));
            viewer.hangUp();
            go.countDown();
            assertTrue(client.answer().endsWith("done"));
            client.hangUp();
            stop.join();
            assertEquals(0, site.door.connections());
            assertFalse(stop.isAlive());
        }
    }
}
