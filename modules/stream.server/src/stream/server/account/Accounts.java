package stream.server.account;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import stream.server.account.AccountException.Reason;
import stream.server.store.Admins;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.Sessions;
import stream.server.store.User;
import stream.server.store.Users;

/// The accounts: made, described, given stream keys and removed.
///
/// **Threads.** Safe for all; listeners are called on the thread that made the change.
public final class Accounts {
    private final Users users;
    private final Passwords passwords;
    private final Limits limits;
    private final SignIn signIn;
    private final Admission admission;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final List<AccountListener> listeners = new CopyOnWriteArrayList<>();

    public Accounts(Database database) {
        this(database, Argon2Hash.Cost.RECOMMENDED, InstantSource.system(), System::nanoTime);
    }

    Accounts(Database database, Argon2Hash.Cost cost, InstantSource clock, LongSupplier nanoTime) {
        this.users = new Users(database);
        this.passwords = new Passwords(cost, random);
        this.limits = new Limits(nanoTime);
        this.clock = clock;
        this.admission = new Admission(
                new Admins(database), limits, clock, user -> tell(listener -> listener.banned(user)));
        this.signIn = new SignIn(
                users, new Sessions(database), passwords, limits, clock, random, admission, this::signedOut);
    }

    /// How often each limit was reached, by a name for programs.
    public Map<String, Long> refusals() {
        var refusals = new TreeMap<>(limits.refusals());
        refusals.put("password-hashing", passwords.refused());
        return refusals;
    }

    public SignIn signIn() {
        return signIn;
    }

    public Admission admission() {
        return admission;
    }

    public void listen(AccountListener listener) {
        listeners.add(listener);
    }

    /// Takes one of the accounts that a network may make; to be called before the request's body is read.
    public void attemptSignUp(InetAddress from) throws AccountException {
        limits.signUp(from);
    }

    /// Makes an account and signs its owner in, after an [#attemptSignUp].
    ///
    /// @param language of the page where that happens, which streams are taken to be in
    public SignedIn signUp(InetAddress from, String name, String password, Optional<String> language)
            throws AccountException, DatabaseException {
        boolean counts = false;
        try {
            var in = create(from, name, password, language);
            counts = true;
            return in;
        } catch (AccountException e) {
            counts = e.reason() == Reason.NAME_TAKEN;
            throw e;
        } finally {
            if (!counts) {
                limits.giveBackSignUp(from);
            }
        }
    }

    private SignedIn create(InetAddress from, String name, String password, Optional<String> language)
            throws AccountException, DatabaseException {
        var chosen = Username.choose(name);
        PasswordRules.check(password, chosen);
        if (users.byName(chosen.folded()).isPresent()) {
            throw taken();
        }
        var id = users.create(chosen.text(), chosen.folded(), passwords.hash(password), clock.millis())
                .orElseThrow(Accounts::taken);
        var unsaid = Optional.<String>empty();
        users.describe(id, unsaid, unsaid, unsaid, Optional.of(StreamLanguage.ofPage(language)));
        limits.gotIn(from, chosen.folded());
        return signIn.start(users.byId(id).orElseThrow(Accounts::gone));
    }

    /// Whether nobody has an account yet: the first becomes an admin.
    public boolean isEmpty() throws DatabaseException {
        return users.isEmpty();
    }

    /// The user of that name in whatever case.
    public Optional<User> byName(String name) throws DatabaseException {
        var username = Username.parse(name);
        return username.isEmpty() ? Optional.empty() : users.byName(username.get().folded());
    }

    /// The user of this id.
    public Optional<User> byId(long id) throws DatabaseException {
        return users.byId(id);
    }

    /// Whose stream key this is.
    ///
    /// @throws AccountException when the account is banned
    public Optional<User> byKey(String key) throws AccountException, DatabaseException {
        var parsed = StreamKey.parse(key);
        var user = parsed.isEmpty() ? Optional.<User>empty() : users.byKey(parsed.get().hash());
        if (user.isPresent()) {
            admission.check(user.get());
        }
        return user;
    }

    /// Changes what is given and leaves the rest.
    ///
    /// @return the user as it is now
    public User describe(
            User user,
            Optional<String> title,
            Optional<String> description,
            Optional<String> game,
            Optional<String> language)
            throws AccountException, DatabaseException {
        limits.change(user.id());
        users.describe(
                user.id(),
                ProfileText.TITLE.clean(title),
                ProfileText.DESCRIPTION.clean(description),
                ProfileText.GAME.clean(game),
                StreamLanguage.check(language));
        var now = users.byId(user.id()).orElseThrow(Accounts::gone);
        tell(listener -> listener.described(now));
        return now;
    }

    /// Takes one of the changes that a user may make in a while.
    public void change(User user) throws AccountException {
        limits.change(user.id());
    }

    /// A new stream key, which ends the old one. It is not kept and cannot be shown again.
    public StreamKey newKey(User user) throws AccountException, DatabaseException {
        limits.change(user.id());
        var key = StreamKey.random(random);
        if (!users.setKey(user.id(), key.hash())) {
            throw gone();
        }
        tell(listener -> listener.keyChanged(user));
        return key;
    }

    /// Changes the password of the user who is signed in, and ends the other sessions.
    ///
    /// @param newKey whether the stream key, which goes on working otherwise, is replaced in the same step
    /// @return the new stream key, as from [#newKey]
    public Optional<StreamKey> changePassword(
            InetAddress from, SignedIn signedIn, String current, String password, boolean newKey)
            throws AccountException, DatabaseException {
        var user = signedIn.user();
        PasswordRules.check(password, new Username(user.name()));
        signIn.confirm(from, user, current);
        var key = newKey ? Optional.of(StreamKey.random(random)) : Optional.<StreamKey>empty();
        if (!users.setPassword(user.id(), passwords.hash(password), key.map(StreamKey::hash))) {
            throw gone();
        }
        signIn.signOutOthers(signedIn);
        if (newKey) {
            tell(listener -> listener.keyChanged(user));
        }
        return key;
    }

    /// Removes the account and all of it.
    public void delete(InetAddress from, User user, String password)
            throws AccountException, DatabaseException {
        signIn.confirm(from, user, password);
        users.delete(user.id());
        tell(listener -> listener.removed(user));
    }

    /// Notes that the user streams.
    public void online(User user) throws DatabaseException {
        users.setOnline(user.id(), clock.millis());
    }

    private void signedOut(User user, Predicate<String> which) {
        tell(listener -> listener.signedOut(user, which));
    }

    private void tell(Consumer<AccountListener> news) {
        listeners.forEach(news);
    }

    private static AccountException taken() {
        return new AccountException(Reason.NAME_TAKEN, "This name is taken. Choose another.");
    }

    private static AccountException gone() {
        return new AccountException(Reason.GONE, "This account was removed.");
    }
}
