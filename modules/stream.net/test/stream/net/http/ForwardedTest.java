package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        for=192.0.2.60                        | 192.0.2.60
        For="192.0.2.60:4711"                 | 192.0.2.60
        for="[2001:db8:cafe::17]:4711"        | 2001:db8:cafe:0:0:0:0:17
        by=203.0.113.43;for=192.0.2.60        | 192.0.2.60
        for="192.0.2\\.60"                    | 192.0.2.60
        for=unknown                           | -
        for=_hidden                           | -
        for=evil.example                      | -
        for=1.2.3                             | -
        for=999.2.3.4                         | -
        proto=https                           | -
        """)
    void readsTheClient(String header, String client) {
        var hop = Forwarded.parse(header).getFirst();
        assertEquals(client, hop.client().map(InetAddress::getHostAddress).orElse("-"));
    }

    @Test
    void readsHopAfterHop() {
        var hops = Forwarded.parse("for=6.6.6.6, for=1.2.3.4;proto=https ; host=\"live.example:8443\",for=unknown");
        assertEquals(3, hops.size());
        assertEquals(new Forwarded(Optional.of(InetAddress.ofLiteral("1.2.3.4")), Optional.of("https"),
            Optional.of("live.example:8443")), hops.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "for", "=1.2.3.4", "for=1.2.3.4;", "for=1.2.3.4 for=5.6.7.8", "for=\"1.2.3.4", ",,",
        "for=1.2.3.4;for=5.6.7.8", "for=a b", "for=\"a\\"
    })
    void believesNothingOfWhatIsMalformed(String header) {
        assertEquals(List.of(), Forwarded.parse(header));
    }

    @Test
    void keepsToTheLastHops() {
        assertTrue(Forwarded.parse("for=6.6.6.6,".repeat(2000) + "for=1.2.3.4").size() <= 20);
    }

    @Test
    void survivesNoise() {
        var random = new Random(3);
        var alphabet = "for=proto;,\"\\ []:.12_ \t\u00e5";
        for (int n = 0; n < 50_000; n++) {
            var header = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Forwarded.parse(header.toString());
        }
        Forwarded.parse("for=\"" + "\\a".repeat(16_000)); // no pattern that takes for ever
        Forwarded.parse("for=" + " ".repeat(32_000) + "\"");
    }
}
