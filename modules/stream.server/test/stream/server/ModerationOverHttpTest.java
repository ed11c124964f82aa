package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ChatMessage;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Notice;
import stream.common.control.ControlMessage.Removed;
import stream.common.control.ControlMessage.Rules;
import stream.common.control.ControlMessage.Say;
import stream.common.control.ControlMessage.Standing;
import stream.common.control.Role;

/// Moderation on a whole server: alva streams, moa moderates, bosse writes.
class ModerationOverHttpTest {
    @TempDir
    Path directory;

    private SiteOverHttp site;
    private SiteOverHttp.Person admin;
    private SiteOverHttp.Person alva;
    private SiteOverHttp.Person moa;
    private SiteOverHttp.Person bosse;

    @BeforeEach
    void start() throws Exception {
        site = new SiteOverHttp(directory);
        admin = site.person("firstborn");
        alva = site.person("alva");
        moa = site.person("moa");
        bosse = site.person("bosse");
        assertEquals(204, alva.send("PUT", "/api/channels/alva/moderators/MOA", "{}").statusCode());
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static long say(SocketOverHttp socket, String text) throws InterruptedException {
        socket.say(new Say(text));
        return socket.await(Chat.class, chat -> chat.messages().getLast().text().equals(text))
                .messages().getLast().id();
    }

    private static void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(code, SiteOverHttp.json(answer).getString("code"));
    }

    @Test
    void everybodyIsToldWhatTheyAre() throws Exception {
        assertEquals(Role.ADMIN, admin.watch("alva", 0).await(Standing.class).role());
        assertEquals(Role.STREAMER, alva.watch("alva", 0).await(Standing.class).role());
        assertEquals(Role.MODERATOR, moa.watch("alva", 0).await(Standing.class).role());
        assertEquals(Role.VIEWER, bosse.watch("alva", 0).await(Standing.class).role());
    }

    @Test
    void aLineTellsWhatItsWriterWas() throws Exception {
        say(bosse.watch("alva", 0), "jag tittar");
        say(moa.watch("alva", 0), "jag ordnar");
        say(admin.watch("alva", 0), "jag ser till");
        site.close();
        site = new SiteOverHttp(directory);

        var past = site.nobody().watch("alva", 0).await(Chat.class).messages();

        assertEquals(List.of(Role.VIEWER, Role.MODERATOR, Role.ADMIN), past.stream().map(ChatMessage::role).toList());
    }

    @Test
    void aModeratorTakesALineAwayForGood() throws Exception {
        var socket = bosse.watch("alva", 0);
        long line = say(socket, "något dumt");

        assertEquals(204, moa.send("DELETE", "/api/channels/alva/messages/" + line, "").statusCode());

        assertEquals(List.of(line), socket.await(Removed.class).ids());
        assertEquals(List.of(line), bosse.watch("alva", line).await(Removed.class).ids());
        site.close();
        site = new SiteOverHttp(directory);
        var log = site.again("alva").get("/api/channels/alva/moderation").getJsonArray("log");
        var entry = log.getJsonObject(0);
        assertEquals(List.of("moa", "remove", "bosse"),
                List.of(entry.getString("moderator"), entry.getString("action"), entry.getString("target")));
        var later = site.again("bosse").watch("alva", 0);
        assertEquals(List.of(line), site.again("bosse").watch("alva", line).await(Removed.class).ids());
        say(later, "något annat");
        var all = site.again("bosse").watch("alva", 0).await(Chat.class).messages();
        assertEquals(List.of("något annat"), all.stream().map(message -> message.text()).toList());
    }

    @Test
    void aTimeOutTakesTheLinesTooAndEndsWhenItIsLifted() throws Exception {
        var socket = bosse.watch("alva", 0);
        long one = say(socket, "ett");
        long two = say(socket, "två");

        assertEquals(204, moa.send("PUT", "/api/channels/alva/bans/bosse", "{\"seconds\":600}").statusCode());

        assertTrue(socket.await(Standing.class, standing -> standing.silentMillis() != 0).silentMillis()
                > System.currentTimeMillis() + 500_000);
        assertEquals(List.of(one, two), socket.await(Removed.class).ids());
        socket.say(new Say("tre"));
        var notice = socket.await(Notice.class);
        assertEquals("timed-out", notice.code());
        assertTrue(notice.seconds() > 500 && notice.seconds() <= 600, notice.text());

        assertEquals(204, moa.send("DELETE", "/api/channels/alva/bans/bosse", "").statusCode());

        assertEquals(0, socket.await(Standing.class).silentMillis());
        say(socket, "fyra");
    }

    @Test
    void aBanHoldsForTheAccountInThatChannel() throws Exception {
        assertEquals(204, moa.send("PUT", "/api/channels/alva/bans/bosse", "{}").statusCode());

        var again = site.again("bosse").watch("alva", 0);
        assertEquals(Standing.FOR_GOOD, again.await(Standing.class).silentMillis());
        again.say(new Say("hej"));
        assertEquals("banned", again.await(Notice.class).code());
        say(bosse.watch("moa", 0), "hej");
        var ban = moa.get("/api/channels/alva/moderation").getJsonArray("bans").getJsonObject(0);
        assertEquals("bosse", ban.getString("name"));
        assertEquals(-1, ban.getInt("until"));
    }

    @Test
    void nobodyDoesWhatTheyMayNot() throws Exception {
        var socket = alva.watch("alva", 0);
        long line = say(socket, "välkomna");
        for (var viewer : List.of(bosse, site.person("carin"))) {
            assertRefused(403, "not-allowed", viewer.send("GET", "/api/channels/alva/moderation", ""));
            assertRefused(403, "not-allowed", viewer.send("PATCH", "/api/channels/alva/moderation", "{\"slow\":1}"));
            assertRefused(403, "not-allowed", viewer.send("DELETE", "/api/channels/alva/messages/" + line, ""));
            assertRefused(403, "not-allowed", viewer.send("PUT", "/api/channels/alva/bans/moa", "{}"));
            assertRefused(403, "not-allowed", viewer.send("DELETE", "/api/channels/alva/bans/moa", ""));
            assertRefused(403, "not-allowed", viewer.send("PUT", "/api/channels/alva/moderators/carin", "{}"));
            assertRefused(403, "not-allowed", viewer.send("DELETE", "/api/channels/alva/moderators/moa", ""));
        }
        assertRefused(401, "sign-in", site.nobody().send("PUT", "/api/channels/alva/bans/moa", "{}"));
        // A moderator has no authority over equals, nor over the streamer, nor over who moderates.
        assertRefused(403, "not-allowed", moa.send("DELETE", "/api/channels/alva/messages/" + line, ""));
        assertRefused(403, "not-allowed", moa.send("PUT", "/api/channels/alva/bans/alva", "{}"));
        assertRefused(403, "not-allowed", moa.send("PUT", "/api/channels/alva/bans/moa", "{}"));
        assertRefused(403, "not-allowed", moa.send("PUT", "/api/channels/alva/moderators/bosse", "{}"));
        assertRefused(403, "not-allowed", moa.send("PUT", "/api/channels/bosse/bans/carin", "{}"));
        // Nor a streamer over the site's admins; they have it over everybody.
        assertRefused(403, "not-allowed", alva.send("PUT", "/api/channels/alva/bans/firstborn", "{}"));
        assertEquals(204, admin.send("DELETE", "/api/channels/alva/messages/" + line, "").statusCode());
    }

    @Test
    void whoIsBannedFromTheChatModeratesNoMore() throws Exception {
        var socket = moa.watch("alva", 0);
        assertEquals(Role.MODERATOR, socket.await(Standing.class).role());
        assertEquals(204, alva.send("PUT", "/api/channels/alva/bans/moa", "{}").statusCode());
        assertRefused(403, "not-allowed", moa.send("PUT", "/api/channels/alva/bans/bosse", "{}"));
        assertEquals(new Standing(Role.VIEWER, Standing.FOR_GOOD), socket.await(Standing.class));
        assertEquals(204, alva.send("DELETE", "/api/channels/alva/bans/moa", "").statusCode());
        assertEquals(new Standing(Role.MODERATOR, 0), socket.await(Standing.class));
        assertEquals(204, moa.send("PUT", "/api/channels/alva/bans/bosse", "{}").statusCode());
    }

    @Test
    void aModeratorWhoseTimeOutEndsModeratesAgain() throws Exception {
        site.close();
        site = new SiteOverHttp(directory, Duration.ofMillis(20));
        var socket = site.again("moa").watch("alva", 0);
        assertEquals(Role.MODERATOR, socket.await(Standing.class).role());

        site.again("alva").send("PUT", "/api/channels/alva/bans/moa", "{\"seconds\":1}");

        assertEquals(Role.VIEWER, socket.await(Standing.class).role());
        assertEquals(new Standing(Role.MODERATOR, 0), socket.await(Standing.class));
    }

    @Test
    void whoIsDismissedModeratesNoMore() throws Exception {
        var socket = moa.watch("alva", 0);
        assertEquals(Role.MODERATOR, socket.await(Standing.class).role());

        assertEquals(204, alva.send("DELETE", "/api/channels/alva/moderators/moa", "").statusCode());

        assertEquals(Role.VIEWER, socket.await(Standing.class).role());
        assertRefused(403, "not-allowed", moa.send("PUT", "/api/channels/alva/bans/bosse", "{}"));
    }

    @Test
    void rulesHoldAtOnceAndAfterARestart() throws Exception {
        var socket = bosse.watch("alva", 0);
        say(socket, "först");

        var answer = moa.send("PATCH", "/api/channels/alva/moderation",
                "{\"slow\":60,\"words\":[\"Spam\"],\"followers\":false}");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("{\"slow\":60,\"followers\":false,\"age\":0,\"shield\":false,\"words\":[\"Spam\"]}", answer.body());

        assertEquals(60, socket.await(Rules.class, rules -> rules.slowSeconds() > 0).slowSeconds());
        socket.say(new Say("SPAM"));
        assertEquals("blocked-words", socket.await(Notice.class).code());
        socket.say(new Say("sedan"));
        var slow = socket.await(Notice.class);
        assertEquals("slow-mode", slow.code());
        assertTrue(slow.seconds() > 0 && slow.seconds() <= 60, slow.text());

        site.close();
        site = new SiteOverHttp(directory);
        assertEquals(60, site.again("bosse").watch("alva", 0).await(Rules.class).slowSeconds());
        var log = site.again("moa").get("/api/channels/alva/moderation").getJsonArray("log")
                .getValuesAs(JsonObject.class).stream().map(entry -> entry.getString("action")).toList();
        assertEquals(List.of("words", "slow", "appoint"), log);
    }

    @Test
    void theShieldGoesUpAndDownAndKeepsTheOtherRules() throws Exception {
        var socket = bosse.watch("alva", 0);
        moa.send("PATCH", "/api/channels/alva/moderation", "{\"slow\":3}");
        moa.send("PATCH", "/api/channels/alva/moderation", "{\"shield\":true}");

        assertEquals(new Rules(30, true, 86_400, true), socket.await(Rules.class, Rules::shield));
        socket.say(new Say("hej"));
        assertEquals("followers-only", socket.await(Notice.class).code());
        assertEquals(200, bosse.send("PUT", "/api/channels/alva/follow", "{}").statusCode());
        socket.say(new Say("hej"));
        assertEquals("too-new", socket.await(Notice.class).code());

        moa.send("PATCH", "/api/channels/alva/moderation", "{\"shield\":false}");
        assertEquals(new Rules(3, false, 0, false), socket.await(Rules.class));
        say(socket, "hej");
    }

    @Test
    void refusesRulesThatCannotBeHad() throws Exception {
        for (var body : List.of("{\"slow\":-1}", "{\"slow\":3601}", "{\"age\":7776001}", "{\"words\":[\"x\"]}")) {
            assertRefused(400, "bad-rules", moa.send("PATCH", "/api/channels/alva/moderation", body));
        }
        for (var body : List.of("{\"slow\":\"1\"}", "{\"slow\":99999999999}", "{\"shield\":1}", "{\"words\":[1]}")) {
            assertRefused(400, "malformed", moa.send("PATCH", "/api/channels/alva/moderation", body));
        }
        assertRefused(400, "bad-rules", moa.send("PUT", "/api/channels/alva/bans/bosse", "{\"seconds\":0}"));
        assertRefused(400, "bad-rules", moa.send("PUT", "/api/channels/alva/bans/bosse", "{\"seconds\":1209601}"));
        assertRefused(404, "no-account", moa.send("PUT", "/api/channels/alva/bans/nobody", "{}"));
        assertRefused(400, "malformed", moa.send("DELETE", "/api/channels/alva/messages/x", ""));
    }

    @Test
    void whatARemovedAccountWroteGoesFromChatsThatAreOpen() throws Exception {
        var reader = alva.watch("alva", 0);
        long line = say(bosse.watch("alva", 0), "hej då");

        var body = "{\"password\":\"" + SiteOverHttp.PASSWORD + "\"}";
        assertEquals(204, bosse.send("DELETE", "/api/me", body).statusCode());

        assertEquals(List.of(line), reader.await(Removed.class).ids());
    }
}
