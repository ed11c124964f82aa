package stream.follows;

import java.time.InstantSource;
import java.util.List;
import stream.server.account.AccountException;
import stream.server.account.AccountException.Reason;
import stream.server.account.Accounts;
import stream.server.store.DatabaseException;
import stream.server.store.User;

/// Who follows whom.
///
/// **Threads.** Safe for all.
final class Following {
    /// Channels that one user may follow: more than anybody looks through, few enough for one answer.
    static final int MAX_FOLLOWED = 1000;

    private final Follows follows;
    private final Accounts accounts;
    private final InstantSource clock;

    Following(Follows follows, Accounts accounts, InstantSource clock) {
        this.follows = follows;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Follows, unless that is so already.
    public void follow(User follower, User streamer) throws AccountException, DatabaseException {
        accounts.change(follower);
        if (follower.id() == streamer.id()) {
            throw new AccountException(Reason.OWN_CHANNEL, "This is your own channel.");
        }
        if (follows.followed(follower.id()) >= MAX_FOLLOWED) {
            throw new AccountException(Reason.TOO_MANY, "You can follow " + MAX_FOLLOWED + " channels.");
        }
        follows.add(follower.id(), streamer.id(), clock.millis());
    }

    public void unfollow(User follower, User streamer) throws AccountException, DatabaseException {
        accounts.change(follower);
        follows.remove(follower.id(), streamer.id());
    }

    public boolean follows(User follower, User streamer) throws DatabaseException {
        return follows.contains(follower.id(), streamer.id());
    }

    /// How many follow a streamer.
    public int followers(User streamer) throws DatabaseException {
        return follows.followers(streamer.id());
    }

    /// Whom somebody follows, last seen first.
    public List<User> of(User follower) throws DatabaseException {
        return follows.of(follower.id());
    }
}
