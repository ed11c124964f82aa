package stream.net.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Fuzz target: whatever somebody writes to the public port. The server must end the connection, and must
/// not find a bug in itself.
public final class FrontDoorFuzz {
    private static TestSite site;

    private FrontDoorFuzz() {}

    private static synchronized TestSite site() {
        if (site == null) {
            try {
                site = new TestSite(new Router()
                    .get("/", _ -> TestSite.text("hello"))
                    .post("/echo", request -> Response.json(200, request.json()))
                    .socket("/socket", TestSite.LIMITS, TestSite.echo()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return site;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try (var client = site().connect()) {
            client.send(input);
            client.socket().shutdownOutput();
            var answer = new String(client.rest(), StandardCharsets.ISO_8859_1);
            if (!answer.isEmpty() && !answer.startsWith("HTTP/1.1 ") || answer.contains("HTTP/1.1 500")) {
                throw new IllegalStateException(answer);
            }
        } catch (SocketTimeoutException e) {
            throw new IllegalStateException("the connection is not ended", e);
        } catch (IOException _) {
            // Reset: the server did not read all.
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
            "GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".repeat(2),
            "HEAD / HTTP/1.0\r\n\r\n", "OPTIONS /echo HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n0\r\n\r\n",
            TestSite.handshake("/socket") + "\u0081\u0080\0\0\0\0\u0088\u0082\0\0\0\0\u0003\u00e8")
            .stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }
}
