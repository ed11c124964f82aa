package stream.server.store;

import java.util.List;
import java.util.Optional;

/// The table `chat_rules`: what each chat asks of those who write.
///
/// **Threads.** Safe for all.
public final class StoredRules {
    private final Database database;

    /// @param words that are not allowed; none has a line break
    public record Rules(
            int slowSeconds, boolean followersOnly, long ageSeconds, boolean shield, List<String> words) {}

    public StoredRules(Database database) {
        this.database = database;
    }

    /// @param folded the streamer's name in lower case
    /// @return none when the chat never had any
    public Optional<Rules> of(String folded) throws DatabaseException {
        var sql = "SELECT slow_seconds, followers_only, age_seconds, shield, words FROM chat_rules"
                + " WHERE channel_id = (SELECT id FROM users WHERE username_folded = ?)";
        return database.read(connection -> Statements.one(
                connection,
                sql,
                row -> new Rules(
                        row.getInt(1),
                        row.getInt(2) != 0,
                        row.getLong(3),
                        row.getInt(4) != 0,
                        row.getString(5).lines().toList()),
                folded));
    }

    public void save(long channelId, Rules rules) throws DatabaseException {
        database.transact(connection -> {
            Statements.update(connection, "DELETE FROM chat_rules WHERE channel_id = ?", channelId);
            return Statements.update(
                    connection,
                    "INSERT INTO chat_rules (channel_id, slow_seconds, followers_only, age_seconds, shield, words)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    channelId,
                    rules.slowSeconds(),
                    rules.followersOnly() ? 1 : 0,
                    rules.ageSeconds(),
                    rules.shield() ? 1 : 0,
                    String.join("\n", rules.words()));
        });
    }
}
