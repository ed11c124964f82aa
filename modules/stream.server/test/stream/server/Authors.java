package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// People who sign up and edit their titles as fast as they can, and remember what they were answered.
/// The server must believe what it is told of their addresses, which are all different.
///
/// **Threads.** Any thread.
final class Authors {
    static final String[] BELIEVING = {"--trusted-proxies", "127.0.0.1"};
    private static final int EDITS = 8;
    private static final String TITLE = "title ";

    private final ServerProcess server;
    private final AtomicInteger made = new AtomicInteger();
    /// By name, the last edit that was answered; 0 for none but the account.
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();

    Authors(ServerProcess server) {
        this.server = server;
    }

    /// Signs people up, who edit their titles, until the server answers otherwise.
    ///
    /// @return that answer
    /// @throws IOException when the server is gone
    HttpResponse<String> write() throws IOException, InterruptedException {
        while (true) {
            int number = made.incrementAndGet();
            var name = "author" + number;
            var signedUp = server.send("POST", "/api/account",
                    "{\"username\":\"" + name + "\",\"password\":\"" + SiteOverHttp.PASSWORD + "\"}",
                    "X-Forwarded-For", "10.0." + number / 256 + "." + number % 256);
            if (signedUp.statusCode() != 201) {
                return signedUp;
            }
            answered.put(name, 0);
            var cookie = signedUp.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            for (int edit = 1; edit <= EDITS; edit++) {
                var edited = server.send(
                        "PATCH", "/api/me", "{\"title\":\"" + TITLE + edit + "\"}", "Cookie", cookie);
                if (edited.statusCode() != 200) {
                    return edited;
                }
                answered.put(name, edit);
            }
        }
    }

    /// How many sign-ups and edits were answered.
    int answers() {
        return answered.values().stream().mapToInt(edit -> edit + 1).sum();
    }

    /// Sees that all that was answered is there. What was not may be there as well.
    void assertKept(ServerProcess now) throws IOException, InterruptedException {
        for (var author : answered.entrySet()) {
            var channel = now.send("GET", "/api/channels/" + author.getKey(), "");
            assertEquals(200, channel.statusCode(), () -> author + ": " + channel.body() + "\n" + now.said());
            var title = SiteOverHttp.json(channel).getString("title");
            int edit = title.isEmpty() ? 0 : Integer.parseInt(title.substring(TITLE.length()));
            assertTrue(edit >= author.getValue(), author + " has the title " + title);
        }
    }
}
