package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticFilesTest {
    @TempDir
    private Path folder;
    private Path www;
    private TestSite site;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws IOException {
        www = Files.createDirectory(folder.resolve("www"));
        Files.createDirectory(www.resolve("app"));
        Files.writeString(www.resolve("page.html"), "<p>" + "hello ".repeat(1000));
        Files.writeString(www.resolve("app/main.js"), "1");
        Files.writeString(www.resolve(".hidden"), "secret");
        Files.writeString(folder.resolve("secret.txt"), "secret");
        var files = new StaticFiles(www);
        site = new TestSite(new Router()
            .get("/{a}", r -> files.find(List.of(r.pathParameter("a")), r).orElseThrow(this::missing))
            .get("/{a}/{b}", r -> files
                .find(List.of(r.pathParameter("a"), r.pathParameter("b")), r)
                .orElseThrow(this::missing)));
    }

    private HttpProblem missing() {
        return new HttpProblem(404, "missing", "missing");
    }

    @AfterEach
    void close() {
        site.close();
        client.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(site.url(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("-");
    }

    @Test
    void servesFilesWithTheirTypes() throws Exception {
        var page = get("/page.html");
        assertEquals(200, page.statusCode());
        assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
        assertEquals("no-cache", header(page, "Cache-Control"));
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("text/javascript; charset=utf-8", header(get("/app/main.js"), "Content-Type"));
    }

    @Test
    void compressesForThoseWhoTakeIt() throws Exception {
        var plain = get("/page.html");
        var compressed = get("/page.html", "Accept-Encoding", "gzip");
        assertEquals("gzip", header(compressed, "Content-Encoding"));
        assertEquals("Accept-Encoding", header(plain, "Vary"));
        assertTrue(compressed.body().length < plain.body().length / 5);
        assertArrayEquals(plain.body(),
            new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes());
        assertEquals("-", header(get("/app/main.js", "Accept-Encoding", "gzip"), "Content-Encoding"));
    }

    @Test
    void sendsNothingThatTheClientHas() throws Exception {
        var tag = header(get("/page.html"), "ETag");
        var again = get("/page.html", "If-None-Match", tag, "Accept-Encoding", "gzip");
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals(200, get("/page.html", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    void seesThatAFileWasEdited() throws Exception {
        var before = get("/app/main.js");
        Files.writeString(www.resolve("app/main.js"), "2");
        var later = FileTime.from(Instant.parse("2031-01-01T00:00:00Z"));
        Files.setLastModifiedTime(www.resolve("app/main.js"), later);
        var after = get("/app/main.js");
        assertEquals("2", new String(after.body()));
        assertNotEquals(header(before, "ETag"), header(after, "ETag"));
    }

    @Test
    void sendsPartsOfLargeFiles() throws Exception {
        var bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        Files.write(www.resolve("big.bin"), bytes);
        var whole = get("/big.bin");
        assertArrayEquals(bytes, whole.body());
        var outside = get("/big.bin", "Range", "bytes=3000000-");
        assertEquals(416, outside.statusCode());
        assertEquals("bytes */3000000", header(outside, "Content-Range"));
        var part = get("/big.bin", "Range", "bytes=1000-1999", "If-Range", header(whole, "ETag"));
        assertEquals(206, part.statusCode());
        assertEquals("bytes 1000-1999/3000000", header(part, "Content-Range"));
        assertArrayEquals(Arrays.copyOfRange(bytes, 1000, 2000), part.body());
        assertEquals(200, get("/big.bin", "Range", "bytes=1000-1999", "If-Range", "\"old\"").statusCode());
        assertEquals(416, get("/big.bin", "Range", "bytes=3000000-").statusCode());
        assertEquals(304, get("/big.bin", "If-None-Match", header(whole, "ETag")).statusCode());
    }

    @Test
    void answersHeadWithTheSameLength() throws Exception {
        var head = client.send(HttpRequest.newBuilder(URI.create(site.url("/page.html"))).HEAD().build(),
            HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(Long.toString(Files.size(www.resolve("page.html"))), header(head, "Content-Length"));
        assertEquals(0, head.body().length);
    }

    @Test
    void staysInItsFolder() throws Exception {
        Files.createSymbolicLink(www.resolve("link.txt"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(www.resolve("up"), folder);
        for (var path : new String[] {
            "/.hidden", "/link.txt", "/up/secret.txt", "/app", "/..%2fsecret.txt", "/%2e%2e/secret.txt",
            "/..%5csecret.txt", "/app%2f..%2f..%2fsecret.txt", "/~", "/page.html%00.js", "/missing.html"
        }) {
            var answer = get(path);
            assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, path + answer.statusCode());
            assertFalse(new String(answer.body()).contains("secret"), path);
        }
    }
}
