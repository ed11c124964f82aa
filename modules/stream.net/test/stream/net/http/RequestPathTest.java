package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @Test
    void decodesSegments() throws HttpProblem {
        assertEquals(List.of(), RequestPath.parse("/", null).segments());
        assertEquals(List.of("a", "å b", ""), RequestPath.parse("/a/%C3%A5%20b/", null).segments());
        assertEquals(List.of("100%"), RequestPath.parse("/100%25", null).segments());
        assertEquals("/a/b", RequestPath.parse("/a/%62", null).text());
    }

    @Test
    void decodesTheQuery() throws HttpProblem {
        assertEquals(Map.of("q", "å b", "flag", "", "x", "1=2"),
            RequestPath.parse("/", "q=%C3%A5+b&flag&x=1=2&q=second").query());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "a", "/%", "/%4", "/%zz", "/%+1", "/%ff", "/%c0%af", "/%ed%a0%80", "/a%2fb", "/a%5cb", "/a%00", "/%0a",
        "/..", "/a/../b", "/%2e%2e/b", "/.", "/a/%2E"
    })
    void refusesWhatCouldMisleadSomebody(String path) {
        assertEquals(400, assertThrows(HttpProblem.class, () -> RequestPath.parse(path, null)).status());
    }

    @Test
    void refusesLongAddresses() {
        assertEquals(414, assertThrows(HttpProblem.class,
            () -> RequestPath.parse("/" + "a".repeat(3000), null)).status());
        assertEquals(414, assertThrows(HttpProblem.class,
            () -> RequestPath.parse("/", "a".repeat(3000))).status());
    }

    @Test
    void survivesNoise() {
        var random = new Random(3);
        var alphabet = "/.%2eEfF5cC0aå&=+\\\u0000~ ";
        for (int n = 0; n < 100_000; n++) {
            var path = new StringBuilder("/");
            for (int i = random.nextInt(12); i > 0; i--) {
                path.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                for (var segment : RequestPath.parse(path.toString(), path.substring(1)).segments()) {
                    assertFalse(segment.contains("/") || segment.contains("\\") || segment.equals("..")
                        || segment.indexOf(0) >= 0, path::toString);
                }
            } catch (HttpProblem problem) {
                assertEquals(400, problem.status());
            }
        }
    }
}
