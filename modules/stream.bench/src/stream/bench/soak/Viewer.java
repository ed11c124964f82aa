package stream.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/// Watches this and that, and chats, stops, stalls or asks too much meanwhile.
final class Viewer extends Person {
    private static final List<String> FORMATS = List.of("packets", "packets", "mp4", "none");

    private final List<Account> accounts;

    Viewer(URI server, List<Account> accounts, ActCounts counts, Random random) {
        super(server, counts, random);
        this.accounts = accounts;
    }

    @Override
    void act(Instant end) throws IOException, InterruptedException, ExecutionException {
        try (var http = HttpClient.newHttpClient()) {
            var listening = new Listening();
            var builder = http.newWebSocketBuilder();
            if (random.nextBoolean()) {
                builder.header("Cookie", accounts.get(random.nextInt(accounts.size())).cookie());
            }
            var channel = accounts.get(random.nextInt(accounts.size())).name();
            var socket = builder.buildAsync(
                URI.create("ws://" + server.getAuthority() + "/api/channels/" + channel + "/watch"), listening).get();
            try {
                visit(socket, listening, end);
            } finally {
                // However it ended: closing the client waits for sockets, and one that has stalled hears no close.
                socket.abort();
                http.shutdownNow();
            }
        }
    }

    private void visit(WebSocket socket, Listening listening, Instant end)
            throws InterruptedException, ExecutionException {
        if (random.nextInt(10) > 0) { // some say nothing
            say(socket, "{\"type\":\"hello\",\"format\":\"" + FORMATS.get(random.nextInt(FORMATS.size()))
                + "\",\"since\":0}");
        }
        watch(socket, listening, within(1, 15, end));
        if (random.nextBoolean()) {
            counts.count("viewer leaves");
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
        } else {
            counts.count("viewer vanishes");
        }
    }

    private void watch(WebSocket socket, Listening listening, Instant until)
            throws InterruptedException, ExecutionException {
        while (Instant.now().isBefore(until)) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    counts.count("viewer chats");
                    say(socket, "{\"type\":\"say\",\"text\":\"rad " + random.nextInt() + "\"}");
                }
                case 1 -> say(socket, "{\"type\":\"play\",\"on\":" + random.nextBoolean() + "}");
                case 2 -> {
                    counts.count("viewer talks nonsense");
                    say(socket, "{".repeat(1 + random.nextInt(50)));
                }
                case 3 -> {
                    if (random.nextInt(5) == 0) {
                        counts.count("viewer stalls");
                        listening.stall();
                    }
                }
                case 4 -> {
                    if (random.nextInt(10) == 0) {
                        counts.count("viewer floods");
                        for (int i = 0; i < 100; i++) {
                            say(socket, "{\"type\":\"clock\",\"sent\":" + i + "}");
                        }
                    }
                }
                default -> say(socket, "{\"type\":\"clock\",\"sent\":1}");
            }
            rest(1000);
        }
    }

    private static void say(WebSocket socket, String text) throws InterruptedException, ExecutionException {
        socket.sendText(text, true).get();
    }
}
