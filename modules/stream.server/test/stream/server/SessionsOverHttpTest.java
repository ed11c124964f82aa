package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Say;
import stream.common.control.ControlMessage.Welcome;
import stream.net.websocket.CloseCode;

/// Sockets end with the session that they were opened with, on a whole server.
class SessionsOverHttpTest {
    private SiteOverHttp site;
    private SiteOverHttp.Person alva;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        site = new SiteOverHttp(directory);
        alva = site.person("alva");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void signingOutEndsTheSocketsOfThatSessionAlone() throws Exception {
        var here = alva.watch("alva");
        var elsewhere = site.again("alva").watch("alva");

        assertEquals(204, alva.send("DELETE", "/api/session", "").statusCode());

        assertEquals(CloseCode.SESSION_ENDED, here.await(Integer.class));
        elsewhere.say(new Say("kvar"));
        assertEquals("kvar", elsewhere.await(Chat.class).messages().getFirst().text());
        var back = alva.watch("alva", 0);
        assertEquals("", back.await(Welcome.class).user());
    }

    @Test
    void signingOutEverywhereEndsThemAll() throws Exception {
        var here = alva.watch("alva");
        var elsewhere = site.again("alva").watch("alva");

        assertEquals(204, alva.send("DELETE", "/api/me/sessions", "").statusCode());

        assertEquals(CloseCode.SESSION_ENDED, here.await(Integer.class));
        assertEquals(CloseCode.SESSION_ENDED, elsewhere.await(Integer.class));
    }

    @Test
    void anotherPasswordEndsAllButTheSessionThatChangedIt() throws Exception {
        var here = alva.watch("alva");
        var elsewhere = site.again("alva").watch("alva");

        var body = "{\"current\":\"" + SiteOverHttp.PASSWORD + "\",\"password\":\"helt andra ord nu\"}";
        assertEquals(204, alva.send("PUT", "/api/me/password", body).statusCode());

        assertEquals(CloseCode.SESSION_ENDED, elsewhere.await(Integer.class));
        here.say(new Say("kvar"));
        assertEquals("kvar", here.await(Chat.class).messages().getFirst().text());
    }

    @Test
    void aRemovedAccountSpeaksInNoChat() throws Exception {
        var bo = site.person("boris");
        var socket = bo.watch("alva");

        var body = "{\"password\":\"" + SiteOverHttp.PASSWORD + "\"}";
        assertEquals(204, bo.send("DELETE", "/api/me", body).statusCode());

        assertEquals(CloseCode.SESSION_ENDED, socket.await(Integer.class));
    }
}
