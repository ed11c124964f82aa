package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import stream.server.configuration.Configuration;
import stream.server.feature.Features;
import stream.server.store.MariaDbServer;

/// A site whose database goes away: nobody is sent away for it, and nothing needs a restart.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class DatabaseAwayTest {
    private static final String CREDENTIALS = "{\"username\":\"alva\",\"password\":\"några ord på rad\"}";

    private static final int EDITORS = 4;
    /// Of each, before the database is killed; fewer than an account may make at once.
    private static final int EDITS = 5;

    private MariaDbServer database;
    private Server server;
    private HttpClient http;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        database = MariaDbServer.shared();
        var settings = database.newDatabase();
        server = Server.start(Configuration.of(
                List.of("--host", "127.0.0.1", "--port", "0", "--data", directory.toString(),
                        "--database", settings.url(), "--database-user", settings.user()),
                Map.of(),
                Path.of("").toAbsolutePath(), Features.found().options()), Features.found());
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            http.shutdownNow(); // which does not wait for the viewers, as closing would
            server.close();
        }
        if (database != null && !database.alive()) {
            database.start();
        }
    }

    @Test
    void keepsViewersAndRefusesTheRestUntilItIsBack() throws Exception {
        var session = send("POST", "/api/account", CREDENTIALS, "")
                .headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        var viewer = watch(session);
        assertTrue(viewer.next("welcome").contains("\"user\":\"alva\""));

        database.kill();

        assertAway(send("POST", "/api/session", CREDENTIALS, ""));
        assertAway(send("GET", "/api/me", "", session));
        assertAway(send("GET", "/api/channels/nobody", "", ""));
        assertAway(send("GET", "/healthz", "", ""));
        assertEquals(200, send("GET", "/", "", "").statusCode());
        assertEquals(200, send("GET", "/api/channels/alva", "", "").statusCode());
        viewer.say("{\"type\":\"clock\",\"sent\":7}");
        assertTrue(viewer.next("time").contains("\"sent\":7"));
        viewer.say("{\"type\":\"say\",\"text\":\"är du kvar?\"}");
        assertTrue(viewer.next("chat").contains("är du kvar?"));
        assertTrue(watch(session).next("welcome").contains("\"name\":\"alva\""));

        database.start();

        assertEquals(200, send("POST", "/api/session", CREDENTIALS, "").statusCode());
        assertTrue(send("GET", "/api/me", "", session).body().contains("alva"));
        assertEquals(200, send("GET", "/healthz", "", "").statusCode());
        assertTrue(watch(session).next("welcome").contains("\"user\":\"alva\""));
        assertFalse(viewer.closed());
    }

    @Test
    void losesNothingThatWasAnsweredWhenItIsKilledAmidEdits() throws Exception {
        var editors = new ArrayList<Editor>();
        for (int i = 0; i < EDITORS; i++) {
            editors.add(new Editor("editor" + i));
        }
        var tasks = editors.stream().map(FutureTask::new).toList();
        tasks.forEach(Thread::startVirtualThread);
        while (editors.stream().anyMatch(editor -> editor.answered < EDITS)) {
            Thread.sleep(1); // they need the processor
        }
        database.kill();
        for (var editor : editors) {
            editor.refused.await();
        }
        database.start();
        for (var task : tasks) {
            task.get();
        }
        for (var editor : editors) {
            var title = SiteOverHttp.json(send("GET", "/api/me", "", editor.cookie)).getJsonObject("user").getString("title");
            assertTrue(Integer.parseInt(title) >= editor.answered, editor.answered + " was answered, and not " + title);
        }
    }

    /// Numbers a title until that was refused for a while and then answered again.
    private final class Editor implements Callable<Void> {
        private final String cookie;
        private final CountDownLatch refused = new CountDownLatch(1);
        private volatile int answered;

        Editor(String name) throws Exception {
            cookie = send("POST", "/api/account", CREDENTIALS.replace("alva", name), "")
                    .headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        }

        @Override
        public Void call() throws Exception {
            for (int number = 1; ; number++) {
                var answer = send("PATCH", "/api/me", "{\"title\":\"" + number + "\"}", cookie);
                if (answer.statusCode() == 200) {
                    answered = number;
                    if (refused.getCount() == 0) {
                        return null;
                    }
                } else {
                    assertAway(answer);
                    refused.countDown();
                    Thread.sleep(Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElseThrow()));
                }
            }
        }
    }

    private static void assertAway(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode());
        assertTrue(answer.headers().firstValueAsLong("Retry-After").orElseThrow() > 0);
        assertTrue(answer.body().contains("\"database-away\""));
    }

    private HttpResponse<String> send(String method, String path, String body, String cookie) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + host() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private Viewer watch(String cookie) {
        var viewer = new Viewer();
        var socket = http.newWebSocketBuilder()
                .header("Cookie", cookie)
                .buildAsync(URI.create("ws://" + host() + "/api/channels/alva/watch"), viewer)
                .join();
        viewer.socket = socket;
        viewer.say("{\"type\":\"hello\",\"format\":\"packets\",\"since\":0}");
        return viewer;
    }

    private String host() {
        return "127.0.0.1:" + server.address().getPort();
    }

    /// Collects what a viewer is told.
    private static final class Viewer implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private volatile boolean closed;
        private WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed = true;
            return null;
        }

        void say(String message) {
            socket.sendText(message, true).join();
        }

        /// The next message of a type, or a failure when it does not come for long.
        String next(String type) throws InterruptedException {
            while (true) {
                var message = heard.poll(30, TimeUnit.SECONDS);
                if (message == null || message.contains("\"type\":\"" + type + "\"")) {
                    return String.valueOf(message);
                }
            }
        }

        boolean closed() {
            return closed;
        }
    }
}
