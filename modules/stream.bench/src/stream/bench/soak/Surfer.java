package stream.bench.soak;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Reads pages, signs in and out, edits the profile, and leaves connections half open.
final class Surfer extends Person {
    private static final List<String> PAGES =
        List.of("/", "/soak0", "/api/channels", "/api/channels/soak1", "/healthz", "/nothing", "/%2e%2e/x", "/api/me");
    private static final List<String> HALVES = List.of(
        "", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", "POST /api/session HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"user", "nonsense\r\n\r\n",
        "GET /api/channels/soak0/watch HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

    private final Account account;

    Surfer(URI server, Account account, ActCounts counts, Random random) {
        super(server, counts, random);
        this.account = account;
    }

    @Override
    void act(Instant end) throws IOException, InterruptedException {
        switch (random.nextInt(8)) {
            case 0 -> signIn();
            case 1, 2 -> {
                counts.count("surfer stops in the middle");
                try (var socket = new Socket(server.getHost(), server.getPort())) {
                    socket.getOutputStream().write(
                        HALVES.get(random.nextInt(HALVES.size())).getBytes(StandardCharsets.US_ASCII));
                    rest(5000);
                }
            }
            default -> {
                try (var http = HttpClient.newHttpClient()) {
                    for (int i = random.nextInt(10); i >= 0; i--) {
                        counts.count("surfer reads");
                        Account.send(http, server, "GET", PAGES.get(random.nextInt(PAGES.size())), account.cookie(), "");
                    }
                }
            }
        }
    }

    private void signIn() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = Account.send(http, server, "POST", "/api/session", "", Account.credentials(account.name()));
            counts.count("surfer signs in: " + answer.statusCode());
            if (answer.statusCode() == 200) {
                var cookie = Account.cookie(answer);
                Account.send(http, server, "PATCH", "/api/me", cookie, "{\"title\":\"Titel " + random.nextInt() + "\"}");
                rest(2000);
                Account.send(http, server, "DELETE", "/api/session", cookie, "");
            }
        }
        rest(2000);
    }
}
