package stream.server.account;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import stream.server.account.AccountException.Reason;
import stream.server.store.Credentials;
import stream.server.store.DatabaseException;
import stream.server.store.Session;
import stream.server.store.Sessions;
import stream.server.store.User;
import stream.server.store.Users;

/// Proof of who somebody is: passwords, and sessions for those who gave one.
///
/// A session lasts while it is used, and not for ever. Its token is new at each sign-in, so that nobody
/// can prepare one for somebody else.
///
/// **Threads.** Safe for all.
public final class SignIn {
    /// A session that is not used ends.
    private static final Duration IDLE = Duration.ofDays(30);
    /// So does one that is used, in time.
    private static final Duration LONGEST = Duration.ofDays(180);
    /// Use is noted this often: reading a page should not write to the database.
    private static final Duration NOTED = Duration.ofMinutes(10);
    /// Sessions of one user, the newest: more than anybody has devices.
    static final int MAX_SESSIONS = 50;
    /// Expired sessions are removed this often.
    private static final Duration SWEEP = Duration.ofHours(1);

    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Limits limits;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Admission admission;
    private final BiConsumer<User, Predicate<String>> ended;
    private final AtomicLong nextSweepMillis = new AtomicLong();

    /// @param ended hears which sessions of a user have ended
    SignIn(
            Users users,
            Sessions sessions,
            Passwords passwords,
            Limits limits,
            InstantSource clock,
            SecureRandom random,
            Admission admission,
            BiConsumer<User, Predicate<String>> ended) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.admission = admission;
        this.ended = ended;
    }

    /// Takes one of a network's attempts to sign in; to be called before the request's body is read.
    public void attempt(InetAddress from) throws AccountException {
        limits.signIn(from);
    }

    /// Starts a session for who knows the password, after an [#attempt].
    public SignedIn signIn(InetAddress from, String name, String password)
            throws AccountException, DatabaseException {
        var folded = Username.parse(name).map(Username::folded);
        if (folded.isEmpty() || password.length() > PasswordRules.LONGEST) {
            throw wrong(); // as anybody can see, without a look at any account
        }
        var user = users.byId(check(from, folded.get(), password)).orElseThrow(SignIn::wrong);
        // Only who knows the password learns of the ban.
        admission.check(user);
        return start(user);
    }

    /// Asks a user who is signed in for the password again.
    void confirm(InetAddress from, User user, String password) throws AccountException, DatabaseException {
        if (password.length() > PasswordRules.LONGEST) {
            throw wrong();
        }
        limits.signIn(from);
        check(from, new Username(user.name()).folded(), password);
    }

    /// @return the user's id
    private long check(InetAddress from, String folded, String password)
            throws AccountException, DatabaseException {
        limits.tryPassword(from, folded);
        var credentials = compare(from, folded, password);
        if (credentials.isEmpty()) {
            throw wrong();
        }
        var stored = credentials.get();
        limits.gotIn(from, folded);
        if (passwords.outdated(stored.passwordHash())) {
            users.setPassword(stored.userId(), passwords.hash(password));
        }
        return stored.userId();
    }

    /// @return those of the user, when the password is right
    private Optional<Credentials> compare(InetAddress from, String folded, String password)
            throws AccountException, DatabaseException {
        boolean compared = false;
        try {
            var found = users.credentials(folded);
            boolean right = found.isPresent()
                    ? passwords.matches(password, found.get().passwordHash()) : passwords.matchesNobody(password);
            compared = true;
            return right ? found : Optional.empty();
        } finally {
            if (!compared) {
                limits.giveBackAttempt(from, folded); // the server was busy, or its database away
            }
        }
    }

    SignedIn start(User user) throws DatabaseException {
        var now = clock.millis();
        sweep(now);
        var token = SessionToken.random(random);
        sessions.create(token.hash(), user.id(), now, now + IDLE.toMillis());
        sessions.deleteOldest(user.id(), MAX_SESSIONS, token.hash());
        return new SignedIn(user, token, IDLE);
    }

    /// Who shows this token, if anybody.
    public Optional<SignedIn> find(SessionToken token) throws DatabaseException {
        var now = clock.millis();
        var found = sessions.find(token.hash(), now);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var session = found.get();
        var expires = session.expiresMillis();
        if (now - session.lastUsedMillis() >= NOTED.toMillis()) {
            expires = Math.min(now + IDLE.toMillis(), session.createdMillis() + LONGEST.toMillis());
            sessions.renew(token.hash(), now, expires);
        }
        return Optional.of(new SignedIn(session.user(), token, Duration.ofMillis(expires - now)));
    }

    /// Whose session this is, if it has not ended.
    ///
    /// @param session as [SessionToken#session] says it
    public Optional<User> holder(String session) throws DatabaseException {
        return sessions.find(HexFormat.of().parseHex(session), clock.millis()).map(Session::user);
    }

    /// Those of some sessions that have not ended.
    ///
    /// @param some as [SessionToken#session] says them
    public Set<String> present(Collection<String> some) throws DatabaseException {
        var hex = HexFormat.of();
        var hashes = some.stream().map(hex::parseHex).toList();
        return sessions.present(hashes, clock.millis()).stream().map(hex::formatHex).collect(Collectors.toSet());
    }

    /// Ends the session.
    public void signOut(SessionToken token) throws DatabaseException {
        var session = sessions.find(token.hash(), clock.millis());
        if (session.isPresent()) {
            sessions.delete(token.hash());
            ended.accept(session.get().user(), token.session()::equals);
        }
    }

    /// Ends all sessions of the user, on whatever device.
    public void signOutEverywhere(User user) throws DatabaseException {
        sessions.deleteAll(user.id());
        ended.accept(user, _ -> true);
    }

    /// Ends all sessions of the user but this one.
    void signOutOthers(SignedIn kept) throws DatabaseException {
        sessions.deleteOthers(kept.user().id(), kept.token().hash());
        ended.accept(kept.user(), session -> !session.equals(kept.token().session()));
    }

    private void sweep(long now) throws DatabaseException {
        var next = nextSweepMillis.get();
        // Sooner than that it can only be after the clock was set back.
        var due = now >= next || now < next - SWEEP.toMillis();
        if (due && nextSweepMillis.compareAndSet(next, now + SWEEP.toMillis())) {
            sessions.deleteExpired(now);
        }
    }

    private static AccountException wrong() {
        return new AccountException(Reason.WRONG_PASSWORD, "The name or the password is wrong.");
    }
}
