package stream.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// IGDB's client against a server that answers as IGDB documents.
class IgdbTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2};
    private static final String GAMES = """
            [{"id":1942,"cover":{"id":89386,"image_id":"co1wyy"},"name":"The Witcher 3: Wild Hunt"},
             {"id":2,"name":"Zork"},
             {"id":3,"name":"Bad\\u0007 name"}, {"id":4,"cover":17,"name":"Odd cover"}, {"id":5}, 6,
             {"id":7,"name":"%s"}]""".formatted("x".repeat(61));

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Igdb igdb;
    private long nanos;
    private int tokens;
    private int status = 200;
    private String body = GAMES;
    private String goodToken = "token-1";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/token", exchange -> {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add("token");
            boolean known = form.equals("client_id=an+id&client_secret=a+secret&grant_type=client_credentials");
            var json = "{\"access_token\":\"token-" + ++tokens + "\",\"expires_in\":5587808,\"token_type\":\"bearer\"}";
            answer(exchange, known ? 200 : 403, json.getBytes(StandardCharsets.UTF_8));
        });
        server.createContext("/v4/games", exchange -> {
            var query = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(query);
            boolean known = "an id".equals(exchange.getRequestHeaders().getFirst("Client-ID"))
                    && ("Bearer " + goodToken).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, known ? status : 401, (known ? body : "[]").getBytes(StandardCharsets.UTF_8));
        });
        server.createContext("/covers/", exchange -> {
            requests.add(exchange.getRequestURI().getPath());
            answer(exchange, status, body.equals(GAMES) ? JPEG : body.getBytes(StandardCharsets.UTF_8));
        });
        server.start();
        igdb = client("a secret");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void findsGamesAndPassesOverWhatCannotBeShown() throws Exception {
        assertEquals(
                List.of(
                        new Game("The Witcher 3: Wild Hunt", "the-witcher-3-wild-hunt", "co1wyy"),
                        new Game("Zork", "zork", ""),
                        new Game("Odd cover", "odd-cover", "")),
                igdb.search("wild"));
        assertEquals(List.of("token", "search \"wild\"; fields name,cover.image_id; limit 20;"), requests);
    }

    @Test
    void usesATokenUntilShortlyBeforeItEnds() throws Exception {
        igdb.search("a");
        nanos += Duration.ofSeconds(5587808).minusMinutes(11).toNanos();
        igdb.search("b");
        assertEquals(1, tokens);

        nanos += Duration.ofMinutes(2).toNanos();
        goodToken = "token-2";
        igdb.search("c");
        assertEquals(2, tokens);
    }

    @Test
    void getsANewTokenWhenTheOldOneIsRefused() throws Exception {
        igdb.search("a");
        goodToken = "token-2";
        nanos += Duration.ofSeconds(1).toNanos();

        assertEquals(3, igdb.search("b").size());
        assertEquals(2, tokens);
    }

    @Test
    void getsNoFurtherThanOneNewToken() {
        goodToken = "another";
        assertEquals("IGDB answers 401", assertThrows(IOException.class, () -> igdb.search("a")).getMessage());
        assertEquals(2, tokens);
    }

    @Test
    void saysWhenTheSecretIsWrong() {
        var problem = assertThrows(IOException.class, () -> client("wrong").search("a"));
        assertTrue(problem.getMessage().contains("are the client id and secret right?"));
        assertTrue(!problem.getMessage().contains("wrong"));
    }

    @Test
    void tellsOfRefusalsAndOfWhatIsNoAnswer() {
        for (int refusal : new int[] {429, 500}) {
            status = refusal;
            nanos += Duration.ofSeconds(1).toNanos();
            assertThrows(IOException.class, () -> igdb.search("a"));
        }
        status = 200;
        for (var nonsense : List.of("", "{", "{}", "[[", "x".repeat(300 << 10))) {
            body = nonsense;
            nanos += Duration.ofSeconds(1).toNanos();
            assertThrows(IOException.class, () -> igdb.search("a"));
        }
    }

    @Test
    void quotesNothingOutOfTheSearch() throws Exception {
        igdb.search("a\"; where id = 1; \\");
        assertEquals("search \"a ; where id = 1;  \"; fields name,cover.image_id; limit 20;", requests.getLast());
    }

    @Test
    void fetchesCoversThatArePicturesAndNothingElse() throws Exception {
        assertArrayEquals(JPEG, igdb.cover("co1wyy"));
        assertEquals("/covers/co1wyy.jpg", requests.getLast());

        assertThrows(IOException.class, () -> igdb.cover("../token"));
        body = "<svg/>";
        assertThrows(IOException.class, () -> igdb.cover("co1wyy"));
        assertEquals(2, requests.size());
    }

    @Test
    void keepsRequestsAQuarterOfASecondApartAndRefusesRatherThanToWaitLong() throws Exception {
        var pace = new Pace(Duration.ofMillis(250), Duration.ofSeconds(1), () -> nanos);
        for (int i = 0; i <= 4; i++) {
            assertEquals(Duration.ofMillis(250 * i), pace.turn());
        }
        assertThrows(IOException.class, pace::turn);

        nanos += Duration.ofMillis(250).toNanos();
        assertEquals(Duration.ofSeconds(1), pace.turn());
        nanos += Duration.ofSeconds(10).toNanos();
        assertEquals(Duration.ZERO, pace.turn());
    }

    private Igdb client(String secret) {
        var here = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/");
        var addresses = new Igdb.Addresses(here.resolve("oauth2/token"), here.resolve("v4/"), here.resolve("covers/"));
        return new Igdb(addresses, "an id", secret, () -> nanos);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
