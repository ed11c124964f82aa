package stream.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The tables `moderators` and `chat_bans`: who may do what in a chat.
///
/// **Threads.** Safe for all.
public final class ChatStandings {
    private final Database database;

    /// What somebody is in one channel.
    ///
    /// @param silentMillis when the user's ban ends, ms since 1970; 0 when there is none
    public record Standing(long channelId, boolean moderator, boolean follows, long silentMillis) {}

    /// @param endsMillis [Long#MAX_VALUE] for never
    public record Ban(String name, long bannedMillis, long endsMillis) {}

    public ChatStandings(Database database) {
        this.database = database;
    }

    /// @param folded the streamer's name in lower case
    public Optional<Standing> of(long userId, String folded, long nowMillis) throws DatabaseException {
        var sql = "SELECT users.id,"
                + " EXISTS (SELECT 1 FROM moderators m WHERE m.channel_id = users.id AND m.user_id = ?),"
                + " EXISTS (SELECT 1 FROM follows f WHERE f.channel_id = users.id AND f.follower_id = ?),"
                + " COALESCE((SELECT ends FROM chat_bans b WHERE b.channel_id = users.id AND b.user_id = ?"
                + " AND b.ends > ?), 0) FROM users WHERE username_folded = ?";
        return database.read(connection -> Statements.one(
                connection,
                sql,
                row -> new Standing(row.getLong(1), row.getBoolean(2), row.getBoolean(3), row.getLong(4)),
                userId,
                userId,
                userId,
                nowMillis,
                folded));
    }

    /// Whether the user is a moderator there who may write: one who is banned or timed out does not moderate.
    public boolean moderates(long userId, long channelId, long nowMillis) throws DatabaseException {
        var sql = "SELECT 1 FROM moderators m WHERE channel_id = ? AND user_id = ? AND NOT EXISTS (SELECT 1"
                + " FROM chat_bans b WHERE b.channel_id = m.channel_id AND b.user_id = m.user_id AND b.ends > ?)";
        return database.read(connection ->
                Statements.one(connection, sql, row -> true, channelId, userId, nowMillis).isPresent());
    }

    /// Makes somebody a moderator, who may be one already.
    public void appoint(long channelId, long userId, long nowMillis) throws DatabaseException {
        database.transact(connection -> {
            dismiss(connection, channelId, userId);
            return Statements.update(
                    connection,
                    "INSERT INTO moderators (channel_id, user_id, appointed) VALUES (?, ?, ?)",
                    channelId,
                    userId,
                    nowMillis);
        });
    }

    public void dismiss(long channelId, long userId) throws DatabaseException {
        database.write(connection -> dismiss(connection, channelId, userId));
    }

    private static int dismiss(Connection connection, long channelId, long userId) throws SQLException {
        return Statements.update(
                connection, "DELETE FROM moderators WHERE channel_id = ? AND user_id = ?", channelId, userId);
    }

    /// The names of a channel's moderators.
    public List<String> moderators(long channelId) throws DatabaseException {
        var sql = "SELECT username FROM moderators JOIN users ON users.id = moderators.user_id"
                + " WHERE channel_id = ? ORDER BY username_folded";
        return database.read(connection ->
                Statements.all(connection, sql, row -> row.getString(1), channelId));
    }

    /// Bans somebody until a time, in place of a ban that there may be. Bans that have ended go.
    public void ban(long channelId, long userId, long nowMillis, long endsMillis) throws DatabaseException {
        database.transact(connection -> {
            Statements.update(
                    connection, "DELETE FROM chat_bans WHERE channel_id = ? AND ends <= ?", channelId, nowMillis);
            unban(connection, channelId, userId);
            return Statements.update(
                    connection,
                    "INSERT INTO chat_bans (channel_id, user_id, banned, ends) VALUES (?, ?, ?, ?)",
                    channelId,
                    userId,
                    nowMillis,
                    endsMillis);
        });
    }

    public void unban(long channelId, long userId) throws DatabaseException {
        database.write(connection -> unban(connection, channelId, userId));
    }

    private static int unban(Connection connection, long channelId, long userId) throws SQLException {
        return Statements.update(
                connection, "DELETE FROM chat_bans WHERE channel_id = ? AND user_id = ?", channelId, userId);
    }

    /// The bans that hold in a channel, newest first.
    public List<Ban> bans(long channelId, long nowMillis, int most) throws DatabaseException {
        var sql = "SELECT username, banned, ends FROM chat_bans JOIN users ON users.id = chat_bans.user_id"
                + " WHERE channel_id = ? AND ends > ? ORDER BY banned DESC, username LIMIT ?";
        return database.read(connection ->
                Statements.all(connection, sql, ChatStandings::ban, channelId, nowMillis, most));
    }

    private static Ban ban(ResultSet row) throws SQLException {
        return new Ban(row.getString(1), row.getLong(2), row.getLong(3));
    }
}
