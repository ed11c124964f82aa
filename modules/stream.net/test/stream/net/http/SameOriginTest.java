package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {
    private static void check(String host, String origin, String fetchSite) throws HttpProblem {
        check(false, host, origin, fetchSite);
    }

    private static void check(boolean secure, String host, String origin, String fetchSite) throws HttpProblem {
        SameOrigin.check(Optional.ofNullable(origin), Optional.ofNullable(fetchSite),
            new Origin(InetAddress.getLoopbackAddress(), secure, host == null ? "" : host));
    }

    @Test
    void takesNoPageThatCameInTheClearForOneOfAnEncryptedSite() {
        assertDoesNotThrow(() -> check(true, "live.example", "https://live.example", null));
        assertThrows(HttpProblem.class, () -> check(true, "live.example", "http://live.example", null));
        assertThrows(HttpProblem.class, () -> check(true, "live.example:443", "http://live.example:443", null));
    }

    @Test
    void namesBothAddressesAndTheCure() {
        var problem = assertThrows(HttpProblem.class, () -> check("127.0.0.1:8080", "https://live.example", null));
        assertTrue(problem.getMessage().contains("https://live.example"), problem.getMessage());
        assertTrue(problem.getMessage().contains("127.0.0.1:8080"), problem.getMessage());
        assertTrue(problem.getMessage().contains("proxy_set_header Host $host;"), problem.getMessage());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "live.example, http://live.example, -", "live.example, https://live.example, same-origin",
        "live.example:8080, http://live.example:8080, -", "LIVE.example, https://live.EXAMPLE:443, -",
        "live.example:80, http://live.example, -", "[::1]:8080, http://[::1]:8080, -", "[::1], http://[::1], -",
        "live.example, -, same-origin", "live.example, -, none", "live.example, -, -", "-, -, -"
    })
    void letsThisSiteAndProgramsIn(String host, String origin, String fetchSite) {
        assertDoesNotThrow(() -> check(host, origin, fetchSite));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "live.example, http://evil.example, -", "live.example, http://live.example.evil.example, -",
        "live.example, http://evil.example:80, same-origin", "live.example:8080, http://live.example:8081, -",
        "live.example:8080, http://live.example, -", "live.example, null, -", "live.example, '', -",
        "live.example, live.example, -", "live.example, file://live.example, -",
        "live.example, -, cross-site", "live.example, -, same-site", "-, http://live.example, -"
    })
    void keepsOtherSitesOut(String host, String origin, String fetchSite) {
        assertEquals(403, assertThrows(HttpProblem.class, () -> check(host, origin, fetchSite)).status());
    }
}
