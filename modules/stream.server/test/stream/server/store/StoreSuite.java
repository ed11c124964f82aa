package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the store promises, whichever database keeps it.
abstract class StoreSuite {
    static final Path SCHEMA = Path.of("schema.sql");

    Database database;
    Users users;
    Sessions sessions;
    ChatLines chat;

    /// A database with nothing in it.
    abstract DatabaseSettings empty() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = Database.open(empty(), Schema.load(SCHEMA));
        users = new Users(database);
        sessions = new Sessions(database);
        chat = new ChatLines(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void createsAUserWithNothingDescribed() throws Exception {
        var id = users.create("Alva", "alva", "$hash", 5000).orElseThrow();

        var user = users.byName("alva").orElseThrow();

        assertEquals(new User(id, "Alva", "", "", "", "", false, true, 5000, 0), user);
        assertEquals(Optional.of(user), users.byId(id));
        assertEquals(Optional.of(new Credentials(id, "$hash")), users.credentials("alva"));
    }

    @Test
    void refusesANameThatDiffersInCaseOnly() throws Exception {
        users.create("Alva", "alva", "$hash", 0);

        assertEquals(Optional.empty(), users.create("ALVA", "alva", "$other", 0));
        assertEquals("Alva", users.byName("alva").orElseThrow().name());
    }

    @Test
    void givesANameToOneOfManyWhoAskAtOnce() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<Long>> signUp = () -> users.create("Alva", "alva", "$hash", 0);
            var created = 0;
            for (var attempt : executor.invokeAll(IntStream.range(0, 20).mapToObj(_ -> signUp).toList())) {
                created += attempt.get().isPresent() ? 1 : 0;
            }
            assertEquals(1, created);
        }
    }

    @Test
    void makesOneAdminOfManyWhoAreTheFirstAtOnce() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < 5; round++) {
                var signUps = IntStream.range(0, 10)
                        .<Callable<Optional<Long>>>mapToObj(n -> () -> users.create("user" + n, "user" + n, "$hash", 0))
                        .toList();
                var admins = 0;
                for (var attempt : executor.invokeAll(signUps)) {
                    admins += users.byId(attempt.get().orElseThrow()).orElseThrow().admin() ? 1 : 0;
                }
                assertEquals(1, admins);
                for (var n = 0; n < signUps.size(); n++) {
                    users.delete(users.byName("user" + n).orElseThrow().id());
                }
            }
        }
    }

    @Test
    void knowsNobodyByANameThatNobodyHas() throws Exception {
        assertEquals(Optional.empty(), users.byName("alva"));
        assertEquals(Optional.empty(), users.credentials("alva"));
        assertEquals(Optional.empty(), users.byKey(hash(1)));
        assertFalse(users.setKey(17, hash(1)));
        assertFalse(users.delete(17));
    }

    @Test
    void keepsTextOfEveryScriptAtFullLength() throws Exception {
        var id = user("alva");
        var title = "🎮".repeat(70);
        var description = "Räksmörgås 漢字 👩‍💻 ".repeat(100).substring(0, 2000);

        assertTrue(users.describe(id, Optional.of(title), Optional.of(description), Optional.of("żółw"), Optional.of("pl")));

        var user = users.byId(id).orElseThrow();
        assertEquals(title, user.title());
        assertEquals(description, user.description());
        assertEquals("żółw", user.game());
    }

    @Test
    void describesOnlyWhatIsGiven() throws Exception {
        var id = user("alva");
        users.describe(id, Optional.of("title"), Optional.of("description"), Optional.of("game"), Optional.of("sv"));

        users.describe(id, Optional.empty(), Optional.of(""), Optional.empty(), Optional.empty());

        var user = users.byId(id).orElseThrow();
        assertEquals(List.of("title", "", "game", "sv"),
                List.of(user.title(), user.description(), user.game(), user.language()));
    }

    @Test
    void findsAUserByKeyUntilTheKeyIsReplaced() throws Exception {
        var id = user("alva");
        user("bo");

        assertTrue(users.setKey(id, hash(1)));
        assertEquals("alva", users.byKey(hash(1)).orElseThrow().name());
        assertTrue(users.byId(id).orElseThrow().hasKey());

        assertTrue(users.setKey(id, hash(0)));
        assertEquals(Optional.empty(), users.byKey(hash(1)));
        assertEquals("alva", users.byKey(hash(0)).orElseThrow().name());
    }

    @Test
    void remembersWhenAUserWasLastOnline() throws Exception {
        var id = user("alva");

        assertTrue(users.setOnline(id, 1795358712345L));

        assertEquals(1795358712345L, users.byId(id).orElseThrow().lastOnlineMillis());
    }

    @Test
    void findsASessionUntilItExpires() throws Exception {
        var id = user("alva");
        sessions.create(hash(7), id, 1000, 2000);

        var session = sessions.find(hash(7), 1999).orElseThrow();

        assertEquals("alva", session.user().name());
        assertEquals(List.of(1000L, 1000L, 2000L),
                List.of(session.createdMillis(), session.lastUsedMillis(), session.expiresMillis()));
        assertEquals(Optional.empty(), sessions.find(hash(7), 2000));
        assertEquals(Optional.empty(), sessions.find(hash(8), 1000));
    }

    @Test
    void renewsASession() throws Exception {
        sessions.create(hash(7), user("alva"), 1000, 2000);

        sessions.renew(hash(7), 1500, 2500);

        var session = sessions.find(hash(7), 2200).orElseThrow();
        assertEquals(1500, session.lastUsedMillis());
        assertEquals(2500, session.expiresMillis());
    }

    @Test
    void endsOneSessionOrAllOthersOfItsUser() throws Exception {
        var alva = user("alva");
        var bo = user("bo");
        sessions.create(hash(1), alva, 0, 9000);
        sessions.create(hash(2), alva, 0, 9000);
        sessions.create(hash(3), alva, 0, 9000);
        sessions.create(hash(4), bo, 0, 9000);

        sessions.delete(hash(1));
        sessions.deleteOthers(alva, hash(2));

        assertEquals(List.of(2, 4), present(1, 2, 3, 4));
    }

    @Test
    void knowsWhetherAnybodyHasAnAccount() throws Exception {
        assertTrue(users.isEmpty());
        user("alva");
        assertFalse(users.isEmpty());
    }

    @Test
    void keepsTheNewestSessionsOfAUser() throws Exception {
        var alva = user("alva");
        var bo = user("bo");
        sessions.create(hash(99), bo, 1, 10_000);
        for (int i = 1; i <= 5; i++) {
            sessions.create(hash(i), alva, i, 10_000);
        }
        sessions.deleteOldest(alva, 3, hash(5));
        assertEquals(List.of(false, false, true, true, true), IntStream.rangeClosed(1, 5).mapToObj(i -> {
            try {
                return sessions.find(hash(i), 100).isPresent();
            } catch (DatabaseException e) {
                throw new AssertionError(e);
            }
        }).toList());
        assertTrue(sessions.find(hash(99), 100).isPresent());
    }

    @Test
    void keepsFewMoreLinesThanItPromisesWhateverTheirIds() throws Exception {
        user("alva");
        for (int id = 1; id <= ChatLines.KEPT + 3 * ChatLines.MAX_UNSWEPT; id++) {
            chat.append("alva", List.of(line(id * 100 + 1, "alva")));
        }
        assertTrue(chat.newest("alva", 5000).size() < ChatLines.KEPT + ChatLines.MAX_UNSWEPT);
        new ChatLines(database).append("alva", List.of(line(1_000_001, "alva")));
        assertEquals(ChatLines.KEPT, chat.newest("alva", 5000).size());
    }

    @Test
    void sweepsExpiredSessions() throws Exception {
        var alva = user("alva");
        sessions.create(hash(1), alva, 0, 1000);
        sessions.create(hash(2), alva, 0, 1001);

        assertEquals(1, sessions.deleteExpired(1000));

        assertEquals(List.of(2), present(1, 2));
    }

    @Test
    void givesBackTheNewestLinesOldestFirst() throws Exception {
        user("bo");
        chat.append("bo", List.of(line(1, "alva"), line(2, "bo")));
        chat.append("bo", List.of(line(3, "alva")));

        assertEquals(List.of(line(2, "bo"), line(3, "alva")), chat.newest("bo", 2));
        assertEquals(List.of(), chat.newest("nobody", 2));
    }

    @Test
    void keepsALineOnceWhenItIsAppendedAgain() throws Exception {
        user("bo");
        chat.append("bo", List.of(line(1, "alva")));
        chat.append("bo", List.of(line(1, "alva"), line(2, "alva")));

        assertEquals(List.of(line(1, "alva"), line(2, "alva")), chat.newest("bo", 10));
    }

    @Test
    void keepsNoLinesOfAChannelThatIsGone() throws Exception {
        chat.append("bo", List.of(line(1, "alva")));

        user("bo");
        assertEquals(List.of(), chat.newest("bo", 10));
    }

    @Test
    void forgetsOldLinesByHowManyCameSince() throws Exception {
        user("bo");
        user("carin");
        chat.append("carin", List.of(line(1, "alva")));
        // Ids may leap: a chat whose past could not be read goes on far ahead of it.
        var all = LongStream.rangeClosed(1, ChatLines.KEPT + 100)
                .mapToObj(id -> line(id < 500 ? id : id * 1000, "alva"))
                .toList();
        chat.append("bo", all);

        assertEquals(all.subList(100, all.size()), chat.newest("bo", 5000));
        assertEquals(List.of(line(1, "alva")), chat.newest("carin", 10));
    }

    @Test
    void aGapInTheIdsForgetsNothing() throws Exception {
        user("bo");
        chat.append("bo", List.of(line(1, "alva"), line(2, "alva")));
        chat.append("bo", List.of(line(1_000_000, "alva")));

        assertEquals(3, chat.newest("bo", 10).size());
    }

    @Test
    void keepsOfLinesThatWereTakenAwayTheIdsAlone() throws Exception {
        user("bo");
        chat.append("bo", List.of(line(1, "alva"), line(2, "alva"), line(3, "cia")));

        chat.remove("bo", List.of(2L, 3L));
        // On its way when it was taken away.
        chat.remove("bo", List.of(4L));
        chat.append("bo", List.of(line(4, "alva"), line(5, "alva")));

        assertEquals(List.of(line(1, "alva"), line(5, "alva")), chat.newest("bo", 10));
        assertEquals(List.of(2L, 3L, 4L), chat.removed("bo", 10));
        assertEquals(List.of(3L, 4L), chat.removed("bo", 2));
        assertEquals(List.of(1L, 5L), chat.idsOf("bo", "alva"));
        assertEquals(Optional.empty(), chat.author("bo", 3));
        assertEquals(Optional.of("alva"), chat.author("bo", 1));
    }

    @Test
    void knowsWhatSomebodyIsInAChat() throws Exception {
        var standings = new ChatStandings(database);
        var alva = user("Alva");
        var bo = user("bo");
        assertEquals(new ChatStandings.Standing(alva, false, false, 0),
                standings.of(bo, "alva", 100).orElseThrow());
        assertEquals(Optional.empty(), standings.of(bo, "nobody", 100));

        standings.appoint(alva, bo, 1);
        standings.appoint(alva, bo, 2);
        database.write(connection -> Statements.update(connection,
                "INSERT INTO follows (follower_id, channel_id, followed_at) VALUES (?, ?, 1)", bo, alva));
        standings.ban(alva, bo, 100, 200);
        standings.ban(alva, bo, 101, Long.MAX_VALUE);

        assertEquals(new ChatStandings.Standing(alva, true, true, Long.MAX_VALUE),
                standings.of(bo, "alva", 150).orElseThrow());
        assertFalse(standings.moderates(bo, alva, 150), "who is banned does not moderate");
        assertFalse(standings.moderates(alva, bo, 150));
        assertEquals(List.of("bo"), standings.moderators(alva));
        assertEquals(List.of(new ChatStandings.Ban("bo", 101, Long.MAX_VALUE)), standings.bans(alva, 150, 10));

        standings.dismiss(alva, bo);
        standings.unban(alva, bo);
        standings.appoint(alva, bo, 3);
        assertTrue(standings.moderates(bo, alva, 150));
        standings.dismiss(alva, bo);
        assertEquals(new ChatStandings.Standing(alva, false, true, 0), standings.of(bo, "alva", 150).orElseThrow());
    }

    @Test
    void forgetsBansThatHaveEnded() throws Exception {
        var standings = new ChatStandings(database);
        var alva = user("alva");
        var bo = user("bo");
        standings.ban(alva, bo, 100, 200);

        assertEquals(200, standings.of(bo, "alva", 199).orElseThrow().silentMillis());
        assertEquals(0, standings.of(bo, "alva", 200).orElseThrow().silentMillis());
        assertEquals(List.of(), standings.bans(alva, 200, 10));
    }

    @Test
    void keepsTheRulesOfAChatWithEveryWordAtFullLength() throws Exception {
        var stored = new StoredRules(database);
        var alva = user("Alva");
        assertEquals(Optional.empty(), stored.of("alva"));
        var words = IntStream.range(100, 300).mapToObj(n -> n + "🎮".repeat(23) + "x").toList();
        var rules = new StoredRules.Rules(30, true, 86_400, false, words);

        stored.save(alva, new StoredRules.Rules(0, false, 0, true, List.of()));
        stored.save(alva, rules);

        assertEquals(Optional.of(rules), stored.of("alva"));
    }

    @Test
    void keepsTheNewestOfWhatModeratorsDid() throws Exception {
        var log = new ModerationLog(database);
        var alva = user("alva");
        var bo = user("bo");
        var carin = user("carin");
        for (int i = 0; i < ModerationLog.KEPT + 5; i++) {
            log.add(alva, bo, "ban", carin, "", i);
        }
        log.add(alva, bo, "slow", 0, "30", 9000);
        log.add(bo, bo, "shield", 0, "on", 9000);

        var entries = log.newest(alva, 1000);
        assertEquals(ModerationLog.KEPT, entries.size());
        assertEquals(new ModerationLog.Entry(9000, "bo", "slow", "", "30"), entries.getFirst());
        assertEquals(new ModerationLog.Entry(504, "bo", "ban", "carin", ""), entries.get(1));

        users.delete(bo);
        users.delete(carin);
        assertEquals(new ModerationLog.Entry(504, "", "ban", "", ""), log.newest(alva, 2).get(1));
    }

    @Test
    void removesLinesOfChat() throws Exception {
        user("bo");
        user("dag");
        chat.append("bo", List.of(line(1, "alva"), line(2, "bo"), line(3, "alva")));
        chat.append("dag", List.of(line(1, "alva")));

        assertEquals(Optional.of("bo"), chat.author("bo", 2));
        assertEquals(List.of(1L, 3L), chat.idsOf("bo", "alva"));
        chat.remove("bo", List.of(1L, 3L, 17L));

        assertEquals(List.of(line(2, "bo")), chat.newest("bo", 10));
        assertEquals(Optional.empty(), chat.author("bo", 1));
        assertEquals(1, chat.newest("dag", 10).size());
    }

    @Test
    void makesTheFirstAccountAnAdminAndNoOther() throws Exception {
        var alva = user("alva");
        var bo = user("bo");

        assertTrue(users.byId(alva).orElseThrow().admin());
        assertFalse(users.byId(bo).orElseThrow().admin());
        users.delete(alva);
        assertFalse(users.byId(user("carin")).orElseThrow().admin());
    }

    @Test
    void aBannedUserHasNoSessionsUntilLetInAgain() throws Exception {
        var admins = new Admins(database);
        var alva = user("Alva");
        var bo = user("bo");
        sessions.create(hash(1), bo, 0, 9000);

        admins.ban(bo, 1);
        admins.ban(bo, 2);
        sessions.create(hash(2), bo, 0, 9000);

        assertTrue(admins.isBanned(bo));
        assertFalse(admins.isBanned(alva));
        assertEquals(List.of("bo"), admins.bannedAmong(List.of("alva", "bo", "nobody")));
        assertEquals(List.of(), present(1, 2));
        assertEquals(List.of(), sessions.present(List.of(hash(1), hash(2)), 0));
        assertEquals(List.of(true, false), admins.find("", 10).stream().map(Admins.Account::banned).toList());

        admins.unban(bo);
        assertFalse(admins.isBanned(bo));
        assertEquals(List.of(2), present(1, 2));
    }

    @Test
    void makesAdminsAndFindsAccountsWhateverTheNameHolds() throws Exception {
        var admins = new Admins(database);
        user("first");
        var bo = user("b_o");
        user("bxo");
        admins.appoint(bo, 1);
        admins.appoint(bo, 2);

        var found = admins.find("b_", 10);
        assertEquals(List.of("b_o"), found.stream().map(account -> account.user().name()).toList());
        assertTrue(found.getFirst().user().admin());
        admins.dismiss(bo);
        assertFalse(users.byId(bo).orElseThrow().admin());
        assertEquals(List.of("bxo", "b_o"), admins.find("b", 2).stream().map(a -> a.user().name()).toList());
        assertEquals(List.of(), admins.find("%", 10));
    }

    @Test
    void removesEverythingOfADeletedUser() throws Exception {
        var alva = user("Alva");
        user("bo");
        sessions.create(hash(1), alva, 0, 9000);
        users.setKey(alva, hash(2));
        chat.append("alva", List.of(line(1, "bo")));
        chat.append("bo", List.of(line(1, "Alva"), line(2, "bo")));

        assertTrue(users.delete(alva));

        assertEquals(Optional.empty(), users.byName("alva"));
        assertEquals(Optional.empty(), users.byKey(hash(2)));
        assertEquals(List.of(), present(1));
        assertEquals(List.of(line(2, "bo")), chat.newest("bo", 10));
        assertEquals(List.of(1L), chat.removed("bo", 10));
        user("Alva");
        assertEquals(List.of(), chat.newest("alva", 10));
    }

    @Test
    void undoesWorkThatFailsHalfway() throws Exception {
        var id = user("alva");

        assertThrows(IllegalStateException.class, () -> database.transact(connection -> {
            Statements.update(connection, "DELETE FROM users WHERE id = ?", id);
            throw new IllegalStateException("halfway");
        }));

        assertTrue(users.byId(id).isPresent());
    }

    @Test
    void reportsAFailingStatementAsADatabaseException() {
        assertThrows(DatabaseException.class, () -> database.write(connection ->
                Statements.update(connection, "DELETE FROM nothing_here")));
        assertTrue(database.answers());
    }

    @Test
    void worksAfterAThreadWasInterruptedInTheMiddleOfIt() throws Exception {
        user("alva");
        var interrupted = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            try {
                users.create("bo", "bo", "$hash", 0);
            } catch (DatabaseException _) {
                // As good an answer as success.
            }
        });
        interrupted.join();

        assertTrue(users.byName("alva").isPresent());
        user("carin");
        assertTrue(users.byName("carin").isPresent());
    }

    @Test
    void isReadyAtOnceWhenOpenedAgain() throws Exception {
        var settings = empty();
        for (var start = 0; start < 2; start++) {
            try (var again = Database.open(settings, Schema.load(SCHEMA))) {
                new Users(again).create("user" + start, "user" + start, "$hash", 0);
                assertTrue(new Users(again).byName("user0").isPresent());
            }
        }
    }

    @Test
    void upgradesFromEveryEarlierVersion() throws Exception {
        var newest = Schema.load(SCHEMA);
        for (var version = 1; version <= newest.versions().size(); version++) {
            var settings = empty();
            try (var old = Database.open(settings, newest.until(version))) {
                assertTrue(old.answers());
                old.write(connection -> Statements.update(connection,
                        "INSERT INTO users (username, username_folded, password, created, last_online)"
                                + " VALUES ('Alva', 'alva', '$hash', 1, 2)"));
            }
            try (var now = Database.open(settings, newest)) {
                assertEquals("Alva", new Users(now).byName("alva").orElseThrow().name());
                assertEquals(newest.versions().size(), now.read(newest::upgrade));
            }
        }
    }

    @Test
    void takesUpAnUpgradeThatWasInterruptedAfterAnyStatement() throws Exception {
        var newest = Schema.load(SCHEMA);
        var settings = empty();
        for (var version = 1; version <= newest.versions().size(); version++) {
            var statements = newest.versions().get(version - 1);
            for (var done = 0; done < statements.size(); done++) {
                var versions = new ArrayList<>(newest.until(version).versions());
                var interrupted = new ArrayList<>(statements.subList(0, done));
                interrupted.add("no statement");
                versions.set(version - 1, interrupted);
                try (var connection = connect(settings)) {
                    assertThrows(SQLException.class, () -> new Schema(versions).upgrade(connection));
                    assertEquals(version - 1, Schema.version(connection));
                }
            }
            try (var connection = connect(settings)) {
                assertEquals(version - 1, newest.until(version).upgrade(connection));
            }
        }
        try (var now = Database.open(settings, newest)) {
            var users = new Users(now);
            assertTrue(users.byId(users.create("Alva", "alva", "$hash", 0).orElseThrow()).orElseThrow().admin());
        }
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.properties());
    }

    @Test
    void addsVersionsThatCameLater() throws Exception {
        var newest = Schema.load(SCHEMA);
        var next = newest.versions().size() + 1;
        var later = new ArrayList<>(newest.versions());
        later.add(List.of(
                "ALTER TABLE users ADD COLUMN colour VARCHAR(10) NOT NULL DEFAULT 'blue'",
                "INSERT INTO schema_version (version) VALUES (" + next + ")"));
        user("alva");

        assertEquals(newest.versions().size(), database.write(new Schema(later)::upgrade));

        var colour = database.read(connection ->
                Statements.one(connection, "SELECT colour FROM users", row -> row.getString(1)));
        assertEquals(Optional.of("blue"), colour);
        assertThrows(DatabaseException.class, () -> database.write(newest::upgrade), "made by a newer Ström");
    }

    long user(String name) throws DatabaseException {
        return users.create(name, name.toLowerCase(Locale.ROOT), "$hash", 0).orElseThrow();
    }

    private List<Integer> present(int... numbers) throws DatabaseException {
        var present = new ArrayList<Integer>();
        for (var number : numbers) {
            if (sessions.find(hash(number), 0).isPresent()) {
                present.add(number);
            }
        }
        return present;
    }

    static ChatLine line(long id, String author) {
        return new ChatLine(id, author, "moderator", "hej 🎉 nr " + id, 1795358712345L + id);
    }

    /// A hash with zeros at its end, which some databases take for padding.
    static byte[] hash(int number) {
        var hash = new byte[32];
        Arrays.fill(hash, 0, 16, (byte) number);
        return hash;
    }
}
