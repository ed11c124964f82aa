package stream.follows;

import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.Statements;
import stream.server.store.User;
import stream.server.store.Users;

/// The table `follows`: who wants to know when somebody is live.
///
/// **Threads.** Safe for all.
final class Follows {
    private final Database database;

    public Follows(Database database) {
        this.database = database;
    }

    /// Adds a follower, who may be one already. A channel whose user is gone gets none.
    public void add(long followerId, long channelId, long nowMillis) throws DatabaseException {
        var sql = "INSERT INTO follows (follower_id, channel_id, followed_at)"
                + " SELECT ?, id, ? FROM users WHERE id = ?"
                + " AND NOT EXISTS (SELECT 1 FROM follows WHERE follower_id = ? AND channel_id = ?)";
        database.write(connection -> {
            try {
                return Statements.update(
                        connection, sql, followerId, nowMillis, channelId, followerId, channelId);
            } catch (SQLIntegrityConstraintViolationException _) {
                return 0; // the same wish came twice at once, or the follower has just left
            }
        });
    }

    public void remove(long followerId, long channelId) throws DatabaseException {
        var sql = "DELETE FROM follows WHERE follower_id = ? AND channel_id = ?";
        database.write(connection -> Statements.update(connection, sql, followerId, channelId));
    }

    public boolean contains(long followerId, long channelId) throws DatabaseException {
        return count("follower_id = ? AND channel_id = ?", followerId, channelId) > 0;
    }

    /// How many follow a channel.
    public int followers(long channelId) throws DatabaseException {
        return count("channel_id = ?", channelId);
    }

    /// How many channels somebody follows.
    public int followed(long followerId) throws DatabaseException {
        return count("follower_id = ?", followerId);
    }

    private int count(String condition, Object... values) throws DatabaseException {
        var sql = "SELECT COUNT(*) FROM follows WHERE " + condition;
        return database.read(connection ->
                Statements.one(connection, sql, row -> row.getInt(1), values).orElse(0));
    }

    /// Whom somebody follows, last seen first.
    public List<User> of(long followerId) throws DatabaseException {
        var sql = "SELECT " + Users.COLUMNS + " FROM follows JOIN users ON users.id = follows.channel_id"
                + " WHERE follows.follower_id = ? ORDER BY users.last_online DESC, users.id";
        return database.read(connection -> Statements.all(connection, sql, Users::user, followerId));
    }
}
