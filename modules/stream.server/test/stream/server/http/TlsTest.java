package stream.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.server.tls.ServerKeys;
import stream.server.tls.Trust;

@Timeout(60)
class TlsTest {
    @TempDir
    private Path folder;
    private TestSite site;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        var router = new Router()
            .get("/secure", request -> TestSite.text(request.secure() + ""))
            .get("/large", _ -> Response.bytes("application/octet-stream", new byte[3_000_000]))
            .socket("/socket", TestSite.LIMITS, TestSite.echo());
        site = new TestSite(router, Bounds.DEFAULT, TrustedProxies.NONE,
            new Encryption.Tls(ServerKeys.selfSigned(folder), true));
        client = HttpClient.newBuilder().sslContext(Trust.in(folder.resolve("certificate.pem"))).build();
    }

    @AfterEach
    void close() {
        site.close();
        client.shutdownNow();
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        var uri = URI.create("https://localhost:" + site.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void servesEncrypted() throws Exception {
        var answer = get("/secure");
        assertEquals("true", new String(answer.body()));
        assertEquals("max-age=31536000", answer.headers().firstValue("Strict-Transport-Security").orElseThrow());
        assertEquals(3_000_000, get("/large").body().length);
    }

    @Test
    void sendsThoseWhoComeInTheClearToTheEncryptedAddress() throws IOException {
        try (var plain = site.connect()) {
            plain.send("GET /secure?a=b HTTP/1.1\r\nHost: localhost:80\r\n\r\n");
            var answer = plain.answer();
            assertTrue(answer.startsWith("HTTP/1.1 307 "), answer);
            assertTrue(answer.contains("Location: https://localhost:" + site.port() + "/secure?a=b\r\n"), answer);
        }
        try (var plain = site.connect()) {
            plain.send("GET / HTTP/1.1\r\nHost: evil.example/\"\r\n\r\n");
            assertTrue(plain.answer().startsWith("HTTP/1.1 400 "));
        }
        try (var plain = site.connect()) {
            plain.send(TestSite.handshake("/socket"));
            assertTrue(plain.answer().startsWith("HTTP/1.1 307 "));
        }
    }

    @Test
    void hangsUpOnABrokenHandshake() throws IOException {
        try (var raw = site.connect()) {
            raw.send(new byte[] {22, 3, 1, 0, 5, 1, 2, 3, 4, 5});
            var alert = raw.rest();
            assertEquals(21, alert[0]); // ContentType.alert
        }
    }

    @Test
    void hearsAProxyBeforeTheHandshake() throws Exception {
        var trusted = new TrustedProxies(
            List.of(TrustedProxies.Network.parse("127.0.0.1")), TrustedProxies.Means.PROXY_PROTOCOL);
        var router = new Router().get("/me", request -> TestSite.text(request.client().getHostAddress()));
        var encryption = new Encryption.Tls(ServerKeys.selfSigned(folder), true);
        try (var behind = new TestSite(router, Bounds.DEFAULT, trusted, encryption); var raw = behind.connect()) {
            raw.send("PROXY TCP4 192.0.2.60 203.0.113.9 51234 443\r\n");
            var sockets = Trust.in(folder.resolve("certificate.pem")).getSocketFactory();
            var client = new TestSite.Raw(sockets.createSocket(raw.socket(), "localhost", behind.port(), false));
            client.send("GET /me HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(client.answer().endsWith("192.0.2.60"));
        }
    }

    @Test
    void carriesWebSockets() throws Exception {
        var received = new CompletableFuture<String>();
        var closed = new CompletableFuture<Integer>();
        var socket = client.newWebSocketBuilder()
            .buildAsync(URI.create("wss://localhost:" + site.port() + "/socket"), new WebSocket.Listener() {
                @Override
                public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                    received.complete(data.toString());
                    return WebSocket.Listener.super.onText(webSocket, data, last);
                }

                @Override
                public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
                    closed.complete(code);
                    return null;
                }
            }).get();
        socket.sendText("hej", true).get();
        assertEquals("hej", received.get());
        socket.sendBinary(ByteBuffer.allocate(200_000), true); // too big: may end in the middle
        assertEquals(1009, closed.get());
    }
}
