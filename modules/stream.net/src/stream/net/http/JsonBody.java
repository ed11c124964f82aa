package stream.net.http;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A request's body as a JSON object.
final class JsonBody {
    /// The longest text that the API takes is a description of 2000 characters; this is several times
    /// that with every character escaped.
    static final int MAX_BYTES = 64 * 1024;
    /// No request nests deeper than an array in an object.
    private static final int MAX_DEPTH = 8;

    /// Made at the first request, not at the start: finding the provider takes some milliseconds.
    private static final class Parsers {
        static final JsonParserFactory FACTORY = JsonProvider.provider()
            .createParserFactory(Map.of("org.eclipse.parsson.maxDepth", MAX_DEPTH));
    }

    private JsonBody() {}

    /// @throws HttpProblem 415
    static void checkType(String contentType) throws HttpProblem {
        int semicolon = contentType.indexOf(';');
        var type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        if (!type.trim().equalsIgnoreCase("application/json")) {
            throw new HttpProblem(415, "not-json", "The body must be application/json.");
        }
    }

    /// @throws HttpProblem 400
    static JsonObject parse(byte[] bytes) throws HttpProblem {
        // A decoder of its own: the parser's would put replacement characters for what is not UTF-8.
        var decoder = StandardCharsets.UTF_8.newDecoder();
        try (var parser = Parsers.FACTORY.createParser(
                new StringReader(decoder.decode(ByteBuffer.wrap(bytes)).toString()))) {
            if (parser.next() == JsonParser.Event.START_OBJECT) {
                var object = parser.getObject();
                if (!parser.hasNext()) {
                    return object;
                }
            }
        } catch (CharacterCodingException _) {
            // Said below.
        } catch (RuntimeException _) {
            // Parsson reports syntax as JsonException, and excessive depth as a plain RuntimeException.
        }
        throw new HttpProblem(400, "malformed-json", "The body is not a JSON object.");
    }
}
