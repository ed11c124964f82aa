package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profile pictures, on a whole server.
class PicturesOverHttpTest {
    /// One red pixel.
    private static final byte[] PIXEL = HexFormat.of().parseHex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
            + "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082");

    private static SiteOverHttp site;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        site = new SiteOverHttp(directory);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void showsThePictureToEverybodyUntilItIsRemoved() throws Exception {
        var alva = site.person("alva");
        assertEquals(204, site.nobody().bytes("/api/users/alva/picture").statusCode());

        assertEquals(204, alva.put("/api/me/picture", "image/png", PIXEL).statusCode());

        var picture = site.nobody().bytes("/api/users/ALVA/picture");
        assertEquals(200, picture.statusCode());
        assertEquals("image/png", picture.headers().firstValue("Content-Type").orElseThrow());
        var tag = picture.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, site.nobody().bytes("/api/users/alva/picture", "If-None-Match", tag).statusCode());
        assertEquals(200, site.nobody().bytes("/api/users/alva/picture?size=small").statusCode());

        assertEquals(204, alva.send("DELETE", "/api/me/picture", "").statusCode());
        assertEquals(204, site.nobody().bytes("/api/users/alva/picture").statusCode());
    }

    @Test
    void refusesWhatIsNoPicture() throws Exception {
        var boris = site.person("boris");
        assertEquals(400, boris.put("/api/me/picture", "image/png", new byte[100]).statusCode());
        assertEquals(413, boris.put("/api/me/picture", "image/png", new byte[(1 << 20) + 1]).statusCode());
        assertEquals(415, boris.put("/api/me/picture", "image/svg+xml", PIXEL).statusCode());
        assertEquals(401, site.nobody().put("/api/me/picture", "image/png", PIXEL).statusCode());
    }
}
