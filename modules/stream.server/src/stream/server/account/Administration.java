package stream.server.account;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import stream.server.account.AccountException.Reason;
import stream.server.store.Admins;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.Sessions;
import stream.server.store.User;
import stream.server.store.Users;

/// What a sysadmin does to accounts from the command line: no limits on how often, passwords made by
/// the machine.
public final class Administration {
    /// Twenty of 32 characters are 100 bits.
    private static final int PASSWORD_CHARACTERS = 20;
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Users users;
    private final Admins admins;
    private final Sessions sessions;
    private final SecureRandom random = new SecureRandom();
    private final Passwords passwords = new Passwords(Argon2Hash.Cost.RECOMMENDED, random);
    private final InstantSource clock = InstantSource.system();

    /// An account with what opens it; neither secret can be shown again.
    public record Created(String name, StreamKey key, String password) {}

    public Administration(Database database) {
        this.users = new Users(database);
        this.admins = new Admins(database);
        this.sessions = new Sessions(database);
    }

    /// @throws AccountException when one of them is no name that an account can have
    public static void requireNames(List<String> names) throws AccountException {
        for (var name : names) {
            if (Username.parse(name).isEmpty()) {
                throw new AccountException(Reason.BAD_NAME, "\"" + name + "\" cannot be a name: a name has 3 to 25"
                    + " characters: letters from a to z, digits and underscores.");
            }
        }
    }

    /// @throws AccountException when an account of one of these names could not be made, or one is given twice
    public void requireFree(List<String> names) throws AccountException, DatabaseException {
        requireNames(names);
        var seen = new HashSet<String>();
        for (var name : names) {
            var folded = choose(name).folded();
            if (!seen.add(folded)) {
                throw new AccountException(Reason.NAME_TAKEN, "The name " + name + " is given twice.");
            }
            if (users.byName(folded).isPresent()) {
                throw taken(name);
            }
        }
    }

    /// @throws AccountException when one of these names has no account
    public void requireAccounts(List<String> names) throws AccountException, DatabaseException {
        for (var name : names) {
            user(name);
        }
    }

    private static Username choose(String name) throws AccountException {
        try {
            return Username.choose(name);
        } catch (AccountException e) {
            throw new AccountException(e.reason(), name + ": " + e.getMessage());
        }
    }

    private static AccountException taken(String name) {
        return new AccountException(Reason.NAME_TAKEN, "The name " + name + " is taken.");
    }

    /// Makes an account.
    ///
    /// @throws AccountException when the name may not be used or is taken
    public Created create(String name) throws AccountException, DatabaseException {
        var chosen = Username.choose(name);
        var password = password();
        long id = users.create(chosen.text(), chosen.folded(), passwords.hash(password), clock.millis())
                .orElseThrow(() -> taken(name));
        var key = StreamKey.random(random);
        users.setKey(id, key.hash());
        return new Created(chosen.text(), key, password);
    }

    /// Gives an account another password and ends its sessions.
    ///
    /// @return the new password
    /// @throws AccountException when there is no such account
    public String resetPassword(String name) throws AccountException, DatabaseException {
        var user = user(name);
        var password = password();
        users.setPassword(user.id(), passwords.hash(password));
        sessions.deleteAll(user.id());
        return password;
    }

    /// Makes an account an admin of the site, or one no more. A server that is running notices within half a
    /// minute.
    ///
    /// @throws AccountException when there is no such account
    public void setAdmin(String name, boolean admin) throws AccountException, DatabaseException {
        if (admin) {
            admins.appoint(user(name).id(), clock.millis());
        } else {
            admins.dismiss(user(name).id());
        }
    }

    /// Bans an account from the site, or lets it in again. A server that is running notices within half
    /// a minute.
    ///
    /// @throws AccountException when there is no such account
    public void setBanned(String name, boolean banned) throws AccountException, DatabaseException {
        if (banned) {
            admins.ban(user(name).id(), clock.millis());
        } else {
            admins.unban(user(name).id());
        }
    }

    private User user(String name) throws AccountException, DatabaseException {
        var parsed = Username.parse(name);
        var user = parsed.isEmpty() ? Optional.<User>empty() : users.byName(parsed.get().folded());
        return user.orElseThrow(() -> new AccountException(Reason.GONE, "There is no account " + name + "."));
    }

    private String password() {
        var text = new StringBuilder();
        for (int i = 0; i < PASSWORD_CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
