package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests whose end two programs could see in two places (RFC 9112 §11.2): a proxy would forward
/// what hides in them as a body, and the server must not take it for a request.
@Timeout(60)
class SmugglingTest {
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static TestSite site;

    @BeforeAll
    static void open() throws IOException {
        site = new TestSite(new Router()
            .get("/hidden", _ -> TestSite.text("smuggled"))
            .get("/hello", _ -> TestSite.text("hello"))
            .post("/echo", request -> Response.json(200, request.json())));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /// Everything that the server says to a head with these lines and what follows it.
    private static String answers(String head, String rest) throws IOException {
        try (var client = site.connect()) {
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + head
                + "\r\n\r\n" + rest);
            client.socket().shutdownOutput();
            return new String(client.rest(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 0\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 0",
        "Content-Length: 0\r\nContent-Length: 44", "Content-Length: 44\r\nContent-Length: 0",
        "Content-Length: 0, 44", "Content-Length: +0", "Content-Length: -1", "Content-Length: 0x0",
        "Content-Length: 99999999999999999999", "Content-Length: ", "Content-Length : 0",
        "Transfer-Encoding: chunked, identity", "Transfer-Encoding: identity", "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding : chunked", "Content\u0000-Length: 0"
    })
    void refusesAnEndThatIsDoubtful(String lines) throws IOException {
        var answers = answers(lines, "0\r\n\r\n" + HIDDEN);
        assertTrue(answers.startsWith("HTTP/1.1 400 ") || answers.startsWith("HTTP/1.1 411 ")
            || answers.startsWith("HTTP/1.1 501 "), answers);
        assertFalse(answers.contains("malformed-json"), answers);
        assertFalse(answers.contains("smuggled"), answers);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "X: y", "Host: a.example\r\nHost: b.example", "Host: localhost\r\nHost: localhost",
        "Host: localhost\r\nX: a\u0000b", "Host: localhost\r\nX: a\u000bb", "Host: localhost\r\nX: a\u007fb",
        "Host: local\u0000host"
    })
    void refusesAHeadThatIsDoubtful(String lines) throws IOException {
        try (var client = site.connect()) {
            client.send("GET /hello HTTP/1.1\r\n" + lines + "\r\n\r\n" + HIDDEN);
            var answers = new String(client.rest(), StandardCharsets.UTF_8);
            assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
            assertFalse(answers.contains("smuggled"), answers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0\r\n\r\n", "0;ext\r\n\r\n", "0x0\r\n\r\n", "-0\r\n\r\n", "+0\r\n\r\n", "10000000000000000\r\n\r\n",
        "\r\n\r\n", "g\r\n\r\n", "0 0\r\n\r\n", "0\n\n", "1\r\nab\r\n0\r\n\r\n", "2\r\n{}\r\n0\r\nX: y\r\n\r\n"
    })
    void answersNothingThatFollowsChunks(String chunks) throws IOException {
        assertFalse(answers("Transfer-Encoding: chunked", chunks + HIDDEN).contains("smuggled"));
    }

    @Test
    void readsAFoldedLineAsAPartOfTheOneBefore() throws IOException {
        assertFalse(answers("X: y\r\n Content-Length: 0", "0\r\n\r\n" + HIDDEN).contains("smuggled"));
    }

    @Test
    void takesABodyForABodyWhateverTheMethod() throws IOException {
        try (var client = site.connect()) {
            client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n"
                + HIDDEN + "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertEquals(2, new String(client.rest(), StandardCharsets.UTF_8).split("hello", -1).length - 1);
        }
    }
}
