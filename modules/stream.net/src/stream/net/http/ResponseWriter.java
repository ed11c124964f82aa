package stream.net.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// Writes a [Response] to the client: conditional requests, ranges of files, compression, HEAD, and
/// the headers that all answers share.
final class ResponseWriter {
    private final HttpExchange exchange;
    private long bodyBytes;

    ResponseWriter(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void write(Response response) throws IOException {
        var headers = exchange.getResponseHeaders();
        response.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
        SecurityHeaders.addTo(headers, switch (response.body()) {
            case Response.Body.Empty() -> "";
            case Response.Body.Bytes(var type, var _) -> type;
            case Response.Body.File(var type, var _) -> type;
        });
        if (!headers.containsKey("Cache-Control")) {
            // What the API says is true now; nobody may keep it.
            headers.set("Cache-Control", "no-store");
        }
        switch (response.body()) {
            case Response.Body.Empty() -> writeEmpty(response.status());
            case Response.Body.Bytes(var type, var bytes) -> writeBytes(response.status(), type, bytes);
            case Response.Body.File(var type, var path) -> writeFile(response.status(), type, path);
        }
    }

    /// How many bytes of a body were to be sent.
    long bodyBytes() {
        return bodyBytes;
    }

    private void writeBytes(int status, String type, byte[] content) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        if (status == 200 && isUnchanged()) {
            writeEmpty(304);
            return;
        }
        var bytes = content;
        if (!headers.containsKey("Content-Encoding") && ContentEncoding.isWorthIt(type, bytes.length)) {
            headers.set("Vary", "Accept-Encoding");
            if (ContentEncoding.acceptsGzip(requestHeader("Accept-Encoding"))) {
                headers.set("Content-Encoding", "gzip");
                bytes = ContentEncoding.gzip(bytes);
            }
        }
        if (begin(status, bytes.length)) {
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    /// A file's tag and length are taken from the open file's attributes: it may be replaced by a new
    /// version at any time, but not changed in place.
    private void writeFile(int status, String type, Path path) throws IOException {
        var headers = exchange.getResponseHeaders();
        try (var file = FileChannel.open(path)) {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            long size = file.size();
            headers.set("Content-Type", type);
            headers.set("Accept-Ranges", "bytes");
            headers.set("ETag", '"' + Long.toHexString(attributes.lastModifiedTime().toMillis())
                + "-" + Long.toHexString(size) + '"');
            if (status == 200 && isUnchanged()) {
                writeEmpty(304);
                return;
            }
            Optional<ByteRange> range;
            try {
                range = status == 200 ? range(size) : Optional.empty();
            } catch (ByteRange.Outside outside) {
                headers.set("Content-Range", "bytes */" + size);
                throw outside;
            }
            range.ifPresent(part -> headers.set("Content-Range", part.contentRange(size)));
            long first = range.map(ByteRange::first).orElse(0L);
            long length = range.map(ByteRange::length).orElse(size);
            if (begin(range.isPresent() ? 206 : status, length)) {
                file.position(first);
                try (var out = exchange.getResponseBody()) {
                    copy(Channels.newInputStream(file), out, length);
                }
            }
        } catch (NoSuchFileException _) {
            throw new HttpProblem(404, "not-found", "There is nothing here.");
        }
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        var buffer = new byte[64 * 1024];
        for (long left = length; left > 0;) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new IOException("the file became shorter while it was sent");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    private Optional<ByteRange> range(long size) throws HttpProblem {
        var wanted = requestHeader("Range");
        var condition = requestHeader("If-Range");
        boolean current = condition.isEmpty()
            || condition.get().equals(exchange.getResponseHeaders().getFirst("ETag"));
        if (wanted.isEmpty() || !current || !exchange.getRequestMethod().equals("GET")) {
            return Optional.empty();
        }
        return ByteRange.parse(wanted.get(), size);
    }

    private boolean isUnchanged() {
        var tag = exchange.getResponseHeaders().getFirst("ETag");
        return tag != null && EntityTag.matches(requestHeader("If-None-Match"), tag);
    }

    private Optional<String> requestHeader(String name) {
        return ExchangeRequest.header(exchange, name);
    }

    private void writeEmpty(int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    /// Sends the head.
    ///
    /// @return whether the body is to follow
    private boolean begin(int status, long length) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(status, -1);
            return false;
        }
        // HttpServer takes 0 for "of unknown length".
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        bodyBytes = length;
        return length > 0;
    }
}
