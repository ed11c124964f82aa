package stream.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import stream.common.control.ChannelState.Presence;
import stream.common.control.ControlMessage;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Hello;
import stream.common.control.ControlMessage.Say;
import stream.common.control.ControlMessage.Welcome;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.server.configuration.Configuration;
import stream.server.feature.Features;

/// Publishing, watching and the directory on a whole server, through the JDK's own WebSocket client,
/// with and without encryption.
@ParameterizedClass(name = "tls: {0}")
@ValueSource(booleans = {false, true})
class LiveOverHttpTest {
    private static final String PASSWORD = "några ord på rad";

    @Parameter
    boolean tls;

    @TempDir
    Path folder;

    private Server server;
    private HttpClient http;
    private String host;
    private String cookie = "";

    @BeforeEach
    void start() throws Exception {
        // A context that was told to trust everybody still compares names, unless the trust manager is
        // an extended one.
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        http = HttpClient.newBuilder().sslContext(context).build();
        var arguments = List.of("--host", "127.0.0.1", "--port", "0", "--data", folder.toString());
        if (tls) {
            arguments = List.of(
                    "--host", "127.0.0.1", "--port", "0", "--data", folder.toString(), "--tls", "self-signed");
        }
        server = Server.start(Configuration.of(arguments, Map.of(), Path.of("").toAbsolutePath(), Features.found().options()), Features.found());
        host = "127.0.0.1:" + server.address().getPort();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    private SocketOverHttp connect(String path, String header, String value) throws IOException {
        return SocketOverHttp.open(
                http, URI.create((tls ? "wss://" : "ws://") + host + path), header, value);
    }

    private SocketOverHttp publisher(String key) throws Exception {
        var socket = connect("/api/publish", "Authorization", "Bearer " + key);
        socket.await(Welcome.class);
        return socket;
    }

    private SocketOverHttp viewer(String name, String session) throws IOException {
        var socket = connect("/api/channels/" + name + "/watch", "Cookie", session);
        socket.say(new Hello(Format.PACKETS, 0));
        return socket;
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create((tls ? "https://" : "http://") + host + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /// Signs up and stays signed in.
    ///
    /// @return a stream key
    private String signUp(String name) throws Exception {
        var body = Json.createObjectBuilder().add("username", name).add("password", PASSWORD).build();
        cookie = "";
        var answer = send("POST", "/api/account", body.toString());
        assertEquals(201, answer.statusCode(), new String(answer.body()));
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        var key = send("POST", "/api/me/key", "{}");
        try (var reader = Json.createReader(new StringReader(new String(key.body())))) {
            return reader.readObject().getString("key");
        }
    }

    private static byte[] config() {
        var config = new TrackConfig.Video("vp8", 640, 360, new byte[0]);
        return config.toPayload().array();
    }

    @Test
    void everyByteThatIsPublishedArrives() throws Exception {
        var publisher = publisher(signUp("Alva"));
        var keyframe = new byte[300_000];
        new Random(1).nextBytes(keyframe);
        publisher.packet(Track.VIDEO, MediaPacket.CONFIG, config());
        publisher.packet(Track.VIDEO, MediaPacket.KEYFRAME, keyframe);
        publisher.packet(Track.VIDEO, 0, new byte[20_000]);
        publisher.packet(Track.VIDEO, 0, new byte[3]);

        var viewer = viewer("alva", "");
        var packet = viewer.await(MediaPacket.class, MediaPacket::isKeyframe);
        var payload = new byte[packet.payload().remaining()];
        packet.payload().get(payload);
        assertArrayEquals(keyframe, payload);
        assertEquals(20_000, viewer.await(MediaPacket.class).payload().remaining());
        assertEquals(3, viewer.await(MediaPacket.class).payload().remaining());
    }

    @Test
    void theSessionSaysWhoChats() throws Exception {
        signUp("Alva");
        var alva = viewer("alva", cookie);
        assertEquals("Alva", alva.await(Welcome.class).user());
        var nobody = viewer("ALVA", "");
        assertEquals("", nobody.await(Welcome.class).user());

        alva.say(new Say("hej"));

        var line = nobody.await(Chat.class).messages().getFirst();
        assertEquals("Alva", line.name());
        assertEquals("hej", line.text());
    }

    @Test
    void theDirectoryShowsWhatIsLiveWithItsPicture() throws Exception {
        var key = signUp("Alva");
        assertEquals("{\"channels\":[]}", new String(send("GET", "/api/channels", "").body()));
        var offline = new String(send("GET", "/api/channels/alva", "").body());
        assertTrue(offline.contains("\"presence\":\"offline\""), offline);
        assertEquals(204, send("GET", "/api/channels/alva/picture", "").statusCode());

        var publisher = publisher(key);
        publisher.packet(Track.VIDEO, MediaPacket.CONFIG, config());
        publisher.packet(Track.VIDEO, MediaPacket.KEYFRAME, new byte[10]);
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB), "png", png);
        publisher.renumber();
        publisher.packet(Track.PICTURE, 0, png.toByteArray());
        send("PATCH", "/api/me", "{\"title\":\"Kodar\"}");
        publisher.await(ControlMessage.Channel.class, m -> m.channel().title().equals("Kodar"));

        var live = new String(send("GET", "/api/channels", "").body());
        assertTrue(live.contains("\"name\":\"Alva\",\"title\":\"Kodar\""), live);
        var picture = send("GET", "/api/channels/Alva/picture", "");
        assertArrayEquals(png.toByteArray(), picture.body());
        assertEquals("image/png", picture.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void refusesAWrongKeyAndAnUnknownChannel() throws Exception {
        var key = assertThrows(WebSocketHandshakeException.class, () -> publisher("strom_nonsense"));
        assertEquals(401, key.getResponse().statusCode());
        var none = assertThrows(WebSocketHandshakeException.class, () -> connect("/api/publish", "", ""));
        assertEquals(401, none.getResponse().statusCode());
        var name = assertThrows(WebSocketHandshakeException.class, () -> viewer("nobody", ""));
        assertEquals(404, name.getResponse().statusCode());
        assertEquals(404, send("GET", "/api/channels/nobody", "").statusCode());
    }

    @Test
    void aNewKeyEndsTheStreamWithTheOldOne() throws Exception {
        var publisher = publisher(signUp("Alva"));
        publisher.packet(Track.VIDEO, MediaPacket.CONFIG, config());
        publisher.packet(Track.VIDEO, MediaPacket.KEYFRAME, new byte[10]);
        publisher.await(ControlMessage.Channel.class, m -> m.channel().presence() == Presence.LIVE);

        assertEquals(201, send("POST", "/api/me/key", "{}").statusCode());

        assertEquals(4003, publisher.await(Integer.class));
    }

    @Test
    void aRemovedAccountTakesItsViewersAlong() throws Exception {
        signUp("Alva");
        var viewer = viewer("alva", "");
        viewer.await(Welcome.class);

        assertEquals(204, send("DELETE", "/api/me", "{\"password\":\"" + PASSWORD + "\"}").statusCode());

        assertEquals(4003, viewer.await(Integer.class));
    }

    @Test
    void aStoppingServerSaysSoAndKeepsTheChat() throws Exception {
        signUp("Alva");
        var viewer = viewer("alva", cookie);
        viewer.say(new Say("kvar"));
        assertInstanceOf(Chat.class, viewer.await(Chat.class));

        server.close();

        assertEquals(1001, viewer.await(Integer.class));
        var arguments = List.of("--host", "127.0.0.1", "--port", "0", "--data", folder.toString());
        try (var again = Server.start(Configuration.of(arguments, Map.of(), Path.of("").toAbsolutePath(), Features.found().options()), Features.found())) {
            tls = false;
            host = "127.0.0.1:" + again.address().getPort();
            assertEquals("kvar", viewer("alva", "").await(Chat.class).messages().getFirst().text());
        }
    }

    /// Believes every certificate.
    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
