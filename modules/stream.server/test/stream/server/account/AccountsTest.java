package stream.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import stream.server.account.AccountException.Reason;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.DatabaseSettings;
import stream.server.store.Schema;
import stream.server.store.Sessions;
import stream.server.store.User;
import stream.server.store.Users;

class AccountsTest {
    private static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);
    private static final String PASSWORD = "några ord på rad";
    private static final InetAddress HOME = address("192.0.2.1");
    private static final InetAddress ELSEWHERE = address("198.51.100.1");

    private static Database database;
    private static int names;

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final List<String> news = new ArrayList<>();
    private Accounts accounts;
    private SignIn signIn;
    private String name;

    @BeforeAll
    static void open(@TempDir Path directory) throws Exception {
        database = Database.open(DatabaseSettings.embedded(directory), Schema.load(Path.of("schema.sql")));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void start() {
        accounts = accounts(CHEAP);
        signIn = accounts.signIn();
        name = "Alva_" + ++names;
    }

    @Test
    void signsUpAndIn() throws Exception {
        var up = accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        var in = signIn.signIn(HOME, name.toUpperCase(Locale.ROOT), PASSWORD);

        assertEquals(name, in.user().name());
        assertNotEquals(up.token(), in.token());
        assertEquals(name, signIn.find(up.token()).orElseThrow().user().name());
        assertEquals(name, signIn.find(in.token()).orElseThrow().user().name());
        assertEquals(Optional.empty(), signIn.find(new SessionToken("x".repeat(43))));
    }

    @Test
    void refusesATakenName() throws Exception {
        accounts.signUp(HOME, name, PASSWORD, Optional.empty());

        var same = name.toLowerCase(Locale.ROOT);
        assertRefused(Reason.NAME_TAKEN, () -> accounts.signUp(HOME, same, PASSWORD, Optional.empty()));
    }

    @Test
    void saysTheSameOfAnUnknownNameAndAWrongPassword() throws Exception {
        accounts.signUp(HOME, name, PASSWORD, Optional.empty());

        var wrong = assertRefused(Reason.WRONG_PASSWORD, () -> signIn.signIn(HOME, name, "another password"));
        var unknown = assertRefused(Reason.WRONG_PASSWORD, () -> signIn.signIn(HOME, "nobody", PASSWORD));
        var impossible = assertRefused(Reason.WRONG_PASSWORD, () -> signIn.signIn(HOME, "x'; --", PASSWORD));

        assertEquals(wrong.getMessage(), unknown.getMessage());
        assertEquals(wrong.getMessage(), impossible.getMessage());
    }

    /// No time is measured: where no hash can be made, an answer would have been given without one.
    @Test
    void hashesAsMuchForAnUnknownNameAsForAWrongPassword() throws Exception {
        accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        var random = new SecureRandom();
        var noPlaces = new SignIn(new Users(database), new Sessions(database), new Passwords(CHEAP, random, 0),
                new Limits(System::nanoTime), () -> now, random, accounts.admission(), (_, _) -> {});

        assertRefused(Reason.BUSY, () -> noPlaces.signIn(HOME, name, "another password"));
        assertRefused(Reason.BUSY, () -> noPlaces.signIn(HOME, "nobody", "another password"));
    }

    @Test
    void endsASessionAtSignOut() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());

        signIn.signOut(in.token());

        assertEquals(Optional.empty(), signIn.find(in.token()));
    }

    @Test
    void endsASessionThatIsNotUsed() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());

        pass(Duration.ofDays(30).minusSeconds(1));
        assertEquals(Duration.ofDays(30), signIn.find(in.token()).orElseThrow().remaining());
        pass(Duration.ofDays(30));
        assertEquals(Optional.empty(), signIn.find(in.token()));
    }

    @Test
    void keepsSessionsWhenTheClockIsSetByHours() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());

        pass(Duration.ofHours(5));
        assertTrue(signIn.find(in.token()).isPresent());
        pass(Duration.ofHours(-10));
        assertTrue(signIn.find(in.token()).isPresent());
    }

    @Test
    void removesExpiredSessionsAfterTheClockWasSetBack() throws Exception {
        pass(Duration.ofDays(60));
        accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        pass(Duration.ofDays(-60));
        signIn.signIn(HOME, name, PASSWORD);

        pass(Duration.ofDays(31));
        accounts.signUp(HOME, name + "_", PASSWORD, Optional.empty());

        assertEquals(0, new Sessions(database).deleteExpired(now.toEpochMilli()));
    }

    @Test
    void endsASessionInTheEndHoweverItIsUsed() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        var days = 0;
        while (signIn.find(in.token()).isPresent()) {
            pass(Duration.ofDays(1));
            days++;
        }
        assertEquals(180, days);
    }

    @Test
    void notesWhenAUserStreamsAndNotWhenOneSignsIn() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        pass(Duration.ofMinutes(15));
        signIn.find(in.token());
        signIn.signIn(HOME, name, PASSWORD);
        assertEquals(0, user().lastOnlineMillis());

        pass(Duration.ofMinutes(5));
        accounts.online(in.user());
        assertEquals(now.toEpochMilli(), user().lastOnlineMillis());
    }

    @Test
    void endsOtherSessionsWhenThePasswordChanges() throws Exception {
        var here = accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        var there = signIn.signIn(ELSEWHERE, name, PASSWORD);

        accounts.changePassword(HOME, here, PASSWORD, "helt andra ord", false);

        assertTrue(signIn.find(here.token()).isPresent());
        assertFalse(signIn.find(there.token()).isPresent());
        assertRefused(Reason.WRONG_PASSWORD, () -> signIn.signIn(HOME, name, PASSWORD));
        signIn.signIn(HOME, name, "helt andra ord");
    }

    @Test
    void keepsThePasswordWhenTheCurrentOneIsWrongOrTheNewOneIsBad() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());

        assertRefused(Reason.WRONG_PASSWORD, () ->
                accounts.changePassword(HOME, in, "fel ord här", "helt andra ord", true));
        assertRefused(Reason.BAD_PASSWORD, () -> accounts.changePassword(HOME, in, PASSWORD, "kort", true));

        signIn.signIn(HOME, name, PASSWORD);
    }

    @Test
    void makesAHashAgainWhenItsCostHasChanged() throws Exception {
        accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        var dearer = new Argon2Hash.Cost(128, 1, 1);

        accounts(dearer).signIn().signIn(HOME, name, PASSWORD);

        var stored = new Users(database)
                .credentials(new Username(name).folded())
                .orElseThrow();
        assertEquals(dearer, Argon2Hash.parse(stored.passwordHash()).orElseThrow().cost());
        signIn.signIn(HOME, name, PASSWORD);
    }

    @Test
    void describesTheChannelAndTellsOfIt() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());

        accounts.describe(in.user(), Optional.of(" Kodar "), Optional.empty(), Optional.of("Programming"), Optional.of("sv"));
        var now = accounts.describe(in.user(), Optional.empty(), Optional.of("H.264"), Optional.empty(), Optional.empty());

        assertEquals("Kodar|H.264|Programming", now.title() + "|" + now.description() + "|" + now.game());
        assertEquals(List.of("Kodar||Programming", "Kodar|H.264|Programming"), news);
    }

    @Test
    void keepsNothingWhenOneOfTheTextsIsBad() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());

        assertRefused(Reason.BAD_TEXT, () ->
                accounts.describe(in.user(), Optional.of("Kodar"), Optional.of("x\u202e"), Optional.empty(), Optional.empty()));

        assertEquals("", user().title());
        assertEquals(List.of(), news);
    }

    @Test
    void knowsAStreamKeyUntilThereIsANewOne() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        assertFalse(user().hasKey());

        var first = accounts.newKey(in.user());
        assertEquals(name, accounts.byKey(first.text()).orElseThrow().name());
        assertTrue(user().hasKey());

        var second = accounts.newKey(in.user());
        assertEquals(Optional.empty(), accounts.byKey(first.text()));
        assertEquals(name, accounts.byKey(second.text()).orElseThrow().name());
        assertEquals(List.of("key of " + name, "key of " + name), news);
    }

    @Test
    void replacesTheKeyWithThePasswordAndOnlyThen() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        var old = accounts.newKey(in.user());

        accounts.changePassword(HOME, in, PASSWORD, "helt andra ord", false);
        assertTrue(accounts.byKey(old.text()).isPresent());
        assertRefused(Reason.WRONG_PASSWORD, () -> accounts.changePassword(HOME, in, PASSWORD, "nya ord igen", true));
        assertTrue(accounts.byKey(old.text()).isPresent());
        var now = accounts.changePassword(HOME, in, "helt andra ord", "nya ord igen", true).orElseThrow();

        assertEquals(Optional.empty(), accounts.byKey(old.text()));
        assertEquals(name, accounts.byKey(now.text()).orElseThrow().name());
        assertEquals(List.of("key of " + name, "key of " + name), news);
        signIn.signIn(HOME, name, "nya ord igen");
    }

    @Test
    void keepsTheNewestSessionsAndTheOneJustMadeWhateverTheClockSays() throws Exception {
        var first = accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        for (int i = 0; i < SignIn.MAX_SESSIONS; i++) {
            pass(Duration.ofSeconds(1));
            signIn.start(first.user());
        }
        assertEquals(Optional.empty(), signIn.find(first.token()));

        pass(Duration.ofHours(-5));
        assertTrue(signIn.find(signIn.signIn(HOME, name, PASSWORD).token()).isPresent());
    }

    @Test
    void countsNoAttemptToSignInThatABusyServerRefused() throws Exception {
        accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        var random = new SecureRandom();
        var limits = new Limits(() -> 0);
        var noPlaces = new SignIn(new Users(database), new Sessions(database), new Passwords(CHEAP, random, 0), limits,
                () -> now, random, accounts.admission(), (_, _) -> {});

        noPlaces.attempt(HOME);
        assertRefused(Reason.BUSY, () -> noPlaces.signIn(HOME, name, PASSWORD));

        for (int i = 0; i < Limits.NETWORK_ATTEMPTS; i++) {
            limits.signIn(HOME);
        }
        for (int i = 0; i < Limits.NAME_ATTEMPTS; i++) {
            limits.tryPassword(HOME, name.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void countsNoSignUpThatADatabaseThatIsAwayRefused(@TempDir Path directory) throws Exception {
        var away = Database.open(DatabaseSettings.embedded(directory), Schema.load(Path.of("schema.sql")));
        away.close();
        var closed = new Accounts(away, CHEAP, () -> now, () -> 0);

        for (int i = 0; i < Limits.SIGN_UPS + 1; i++) {
            closed.attemptSignUp(HOME);
            assertThrows(DatabaseException.class, () -> closed.signUp(HOME, name, PASSWORD, Optional.empty()));
        }
    }

    @Test
    void removesAnAccountForWhoKnowsThePassword() throws Exception {
        var in = accounts.signUp(HOME, name, PASSWORD, Optional.empty());
        var key = accounts.newKey(in.user());
        news.clear();

        assertRefused(Reason.WRONG_PASSWORD, () -> accounts.delete(HOME, in.user(), "fel ord här"));
        assertTrue(accounts.byName(name).isPresent());
        accounts.delete(HOME, in.user(), PASSWORD);

        assertEquals(Optional.empty(), accounts.byName(name));
        assertEquals(Optional.empty(), accounts.byKey(key.text()));
        assertEquals(Optional.empty(), signIn.find(in.token()));
        assertEquals(List.of("removed " + name), news);
        assertRefused(Reason.GONE, () -> accounts.newKey(in.user()));
        assertRefused(Reason.GONE, () ->
                accounts.describe(in.user(), Optional.of("x"), Optional.empty(), Optional.empty(), Optional.empty()));
        accounts.signUp(HOME, name, PASSWORD, Optional.empty());
    }

    @Test
    void tellsWhichSessionsHaveNotEnded() throws Exception {
        var first = accounts.signUp(HOME, name, PASSWORD, Optional.empty()).token();
        pass(Duration.ofDays(20));
        var second = signIn.signIn(HOME, name, PASSWORD).token();
        var third = signIn.signIn(HOME, name, PASSWORD).token();
        signIn.signOut(third);
        var all = List.of(first.session(), second.session(), third.session());

        assertEquals(Set.of(first.session(), second.session()), signIn.present(all));
        pass(Duration.ofDays(20));
        assertEquals(Set.of(second.session()), signIn.present(all));
        assertEquals(name, signIn.holder(second.session()).orElseThrow().name());
        assertEquals(Optional.empty(), signIn.holder(first.session()));
    }

    private User user() throws Exception {
        return accounts.byName(name).orElseThrow();
    }

    private Accounts accounts(Argon2Hash.Cost cost) {
        var made = new Accounts(database, cost, () -> now, System::nanoTime);
        made.listen(new AccountListener() {
            @Override
            public void described(User user) {
                news.add(user.title() + "|" + user.description() + "|" + user.game());
            }

            @Override
            public void keyChanged(User user) {
                news.add("key of " + user.name());
            }

            @Override
            public void signedOut(User user, Predicate<String> which) {
                // What it does is tested on sockets.
            }

            @Override
            public void banned(User user) {
                news.add("banned " + user.name());
            }

            @Override
            public void removed(User user) {
                news.add("removed " + user.name());
            }
        });
        return made;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    static AccountException assertRefused(Reason reason, Executable attempt) {
        var refusal = assertThrows(AccountException.class, attempt);
        assertEquals(reason, refusal.reason());
        return refusal;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
