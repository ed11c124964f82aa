package stream.net.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Compression of what is worth compressing.
final class ContentEncoding {
    /// Below that an answer fits a single packet with its headers, compressed or not.
    private static final int LEAST_BYTES = 1024;

    private ContentEncoding() {}

    /// Whether compressing pays: text does, pictures and archives are compressed already.
    static boolean isWorthIt(String contentType, long bytes) {
        return bytes >= LEAST_BYTES
            && (contentType.startsWith("text/") || contentType.contains("json")
                || contentType.startsWith("image/svg+xml"));
    }

    /// Whether an `Accept-Encoding` header (RFC 9110 §12.5.3) allows gzip.
    static boolean acceptsGzip(Optional<String> acceptEncoding) {
        for (var item : acceptEncoding.orElse("").toLowerCase(Locale.ROOT).split(",")) {
            var parts = item.split(";", -1);
            if (parts[0].trim().equals("gzip")) {
                return parts.length < 2 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail so
        }
        return out.toByteArray();
    }
}
