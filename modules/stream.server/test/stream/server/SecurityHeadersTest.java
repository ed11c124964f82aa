package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every answer tells browsers not to do, on a whole server.
class SecurityHeadersTest {
    private static SiteOverHttp site;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        site = new SiteOverHttp(directory);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/", "/sign-in", "/dashboard", "/alva", "/embed/alva", "/app/early.js", "/nothing/here", "/%2e%2e/x",
        "/api/me", "/api/channels", "/api/channels/nobody", "/healthz"
    })
    void runsNothingThatIsNotAFileOfThisSite(String path) throws Exception {
        var answer = site.nobody().send("GET", path, "");
        var policy = header(answer, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'self'; "), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(policy.contains("object-src 'none'; base-uri 'none'; form-action 'self'"), policy);
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("same-origin", header(answer, "Referrer-Policy"));
        assertEquals("same-origin", header(answer, "Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", header(answer, "Cross-Origin-Resource-Policy"));
        if (path.endsWith(".js")) {
            // A script is no document that could use a device, and each page loads dozens.
            assertTrue(answer.headers().firstValue("Permissions-Policy").isEmpty());
            return;
        }
        var permissions = header(answer, "Permissions-Policy");
        for (var power : new String[] {"camera", "microphone", "display-capture", "geolocation"}) {
            assertTrue(permissions.contains(power + "=()"), permissions);
        }
    }

    @Test
    void letsNobodyFrameAnythingButTheEmbeddedPlayer() throws Exception {
        for (var path : new String[] {"/", "/alva", "/dashboard", "/embed/!", "/api/me", "/nothing"}) {
            var policy = header(site.nobody().send("GET", path, ""), "Content-Security-Policy");
            assertTrue(policy.endsWith("; frame-ancestors 'none'"), path + ": " + policy);
        }
        var embedded = header(site.nobody().send("GET", "/embed/alva", ""), "Content-Security-Policy");
        assertTrue(embedded.endsWith("; frame-ancestors *"), embedded);
    }
}
