package stream.server.api;

import java.util.function.Predicate;
import stream.server.account.AccountListener;
import stream.server.live.Channels;
import stream.server.store.User;

/// Takes what changes in an account to the channel that is live.
///
/// **Threads.** Safe for all.
public final class LiveAccounts implements AccountListener {
    private final Channels channels;

    public LiveAccounts(Channels channels) {
        this.channels = channels;
    }

    @Override
    public void described(User user) {
        channels.describe(ChannelsApi.profile(user));
    }

    @Override
    public void keyChanged(User user) {
        channels.revoke(user.name());
    }

    @Override
    public void signedOut(User user, Predicate<String> which) {
        // A stream key is no session.
        channels.endSessions(user.id(), which.and(session -> !session.isEmpty()));
    }

    @Override
    public void banned(User user) {
        channels.ban(user.name());
        channels.endSessions(user.id(), _ -> true);
    }

    @Override
    public void removed(User user) {
        channels.remove(user.name());
        channels.endSessions(user.id(), _ -> true);
        channels.removeLinesOf(user.name());
    }
}
