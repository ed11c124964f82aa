package stream.server.api;

import java.io.IOException;
import java.util.Optional;
import stream.server.account.Accounts;
import stream.server.chat.Speaker;
import stream.server.live.Standings;
import stream.server.live.Visitor;
import stream.server.store.User;

/// What people may do in a chat, from the database.
///
/// **Threads.** Safe for all.
public final class ChatStandings implements Standings {
    private final Accounts accounts;

    public ChatStandings(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Speaker> of(Visitor visitor, String channel) throws IOException {
        return user(visitor).map(user -> new Speaker(user.name()));
    }

    private Optional<User> user(Visitor visitor) throws IOException {
        return visitor.session().isEmpty()
                ? accounts.byId(visitor.id())
                : accounts.signIn().holder(visitor.session());
    }
}
