package stream.server.api;

import java.io.IOException;
import java.util.Optional;
import stream.server.account.Accounts;
import stream.server.chat.ChatRules;
import stream.server.chat.Speaker;
import stream.server.live.Standings;
import stream.server.live.Visitor;
import stream.server.moderation.Moderation;
import stream.server.store.User;

/// What people may do in a chat, from the database.
///
/// **Threads.** Safe for all.
public final class ChatStandings implements Standings {
    private final Accounts accounts;
    private final Moderation moderation;

    public ChatStandings(Accounts accounts, Moderation moderation) {
        this.accounts = accounts;
        this.moderation = moderation;
    }

    @Override
    public Optional<Speaker> of(Visitor visitor, String channel) throws IOException {
        var user = user(visitor);
        return user.isEmpty() ? Optional.empty() : moderation.speaker(user.get(), channel);
    }

    @Override
    public ChatRules rules(String channel) throws IOException {
        return moderation.rules(channel);
    }

    private Optional<User> user(Visitor visitor) throws IOException {
        return visitor.session().isEmpty()
                ? accounts.byId(visitor.id())
                : accounts.signIn().holder(visitor.session());
    }
}
