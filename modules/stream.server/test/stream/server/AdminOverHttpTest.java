package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Say;
import stream.common.control.ControlMessage.Welcome;
import stream.net.websocket.CloseCode;

/// What admins of the site do, on a whole server.
class AdminOverHttpTest {
    @TempDir
    Path directory;

    private SiteOverHttp site;
    private SiteOverHttp.Person admin;
    private SiteOverHttp.Person alva;

    @BeforeEach
    void start() throws Exception {
        site = new SiteOverHttp(directory);
        admin = site.person("firstborn");
        alva = site.person("alva");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(code, SiteOverHttp.json(answer).getString("code"));
    }

    private String key() throws Exception {
        return SiteOverHttp.json(alva.send("POST", "/api/me/key", "{}")).getString("key");
    }

    private List<JsonObject> accounts(String query) throws Exception {
        return admin.get("/api/admin/accounts?query=" + query).getJsonArray("accounts").getValuesAs(JsonObject.class);
    }

    @Test
    void theFirstAccountOfASiteIsAnAdmin() throws Exception {
        assertTrue(admin.get("/api/me").getJsonObject("user").getBoolean("admin"));
        assertFalse(alva.get("/api/me").getJsonObject("user").getBoolean("admin"));
    }

    @Test
    void findsAccountsByTheBeginningOfTheirNames() throws Exception {
        site.person("al_pha");
        assertEquals(List.of("al_pha", "alva", "firstborn"),
                accounts("").stream().map(account -> account.getString("name")).toList());
        assertEquals(List.of("al_pha"), accounts("AL_").stream().map(account -> account.getString("name")).toList());
        assertEquals(List.of(), accounts("%25"));
        var found = accounts("first").getFirst();
        assertTrue(found.getBoolean("admin"));
        assertFalse(found.getBoolean("banned"));
    }

    @Test
    void aStreamThatAnAdminEndsIsOverAndMayBeginAgain() throws Exception {
        var key = key();
        var publisher = site.live(key);

        assertEquals(204, admin.send("DELETE", "/api/admin/streams/Alva", "").statusCode());

        assertEquals(CloseCode.ENDED_BY_ADMIN, publisher.await(Integer.class));
        assertTrue(admin.get("/api/channels").getJsonArray("channels").isEmpty());
        assertEquals("end-stream", alva.get("/api/channels/alva/moderation").getJsonArray("log")
                .getJsonObject(0).getString("action"));
        site.live(key);
    }

    @Test
    void aBannedAccountLosesItsStreamItsSessionsAndItsSockets() throws Exception {
        var key = key();
        var publisher = site.live(key);
        var socket = alva.watch("firstborn", 0);
        socket.await(Welcome.class);

        assertEquals(204, admin.send("PUT", "/api/admin/bans/alva", "{}").statusCode());

        assertEquals(CloseCode.BANNED, publisher.await(Integer.class));
        assertEquals(CloseCode.SESSION_ENDED, socket.await(Integer.class));
        assertEquals("null", alva.get("/api/me").get("user").toString());
        var wrong = "{\"username\":\"alva\",\"password\":\"fel ord på rad\"}";
        assertRefused(403, "wrong-password", site.nobody().send("POST", "/api/session", wrong));
        var right = "{\"username\":\"alva\",\"password\":\"" + SiteOverHttp.PASSWORD + "\"}";
        assertRefused(403, "banned", site.nobody().send("POST", "/api/session", right));
        var refusal = assertThrows(WebSocketHandshakeException.class, () -> site.publish(key));
        assertEquals(403, refusal.getResponse().statusCode());
        assertTrue(accounts("alva").getFirst().getBoolean("banned"));

        assertEquals(204, admin.send("DELETE", "/api/admin/bans/alva", "").statusCode());

        var back = site.again("alva").watch("firstborn", 0);
        back.say(new Say("hej igen"));
        assertEquals("hej igen", back.await(Chat.class).messages().getFirst().text());
        site.live(key);
    }

    @Test
    void nobodyElseDoesAnyOfThis() throws Exception {
        for (var path : List.of("/api/admin/bans/firstborn", "/api/admin/bans/alva")) {
            assertRefused(403, "not-allowed", alva.send("PUT", path, "{}"));
            assertRefused(403, "not-allowed", alva.send("DELETE", path, ""));
            assertRefused(401, "sign-in", site.nobody().send("PUT", path, "{}"));
        }
        assertRefused(403, "not-allowed", alva.send("GET", "/api/admin/accounts", ""));
        assertRefused(403, "not-allowed", alva.send("DELETE", "/api/admin/streams/firstborn", ""));
        // Nor do admins do it to admins.
        assertRefused(403, "not-allowed", admin.send("PUT", "/api/admin/bans/firstborn", "{}"));
        assertRefused(404, "no-account", admin.send("PUT", "/api/admin/bans/nobody", "{}"));
    }
}
