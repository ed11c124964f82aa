package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stream.common.control.ChannelState.Presence;
import stream.common.control.ControlMessage;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.server.api.SessionCheck;
import stream.server.configuration.Configuration;
import stream.server.feature.Features;

/// A whole server on a database of its own, and people who send it requests.
final class SiteOverHttp implements AutoCloseable {
    static final String PASSWORD = "några ord på rad";

    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();

    SiteOverHttp(Path data, String... more) throws Exception {
        this(data, SessionCheck.INTERVAL, more);
    }

    /// @param sessionInterval how often it looks for sessions that have ended
    SiteOverHttp(Path data, Duration sessionInterval, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(more));
        server = Server.start(
                Configuration.of(arguments, Map.of(), Path.of("").toAbsolutePath(), Features.found().options()), Features.found(), sessionInterval);
    }

    URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.address().getPort() + path);
    }

    /// A new account, signed in.
    Person person(String name) throws Exception {
        return signedIn(nobody().send("POST", "/api/account", credentials(name)), 201);
    }

    /// Signs in once more, on another browser.
    Person again(String name) throws Exception {
        return signedIn(nobody().send("POST", "/api/session", credentials(name)), 200);
    }

    private Person signedIn(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return new Person(answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]);
    }

    private static String credentials(String name) {
        return Json.createObjectBuilder().add("username", name).add("password", PASSWORD).build().toString();
    }

    /// Streams with a key.
    SocketOverHttp publish(String key) throws IOException {
        return SocketOverHttp.open(http, uri("ws", "/api/publish"), "Authorization", "Bearer " + key);
    }

    /// Streams with a key, and is live.
    SocketOverHttp live(String key) throws Exception {
        var publisher = publish(key);
        publisher.await(ControlMessage.Welcome.class);
        publisher.packet(Track.VIDEO, MediaPacket.CONFIG,
                new TrackConfig.Video("vp8", 640, 360, new byte[0]).toPayload().array());
        publisher.packet(Track.VIDEO, MediaPacket.KEYFRAME, new byte[10]);
        publisher.await(ControlMessage.Channel.class, m -> m.channel().presence() == Presence.LIVE);
        return publisher;
    }

    /// Somebody who is not signed in.
    Person nobody() {
        return new Person("");
    }

    final class Person {
        final String cookie;

        private Person(String cookie) {
            this.cookie = cookie;
        }

        HttpResponse<String> send(String method, String path, String body) throws Exception {
            return http.send(request(path)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json")
                    .build(), BodyHandlers.ofString());
        }

        HttpResponse<byte[]> put(String path, String type, byte[] body) throws Exception {
            return http.send(request(path).PUT(BodyPublishers.ofByteArray(body)).header("Content-Type", type).build(),
                    BodyHandlers.ofByteArray());
        }

        HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
            var request = request(path);
            return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
        }

        JsonObject get(String path) throws Exception {
            var answer = send("GET", path, "");
            assertEquals(200, answer.statusCode(), answer.body());
            return json(answer);
        }

        /// Watches a channel and was welcomed.
        SocketOverHttp watch(String channel) throws Exception {
            var socket = watch(channel, 0);
            socket.await(ControlMessage.Welcome.class);
            return socket;
        }

        /// Watches a channel and has said hello.
        SocketOverHttp watch(String channel, long since) throws IOException {
            var socket = SocketOverHttp.open(
                    http, uri("ws", "/api/channels/" + channel + "/watch"), "Cookie", cookie);
            socket.say(new ControlMessage.Hello(ControlMessage.Format.NONE, since));
            return socket;
        }

        private HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(uri("http", path));
            return cookie.isEmpty() ? request : request.header("Cookie", cookie);
        }
    }

    static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        http.shutdownNow(); // which does not wait for the viewers, as closing would
        server.close();
    }
}
