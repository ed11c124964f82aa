package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Following, on a whole server.
class FollowsOverHttpTest {
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
    void followsAndUnfollows() throws Exception {
        var alva = site.person("alva");
        site.person("boris");

        var answer = alva.send("PUT", "/api/channels/BORIS/follow", "{}");

        assertEquals(200, answer.statusCode());
        assertEquals("{\"followers\":1,\"followed\":true}", answer.body());
        var channel = alva.get("/api/channels/boris");
        assertEquals(1, channel.getInt("followers"));
        assertTrue(channel.getBoolean("followed"));
        assertFalse(site.nobody().get("/api/channels/boris").getBoolean("followed"));
        var followed = alva.get("/api/me/follows").getJsonArray("channels").getValuesAs(JsonObject.class);
        assertEquals(List.of("boris"), followed.stream().map(each -> each.getString("name")).toList());
        assertEquals(0, followed.getFirst().getInt("lastOnline"), "boris never streamed");

        assertEquals("{\"followers\":0,\"followed\":false}",
                alva.send("DELETE", "/api/channels/boris/follow", "").body());
        assertTrue(alva.get("/api/me/follows").getJsonArray("channels").isEmpty());
    }

    @Test
    void signsOutEverywhere() throws Exception {
        var ebba = site.person("ebba");
        assertEquals(0, ebba.get("/api/me/stream").getInt("started"));

        assertEquals(204, ebba.send("DELETE", "/api/me/sessions", "").statusCode());

        assertEquals("null", ebba.get("/api/me").get("user").toString());
        assertEquals(401, ebba.send("GET", "/api/me/stream", "").statusCode());
    }

    @Test
    void refusesWhatNobodyCanFollow() throws Exception {
        var dag = site.person("dag");

        var own = dag.send("PUT", "/api/channels/dag/follow", "{}");
        assertEquals(400, own.statusCode());
        assertEquals("own-channel", SiteOverHttp.json(own).getString("code"));
        assertEquals(404, dag.send("PUT", "/api/channels/nobody/follow", "{}").statusCode());
        assertEquals(401, site.nobody().send("PUT", "/api/channels/dag/follow", "{}").statusCode());
        assertEquals(401, site.nobody().send("GET", "/api/me/follows", "").statusCode());
    }
}
