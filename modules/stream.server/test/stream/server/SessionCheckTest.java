package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Say;
import stream.common.control.ControlMessage.Standing;
import stream.common.control.Role;
import stream.net.websocket.CloseCode;
import stream.server.control.RunningServer;

/// A running server notices by itself what a command line did to sessions and accounts.
class SessionCheckTest {
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    private SiteOverHttp site;
    private SiteOverHttp.Person alva;
    private SiteOverHttp.Person bo;

    @BeforeEach
    void start() throws Exception {
        site = new SiteOverHttp(directory, OFTEN);
        alva = site.person("alva");
        bo = site.person("bo_b");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void command(String... words) throws Exception {
        RunningServer.at(directory).orElseThrow().ask(List.of(words), new ByteArrayOutputStream());
    }

    @Test
    void aPasswordThatACommandLineResetEndsTheSocketsOfThatAccountAlone() throws Exception {
        var ended = alva.watch("alva");
        var other = bo.watch("alva");

        command("user", "reset-password", "alva");

        assertEquals(CloseCode.SESSION_ENDED, ended.await(Integer.class));
        other.say(new Say("kvar"));
        assertEquals("kvar", other.await(Chat.class).messages().getFirst().text());
    }

    @Test
    void anAccountThatACommandLineBannedStreamsNoMore() throws Exception {
        var key = SiteOverHttp.json(bo.send("POST", "/api/me/key", "{}")).getString("key");
        var stream = site.live(key);
        var watching = bo.watch("alva");

        command("user", "ban", "bo_b");

        assertEquals(CloseCode.BANNED, stream.await(Integer.class));
        assertEquals(CloseCode.SESSION_ENDED, watching.await(Integer.class));
    }

    @Test
    void anAdminWhomACommandLineMadeIsOneInTheChatUntilItSaysOtherwise() throws Exception {
        var socket = bo.watch("alva");

        command("user", "make-admin", "bo_b");
        socket.await(Standing.class, standing -> standing.role() == Role.ADMIN);
        socket.say(new Say("ordning"));
        assertEquals(Role.ADMIN, socket.await(Chat.class).messages().getFirst().role());

        command("user", "revoke-admin", "bo_b");
        socket.await(Standing.class, standing -> standing.role() == Role.VIEWER);
        socket.say(new Say("som alla andra"));
        assertEquals(Role.VIEWER, socket.await(Chat.class).messages().getFirst().role());
    }
}
