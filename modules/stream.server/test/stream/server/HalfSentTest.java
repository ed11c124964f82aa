package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ControlMessage;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;

/// Strangers send much and nothing whole, to a server with the heap of a machine of 1 GB; those who watch
/// and one who signs in do not notice.
@Timeout(120)
class HalfSentTest {
    private static final String PASSWORD = "några ord på rad";
    private static final int VIEWERS = 50;
    private static final int ACCOUNTS = 41;
    /// Fewer than the server has open files with a hundred connections.
    private static final int QUIET_DESCRIPTORS = 400;

    @TempDir
    private static Path data;

    private static ServerProcess server;
    private static HttpClient http;
    private static final List<String> cookies = new ArrayList<>();
    private static final List<String> keys = new ArrayList<>();

    private final List<Socket> attackers = new ArrayList<>();
    private int person;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(List.of(),
            List.of("-XX:MaxRAM=1g", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"), data,
            "--trusted-proxies", "127.0.0.1");
        http = HttpClient.newHttpClient();
        for (int i = 0; i < ACCOUNTS; i++) {
            var made = send("POST", "/api/account", credentials("user" + i), "X-Forwarded-For", "192.0.2." + i);
            assertEquals(201, made.statusCode(), made.body());
            cookies.add(made.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]);
            var key = send("POST", "/api/me/key", "{}", "Cookie", cookies.getLast());
            try (var reader = Json.createReader(new StringReader(key.body()))) {
                keys.add(reader.readObject().getString("key"));
            }
        }
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        return server.send(method, path, body, headers);
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        server.close();
    }

    /// Waits until the server has noticed, or it would have no place for the next attack and a person too.
    @AfterEach
    void endAttack() throws Exception {
        for (var attacker : attackers) {
            attacker.close();
        }
        while (server.alive() && server.descriptors() > QUIET_DESCRIPTORS) {
            Thread.sleep(20);
        }
    }

    private static String credentials(String name) {
        return Json.createObjectBuilder().add("username", name).add("password", PASSWORD).build().toString();
    }

    /// A head, and so many bytes of what it announces.
    private Socket begin(String head, byte[] bytes) throws IOException {
        var socket = new Socket(server.site().getHost(), server.site().getPort());
        synchronized (attackers) {
            attackers.add(socket);
        }
        socket.getOutputStream().write((head + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    private void upload(int number, int missing) throws IOException {
        int length = 1 << 20;
        begin("PUT /api/me/picture HTTP/1.1\r\nContent-Type: image/png\r\nContent-Length: " + length
            + "\r\nCookie: " + cookies.get(1 + number % (ACCOUNTS - 1)), new byte[length - missing]);
    }

    private void signIn(int number) throws IOException {
        begin("POST /api/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 65536"
            + "\r\nX-Forwarded-For: 198.51.100." + number / 10, new byte[65_535]);
    }

    private void frame(int number) throws IOException {
        int length = 4 << 20;
        var socket = begin("GET /api/publish HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket"
            + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            + "\r\nAuthorization: Bearer " + keys.get(1 + number), new byte[0]);
        assertEquals('H', socket.getInputStream().read());
        socket.getOutputStream().write(ByteBuffer.allocate(14).put((byte) 0x82).put((byte) 0xFF).putLong(length)
            .putInt(0).array());
        socket.getOutputStream().write(new byte[length - 1]);
    }

    private interface Attack {
        void by(int number) throws IOException;
    }

    /// All of them at once; whom the server hung up on has what was wanted.
    private static void attack(int count, Attack attack) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Object>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                tasks.add(() -> {
                    try {
                        attack.by(number);
                    } catch (IOException _) {
                        // Let go.
                    }
                    return null;
                });
            }
            for (var done : executor.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    private URI socket(String path) {
        return URI.create("ws://" + server.site().getAuthority() + path);
    }

    /// A stream with viewers goes on, and somebody signs in, while it happens.
    private void nobodyNotices(Callable<Void> attack) throws Exception {
        var publisher = SocketOverHttp.open(http, socket("/api/publish"), "Authorization", "Bearer " + keys.getFirst());
        publisher.await(ControlMessage.Welcome.class);
        publisher.packet(Track.VIDEO, MediaPacket.CONFIG,
            new TrackConfig.Video("vp8", 640, 360, new byte[0]).toPayload().array());
        publisher.packet(Track.VIDEO, MediaPacket.KEYFRAME, new byte[10_000]);
        var viewers = new ArrayList<SocketOverHttp>();
        for (int i = 0; i < VIEWERS; i++) {
            var viewer = SocketOverHttp.open(http, socket("/api/channels/user0/watch"), "", "");
            viewer.say(new ControlMessage.Hello(ControlMessage.Format.PACKETS, 0));
            viewer.await(MediaPacket.class, MediaPacket::isKeyframe);
            viewers.add(viewer);
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var attacking = executor.submit(attack);
            do {
                publisher.packet(Track.VIDEO, 0, new byte[10_000]);
                var signedIn = send(
                    "POST", "/api/session", credentials("user0"), "X-Forwarded-For", "203.0.113." + person++ % 250);
                assertEquals(200, signedIn.statusCode(), signedIn.body());
            } while (!attacking.isDone());
            attacking.get();
        }
        publisher.packet(Track.VIDEO, MediaPacket.KEYFRAME, new byte[11_111]);
        for (var viewer : viewers) {
            viewer.await(MediaPacket.class, packet -> packet.payload().remaining() == 11_111);
            viewer.close();
        }
        publisher.close();
        assertTrue(server.alive(), server::said);
    }

    @Test
    void publishersThatSendNoWholeFrameAndUploadsThatStopShort() throws Exception {
        nobodyNotices(() -> {
            attack(40, this::frame);
            attack(155, number -> upload(number, 10));
            return null;
        });
    }

    @Test
    void uploadsThatStopShort() throws Exception {
        nobodyNotices(() -> {
            attack(260, number -> upload(number, 1 << 10));
            return null;
        });
    }

    @Test
    void bodiesOfStrangersThatStopShort() throws Exception {
        nobodyNotices(() -> {
            attack(1980, this::signIn);
            return null;
        });
    }
}
