package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other sites and search engines see of a channel.
class PreviewsTest {
    private static final String HOSTILE = "\"><script>alert('1')</script>&$1\\";

    @TempDir
    private Path data;

    @Test
    void aChannelsPageDescribesItself() throws Exception {
        try (var site = new SiteOverHttp(data)) {
            site.person("Alva").send("PATCH", "/api/me", "{\"title\":\"Pixlar & te\",\"description\":\"Vi ritar\\nen stad.\"}");
            var page = site.nobody().send("GET", "/alva", "").body();
            var address = site.uri("http", "/Alva").toString();

            assertTrue(page.contains("<title>Pixlar &amp; te – Alva – Ström</title>"), page);
            assertTrue(page.contains("<meta name=\"description\" content=\"Vi ritar en stad.\">"), page);
            assertTrue(page.contains("<meta property=\"og:title\" content=\"Pixlar &amp; te – Alva\">"), page);
            assertTrue(page.contains("<meta property=\"og:url\" content=\"" + address + "\">"), page);
            assertTrue(page.contains("<link rel=\"canonical\" href=\"" + address + "\">"), page);
            assertTrue(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"), page);
            assertTrue(page.contains("/icons/icon-512.png\">"), page);
            assertEquals(page.indexOf("<title>"), page.lastIndexOf("<title>"));
            assertEquals(page.indexOf("name=\"description\""), page.lastIndexOf("name=\"description\""));
        }
    }

    @Test
    void markupInATitleIsText() throws Exception {
        try (var site = new SiteOverHttp(data)) {
            var hostile = HOSTILE.replace("\\", "\\\\").replace("\"", "\\\"");
            site.person("alva").send("PATCH", "/api/me", "{\"title\":\"" + hostile + "\",\"description\":\"" + hostile + "\"}");
            var page = site.nobody().send("GET", "/alva", "").body();
            assertFalse(page.contains("<script>alert"), page);
            assertTrue(page.contains("&quot;&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;$1\\"), page);
        }
    }

    @Test
    void thePlayerCanBeHadByOembed() throws Exception {
        try (var site = new SiteOverHttp(data)) {
            site.person("Alva");
            var address = URLEncoder.encode(site.uri("http", "/alva").toString(), StandardCharsets.UTF_8);
            var player = site.nobody().get("/api/oembed?url=" + address + "&maxwidth=640");
            assertEquals("video", player.getString("type"));
            assertEquals(640, player.getInt("width"));
            assertEquals(360, player.getInt("height"));
            assertTrue(player.getString("html").contains(site.uri("http", "/embed/Alva") + "\""), player.toString());
            assertEquals(404, site.nobody().send("GET", "/api/oembed?url=http://x/no_such_one", "").statusCode());
            assertEquals(404, site.nobody().send("GET", "/api/oembed?url=%5B%5D", "").statusCode());
            assertEquals(501, site.nobody().send("GET", "/api/oembed?format=xml&url=" + address, "").statusCode());
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        try (var site = new SiteOverHttp(data)) {
            assertEquals(404, site.nobody().send("GET", "/no_such_one", "").statusCode());
            var embed = site.nobody().send("GET", "/embed/no_such_one", "");
            assertEquals(404, embed.statusCode());
            assertTrue(embed.body().contains("<html"), embed.body());
            var robots = site.nobody().send("GET", "/robots.txt", "");
            assertEquals(200, robots.statusCode());
            assertTrue(robots.body().startsWith("User-agent: *\nDisallow: /api/\n"), robots.body());
        }
    }
}
