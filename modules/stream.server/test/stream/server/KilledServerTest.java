package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Hello;
import stream.common.control.ControlMessage.Removed;
import stream.common.control.ControlMessage.Say;
import stream.server.store.MariaDbServer;

/// The server killed in the middle of sign-ups, title edits and moderation: what was answered is there
/// afterwards.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class KilledServerTest {
    private static final int AUTHORS = 4;
    private static final int ANSWERS = 100;

    @Test
    void keepsWhatWasAnsweredInTheEmbeddedDatabase(@TempDir Path data) throws Exception {
        killAndLook(data);
    }

    @Test
    void keepsWhatWasAnsweredInMariaDb(@TempDir Path data) throws Exception {
        var database = MariaDbServer.shared().newDatabase();
        killAndLook(data, "--database", database.url(), "--database-user", database.user());
    }

    @Test
    void aLineOfChatThatWasTakenAwayStaysAway(@TempDir Path data) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            long line;
            String cookie;
            try (var server = ServerProcess.start(List.of(), List.of(), data)) {
                cookie = server.send("POST", "/api/account",
                                "{\"username\":\"alva\",\"password\":\"" + SiteOverHttp.PASSWORD + "\"}")
                        .headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
                var socket = watch(http, server, cookie, 0);
                socket.say(new Say("one"));
                line = socket.await(Chat.class).messages().getFirst().id();
                assertEquals(204, server.send(
                        "DELETE", "/api/channels/alva/messages/" + line, "", "Cookie", cookie).statusCode());
                server.kill();
            }
            try (var server = ServerProcess.start(List.of(), List.of(), data)) {
                while (server.send("GET", "/healthz", "").statusCode() != 200) {
                    Thread.sleep(100); // until the timeout of the test
                }
                // Somebody who still shows it.
                assertEquals(List.of(line), watch(http, server, cookie, line).await(Removed.class).ids());
            } finally {
                http.shutdownNow();
            }
        }
    }

    private static SocketOverHttp watch(HttpClient http, ServerProcess server, String cookie, long since)
            throws Exception {
        var uri = URI.create("ws://" + server.site().getAuthority() + "/api/channels/alva/watch");
        var socket = SocketOverHttp.open(http, uri, "Cookie", cookie);
        socket.say(new Hello(Format.NONE, since));
        return socket;
    }

    private static void killAndLook(Path data, String... database) throws Exception {
        var arguments = new ArrayList<>(List.of(Authors.BELIEVING));
        arguments.addAll(List.of(database));
        var options = arguments.toArray(String[]::new);
        Authors authors;
        try (var server = ServerProcess.start(List.of(), List.of(), data, options)) {
            authors = new Authors(server);
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < AUTHORS; i++) {
                threads.add(Thread.ofVirtual().start(() -> write(authors)));
            }
            while (authors.answers() < ANSWERS) {
                Thread.sleep(1); // they need the processor
            }
            server.kill();
            for (var thread : threads) {
                thread.join();
            }
        }
        try (var server = ServerProcess.start(List.of(), List.of(), data, options)) {
            authors.assertKept(server);
            var credentials = "{\"username\":\"author1\",\"password\":\"" + SiteOverHttp.PASSWORD + "\"}";
            assertEquals(200, server.send("POST", "/api/session", credentials).statusCode());
        }
    }

    private static void write(Authors authors) {
        try {
            var refusal = authors.write();
            throw new AssertionError("refused: " + refusal.body()); // which the missing answers would tell as well
        } catch (IOException _) {
            // Killed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
