package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pages may do, as the server's headers say.
class PagesOverHttpTest {
    @TempDir
    private Path data;

    private static String permissions(SiteOverHttp site, String path) throws Exception {
        var answer = site.nobody().send("GET", path, "");
        assertEquals(200, answer.statusCode());
        return answer.headers().firstValue("Permissions-Policy").orElseThrow();
    }

    @Test
    void theStudioAloneMayCapture() throws Exception {
        try (var site = new SiteOverHttp(data)) {
            site.person("alva");
            for (var device : new String[] {"camera", "microphone", "display-capture"}) {
                assertTrue(permissions(site, "/studio").contains(device + "=(self)"), device);
                for (var path : new String[] {"/", "/dashboard", "/alva", "/embed/alva", "/api/channels"}) {
                    assertTrue(permissions(site, path).contains(device + "=()"), path + " " + device);
                }
            }
        }
    }
}
