package stream.server.account;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import stream.server.account.AccountException.Reason;
import stream.server.store.Admins;
import stream.server.store.DatabaseException;
import stream.server.store.User;

/// Who is let in to the site, which its admins decide. An admin is banned by no other; the command line
/// makes admins, and makes them such no more.
///
/// **Threads.** Safe for all.
public final class Admission {
    /// As many as one looks through; a longer search finds the others.
    private static final int LISTED = 100;

    private final Admins admins;
    private final Limits limits;
    private final InstantSource clock;
    private final Consumer<User> banned;

    /// @param banned hears of each ban, after it was stored
    Admission(Admins admins, Limits limits, InstantSource clock, Consumer<User> banned) {
        this.admins = admins;
        this.limits = limits;
        this.clock = clock;
        this.banned = banned;
    }

    /// Lets in who is not banned.
    void check(User user) throws AccountException, DatabaseException {
        if (admins.isBanned(user.id())) {
            throw new AccountException(Reason.BANNED, "This account is banned from this site.");
        }
    }

    /// Bans an account: its sessions and its stream end, and it gets no others.
    public void ban(User actor, User target) throws AccountException, DatabaseException {
        acting(actor);
        if (target.admin()) {
            throw new AccountException(Reason.NOT_ALLOWED, "Nobody bans an admin of the site.");
        }
        admins.ban(target.id(), clock.millis());
        banned.accept(target);
    }

    public void unban(User actor, User target) throws AccountException, DatabaseException {
        acting(actor);
        admins.unban(target.id());
    }

    /// Accounts whose names begin so, newest first.
    public List<Admins.Account> find(User actor, String beginning) throws AccountException, DatabaseException {
        require(actor);
        return admins.find(beginning.strip().toLowerCase(Locale.ROOT), LISTED);
    }

    /// Those of some names that are banned.
    public List<String> bannedAmong(Collection<String> names) throws DatabaseException {
        return admins.bannedAmong(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    /// Those of some users who are admins.
    public Set<Long> adminsAmong(Collection<Long> ids) throws DatabaseException {
        return Set.copyOf(admins.among(List.copyOf(ids)));
    }

    /// Lets an admin change something.
    public void acting(User actor) throws AccountException {
        require(actor);
        limits.change(actor.id());
    }

    private static void require(User actor) throws AccountException {
        if (!actor.admin()) {
            throw new AccountException(Reason.NOT_ALLOWED, "Only admins of the site may do that.");
        }
    }
}
