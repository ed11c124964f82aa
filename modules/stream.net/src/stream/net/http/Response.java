package stream.net.http;

import jakarta.json.JsonStructure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a [Handler] answers.
///
/// @param headers beyond those that follow from the body
public record Response(int status, List<Map.Entry<String, String>> headers, Body body) {

    /// What follows the headers.
    public sealed interface Body {
        /// @param bytes owned by the body from here on
        record Bytes(String contentType, byte[] bytes) implements Body {}

        /// A file that exists.
        record File(String contentType, Path path) implements Body {}

        record Empty() implements Body {}
    }

    public Response {
        headers = List.copyOf(headers);
    }

    public static Response json(int status, JsonStructure json) {
        var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        return new Response(status, List.of(), new Body.Bytes("application/json; charset=utf-8", bytes));
    }

    public static Response bytes(String contentType, byte[] bytes) {
        return new Response(200, List.of(), new Body.Bytes(contentType, bytes));
    }

    /// The same answer, for a page that any other site may show in a frame: it must do nothing in the
    /// name of who is signed in.
    public Response framable() {
        return with("Content-Security-Policy", SecurityHeaders.contentSecurityPolicy("*"));
    }

    /// The same answer, for a page that may ask for screen, camera and microphone.
    public Response capturing() {
        return with("Permissions-Policy", SecurityHeaders.CAPTURING_PERMISSIONS_POLICY);
    }

    public static Response noContent() {
        return new Response(204, List.of(), new Body.Empty());
    }

    /// The same answer with a tag of its bytes, so that who has them need not get them again.
    public Response tagged() {
        return body instanceof Body.Bytes(_, var bytes) ? with("ETag", EntityTag.of(bytes)) : this;
    }

    /// The same answer with one more header.
    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Response(status, more, body);
    }
}
