package stream.server.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;
import stream.server.http.HttpProblem;

/// Members of a JSON body.
final class Members {
    private Members() {}

    /// @throws HttpProblem 400 when it is missing or no string
    static String string(JsonObject body, String name) throws HttpProblem {
        return optional(body, name).orElseThrow(() -> wrong(name));
    }

    /// @throws HttpProblem 400 when it is there and no string
    static Optional<String> optional(JsonObject body, String name) throws HttpProblem {
        var value = body.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        throw wrong(name);
    }

    private static HttpProblem wrong(String name) {
        return new HttpProblem(400, "malformed", "The member \"" + name + "\" is missing or no string.");
    }
}
