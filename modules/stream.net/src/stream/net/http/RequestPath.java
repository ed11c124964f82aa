package stream.net.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A request's target, decoded once and for all: segments of text in which a slash cannot hide, and
/// the parameters of the query.
///
/// @param segments between the slashes: none for `/`, and an empty last one for `/a/`
/// @param query the first value of each parameter
record RequestPath(List<String> segments, Map<String, String> query) {
    /// Longer targets are nothing this site hands out.
    private static final int MAX_CHARS = 2048;

    /// @param rawPath as it was sent, beginning with a slash
    /// @param rawQuery as it was sent, or null
    /// @throws HttpProblem 400 or 414
    static RequestPath parse(String rawPath, String rawQuery) throws HttpProblem {
        if (rawPath == null || !rawPath.startsWith("/")) {
            throw malformed();
        }
        if (rawPath.length() + (rawQuery == null ? 0 : rawQuery.length()) > MAX_CHARS) {
            throw new HttpProblem(414, "address-too-long", "The address is too long.");
        }
        var segments = new ArrayList<String>();
        if (rawPath.length() > 1) {
            for (var raw : rawPath.substring(1).split("/", -1)) {
                segments.add(segment(raw));
            }
        }
        var query = new HashMap<String, String>();
        for (var raw : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int equals = raw.indexOf('=');
            var name = decode((equals < 0 ? raw : raw.substring(0, equals)).replace('+', ' '));
            var value = decode(equals < 0 ? "" : raw.substring(equals + 1).replace('+', ' '));
            query.putIfAbsent(name, value);
        }
        return new RequestPath(List.copyOf(segments), Map.copyOf(query));
    }

    /// The decoded path in one piece, for people; take decisions on the segments.
    String text() {
        return "/" + String.join("/", segments);
    }

    private static String segment(String raw) throws HttpProblem {
        var segment = decode(raw);
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '/' || c == '\\' || Character.isISOControl(c)) {
                throw malformed();
            }
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw malformed();
        }
        return segment;
    }

    /// Undoes percent-encoding (RFC 3986 §2.1); what comes out must be UTF-8.
    private static String decode(String raw) throws HttpProblem {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
            if (low < 0) {
                throw malformed();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            var utf8 = ByteBuffer.wrap(bytes.toByteArray());
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException _) {
            throw malformed();
        }
    }

    private static HttpProblem malformed() {
        return new HttpProblem(400, "malformed-address", "The address is malformed.");
    }
}
