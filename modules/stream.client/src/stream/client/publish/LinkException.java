package stream.client.publish;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import javax.net.ssl.SSLException;

/// No connection came about; [#setback()] says why.
final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;
    /// A problem document is a sentence or two; the rest is not for people.
    private static final int MOST_DETAIL_CHARACTERS = 300;
    /// The longest that a server may ask us to wait.
    private static final long MOST_RETRY_AFTER_SECONDS = 300;

    private final transient Setback setback;

    private LinkException(Setback setback, Throwable cause) {
        super(setback.kind().name(), cause);
        this.setback = setback;
    }

    Setback setback() {
        return setback;
    }

    /// Finds out why a WebSocket could not be opened.
    static LinkException of(Throwable failure) {
        return new LinkException(setbackOf(failure), failure);
    }

    private static Setback setbackOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebSocketHandshakeException refused) {
                return refusal(refused.getResponse());
            }
            if (cause instanceof SSLException tls) {
                return new Setback(Setback.Kind.UNTRUSTED, String.valueOf(tls.getMessage()));
            }
        }
        return new Setback(Setback.Kind.UNREACHABLE);
    }

    private static Setback refusal(HttpResponse<?> response) {
        long retryAfter;
        try {
            retryAfter = Long.parseLong(response.headers().firstValue("Retry-After").orElse("0"));
        } catch (NumberFormatException _) {
            retryAfter = 0; // a date: no server of ours sends one
        }
        retryAfter = Math.clamp(retryAfter, 0, MOST_RETRY_AFTER_SECONDS);
        return Setback.ofStatus(response.statusCode(), member(response, "code"), detail(response), retryAfter);
    }

    /// The server's own words: where it moved to, or what is the matter.
    private static String detail(HttpResponse<?> response) {
        var moved = response.headers().firstValue("Location");
        if (response.statusCode() / 100 == 3 && moved.isPresent()) {
            return cut("→ " + moved.get());
        }
        return member(response, "detail");
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MOST_DETAIL_CHARACTERS));
    }

    /// A text in an `application/problem+json` (RFC 9457) answer, empty where there is none.
    private static String member(HttpResponse<?> response, String name) {
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/problem+json") || !(response.body() instanceof String body)) {
            return "";
        }
        try (var reader = JsonProvider.provider().createReader(new StringReader(body))) {
            if (reader.readValue() instanceof JsonObject problem && problem.get(name) instanceof JsonString text) {
                return cut(text.getString());
            }
        } catch (JsonException | IllegalStateException _) {
            // Not what it says it is; the status alone must do.
        }
        return "";
    }
}
