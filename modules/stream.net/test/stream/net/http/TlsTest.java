package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stream.net.tls.ServerKeys;
import stream.net.tls.Trust;

@Timeout(60)
class TlsTest {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");

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
    void insistsOnEncryptionWithARealCertificateOnly() throws Exception {
        var router = new Router().get("/", _ -> TestSite.text("hello"));
        var encryption = new Encryption.Tls(ServerKeys.selfSigned(folder), false);
        try (var own = new TestSite(router, Bounds.DEFAULT, TrustedProxies.NONE, encryption)) {
            var answer = client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + own.port() + "/")).build(),
                HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertEquals(Optional.empty(), answer.headers().firstValue("Strict-Transport-Security"));
        }
    }

    @Test
    void sendsThoseWhoComeToTheOtherPortToTheEncryptedOne() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var loopback = InetAddress.getLoopbackAddress();
        try (var door = FrontDoor.open(new InetSocketAddress(loopback, 0), Optional.of(new InetSocketAddress(loopback, port)),
                site.door.encryption(), TrustedProxies.NONE, Bounds.DEFAULT)) {
            door.start(new Dispatcher(door, new Router(), _ -> TestSite.text("hello")));
            try (var plain = new TestSite.Raw(new Socket(loopback, port))) {
                plain.send("GET /alva HTTP/1.1\r\nHost: strom.example:" + port + "\r\n\r\n");
                var answer = plain.answer();
                assertTrue(answer.startsWith("HTTP/1.1 307 "), answer);
                var location = "Location: https://strom.example:" + door.address().getPort() + "/alva\r\n";
                assertTrue(answer.contains(location), answer);
            }
        }
    }

    /// As people make them: EC in SEC 1, with its parameters before it, and in PKCS#8; RSA in PKCS#1 and PKCS#8.
    @ParameterizedTest
    @ValueSource(strings = {
        "ecparam -name prime256v1 -genkey", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384",
        "genrsa -traditional 2048", "genpkey -algorithm RSA"
    })
    void servesWithKeysOfOpenssl(String command) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(OPENSSL), "No openssl (Debian: openssl).");
        var key = folder.resolve("made-key.pem");
        var certificate = folder.resolve("made.pem");
        openssl(command.replaceFirst(" ", " -out " + key + " "));
        openssl("req -x509 -subj /CN=localhost -addext subjectAltName=DNS:localhost -key " + key + " -out " + certificate);
        var router = new Router().get("/", request -> TestSite.text(request.secure() + ""));
        var encryption = new Encryption.Tls(ServerKeys.of(certificate, key), true);
        try (var made = new TestSite(router, Bounds.DEFAULT, TrustedProxies.NONE, encryption);
                var http = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create("https://localhost:" + made.port() + "/")).build(),
                HttpResponse.BodyHandlers.ofString());
            assertEquals("true", answer.body());
        }
    }

    private static void openssl(String arguments) throws Exception {
        var command = new ArrayList<>(List.of(OPENSSL.toString()));
        command.addAll(List.of(arguments.split(" ")));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
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
