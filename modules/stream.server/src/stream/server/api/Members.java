package stream.server.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import stream.net.http.HttpProblem;

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

    /// @throws HttpProblem 400 when it is there and no whole number of 32 bits
    static Optional<Integer> optionalWhole(JsonObject body, String name) throws HttpProblem {
        var value = body.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                return Optional.of(number.intValueExact());
            } catch (ArithmeticException _) {
                throw wrong(name, "no whole number, or too large");
            }
        }
        throw wrong(name, "no whole number");
    }

    /// @throws HttpProblem 400 when it is there and neither true nor false
    static Optional<Boolean> optionalTruth(JsonObject body, String name) throws HttpProblem {
        var value = body.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return Optional.of(value == JsonValue.TRUE);
        }
        throw wrong(name, "neither true nor false");
    }

    /// @throws HttpProblem 400 when it is there and no list of strings
    static Optional<List<String>> optionalStrings(JsonObject body, String name) throws HttpProblem {
        var value = body.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
            return Optional.of(array.getValuesAs(JsonString::getString));
        }
        throw wrong(name, "no list of strings");
    }

    private static HttpProblem wrong(String name) {
        return wrong(name, "missing or no string");
    }

    private static HttpProblem wrong(String name, String what) {
        return new HttpProblem(400, "malformed", "The member \"" + name + "\" is " + what + ".");
    }
}
