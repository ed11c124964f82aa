package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    private static JsonObject read(String type, String body) throws IOException {
        JsonBody.checkType(type);
        return JsonBody.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static int statusOf(String type, String body) {
        return assertThrows(HttpProblem.class, () -> read(type, body)).status();
    }

    @Test
    void readsAnObject() throws IOException {
        assertEquals("ö", read("application/json", "{\"a\":\"ö\"}").getString("a"));
        assertEquals(1, read("Application/JSON; charset=utf-8", " {\"a\":1} ").getInt("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "1", "{", "{\"a\":}", "{} {}", "{}x", "{\"a\":1e}", "{\"a\":\"\\u12\"}",
        "{\"a\":[[[[[[[[[[1]]]]]]]]]]}"
    })
    void refusesWhatIsNoObject(String body) {
        assertEquals(400, statusOf("application/json", body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0af", "eda080", "f5808080", "c3"})
    void refusesTextThatIsNotUtf8(String hex) throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(HexFormat.of().parseHex(hex));
        body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        assertEquals(400, assertThrows(HttpProblem.class, () -> JsonBody.parse(body.toByteArray())).status());
    }

    @Test
    void refusesBottomlessNesting() {
        assertEquals(400, statusOf("application/json", "{\"a\":" + "[".repeat(60_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "text/json"})
    void refusesWhatFormsOfOtherSitesCanSend(String type) {
        assertEquals(415, statusOf(type, "{}"));
    }

    @Test
    void survivesNoise() {
        var random = new Random(5);
        var alphabet = "{}[]\",:\\u0019eE+-.truefalsn \u00e5";
        for (int n = 0; n < 20_000; n++) {
            var body = new StringBuilder("{");
            for (int i = random.nextInt(20); i > 0; i--) {
                body.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                read("application/json", body.toString());
            } catch (HttpProblem problem) {
                assertEquals(400, problem.status());
            } catch (IOException e) {
                throw new AssertionError(body.toString(), e);
            }
        }
    }
}
