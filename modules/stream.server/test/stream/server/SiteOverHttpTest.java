package stream.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonString;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteOverHttpTest {
    @Test
    void tellsWhichFeaturesItHas(@TempDir Path data) throws Exception {
        try (var site = new SiteOverHttp(data)) {
            var features = site.nobody().get("/api/site").getJsonArray("features").getValuesAs(JsonString::getString);
            assertTrue(features.containsAll(List.of("follows", "games", "pictures")), features.toString());
        }
    }
}
