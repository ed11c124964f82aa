package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stream.net.http.TrustedProxies.Means;
import stream.net.tls.ServerKeys;
import stream.net.tls.Trust;

/// The server behind real proxies, with the configurations of INSTALL.md. Visitors come from 127.0.0.2, so
/// that they are not taken for the proxy.
@ParameterizedClass(name = "{0}")
@MethodSource("proxies")
@Timeout(60)
class ReverseProxyTest {
    @Parameter(0)
    String heading;

    @Parameter(1)
    Means means;

    @TempDir
    Path folder;

    private TestSite site;
    private ReverseProxy proxy;
    private HttpClient visitor;

    static Stream<Arguments> proxies() {
        return Stream.of(
            Arguments.of("nginx:", Means.X_FORWARDED),
            Arguments.of("nginx, with `Forwarded`:", Means.FORWARDED),
            Arguments.of("HAProxy:", Means.X_FORWARDED),
            Arguments.of("HAProxy, with the PROXY protocol:", Means.PROXY_PROTOCOL));
    }

    @BeforeEach
    void open() throws Exception {
        ServerKeys.selfSigned(folder);
        var certificate = folder.resolve("certificate.pem");
        var router = new Router()
            .get("/me", request -> TestSite.text(request.client().getHostAddress() + " " + request.secure()
                + " " + ((ExchangeRequest) request).origin().host()))
            .post("/echo", request -> Response.json(200, request.json()))
            .socket("/socket", TestSite.LIMITS, TestSite.echo());
        var trusted = new TrustedProxies(List.of(TrustedProxies.Network.parse("127.0.0.1")), means);
        site = new TestSite(router, Bounds.DEFAULT, trusted);
        proxy = ReverseProxy.start(heading, folder, List.of(certificate, folder.resolve("key.pem")), site.port());
        visitor = HttpClient.newBuilder().sslContext(Trust.in(certificate))
            .localAddress(InetAddress.ofLiteral("127.0.0.2")).version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void close() throws Exception {
        if (visitor != null) {
            visitor.shutdownNow();
        }
        if (proxy != null) {
            proxy.close();
        }
        site.close();
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://localhost:" + proxy.port + path);
    }

    private String me(String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri("https", "/me"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return visitor.send(request.build(), BodyHandlers.ofString()).body();
    }

    @Test
    void knowsWhereVisitorsComeFromAndThatTheyAreEncrypted() throws Exception {
        assertEquals("127.0.0.2 true localhost:" + proxy.port, me());
    }

    @Test
    void believesNoVisitorWhoClaimsAnotherAddress() throws Exception {
        assertEquals("127.0.0.2 true localhost:" + proxy.port,
            me("X-Forwarded-For", "9.9.9.9", "Forwarded", "for=9.9.9.9", "X-Real-IP", "9.9.9.9"));
    }

    @Test
    void answersManyRequestsOnFewConnections() throws Exception {
        for (int i = 0; i < 30; i++) {
            me();
            assertTrue(site.door.connections() <= 2, "each request makes a connection");
        }
    }

    @Test
    void takesWhatThisSitesPagesSend() throws Exception {
        var request = HttpRequest.newBuilder(uri("https", "/echo")).header("Content-Type", "application/json")
            .header("Origin", "https://localhost:" + proxy.port)
            .POST(HttpRequest.BodyPublishers.ofString("{\"a\":\"" + "å".repeat(20_000) + "\"}")).build();
        assertEquals(200, visitor.send(request, BodyHandlers.ofString()).statusCode());
    }

    /// Whatever the proxy makes of it, refuses or passes on: a body stays a body.
    @Test
    void neverTakesAHiddenRequestThatTheProxyDidNotSee() throws Exception {
        var hidden = "GET /me HTTP/1.1\r\nHost: smuggled\r\n\r\n";
        for (var lines : new String[] {
            "Content-Length: %d\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: %d",
            "Content-Length: %d\r\nTransfer-Encoding: \u000bchunked", "Content-Length: +%d",
            "Content-Length: %d\r\nTransfer-Encoding: xchunked", "Content-Length: %d\r\nContent-Length: 0",
            "Content-Length: 0\r\nContent-Length: %d", "Content-Length: %d\r\nTransfer-Encoding:\r\n chunked",
            "Content-Length: %d\r\nTransfer-Encoding : chunked", "Content-Length: %d\nX: y",
            "Content-Length: %d\r\nX: y\rTransfer-Encoding: chunked"
        }) {
            var body = "0\r\n\r\n" + hidden;
            try (var client = encrypted()) {
                client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Connection: close\r\n" + lines.formatted(body.length()) + "\r\n\r\n" + body);
                var answers = new String(client.rest(), StandardCharsets.ISO_8859_1);
                assertFalse(answers.contains("smuggled"), lines + "\n" + answers);
                assertTrue(answers.isEmpty() || answers.startsWith("HTTP/1.1 4") || answers.startsWith("HTTP/1.1 5"),
                    lines + "\n" + answers);
            }
        }
        assertEquals("127.0.0.2 true localhost:" + proxy.port, me());
    }

    private TestSite.Raw encrypted() throws Exception {
        var sockets = Trust.in(folder.resolve("certificate.pem")).getSocketFactory();
        var socket = sockets.createSocket("localhost", proxy.port, InetAddress.ofLiteral("127.0.0.2"), 0);
        socket.setSoTimeout(20_000); // a test that hangs fails instead
        return new TestSite.Raw(socket);
    }

    @Test
    void carriesWebSockets() throws Exception {
        me(); // so that the connection behind the proxy is one that was used before
        var answers = new LinkedBlockingQueue<String>();
        var socket = visitor.newWebSocketBuilder().buildAsync(uri("wss", "/socket"), new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                text.append(data);
                if (last) {
                    answers.add(text.toString());
                    text.setLength(0);
                }
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                answers.add("close " + code);
                return null;
            }
        }).get();
        for (var text : List.of("hej", "å".repeat(30_000))) {
            socket.sendText(text, true).get();
            assertEquals(text, answers.poll(20, TimeUnit.SECONDS));
        }
        socket.sendClose(1000, "").get();
        assertEquals("close 1000", answers.poll(20, TimeUnit.SECONDS));
    }
}
