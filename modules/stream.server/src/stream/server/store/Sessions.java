package stream.server.store;

import java.util.List;
import java.util.Optional;

/// The table `sessions`. A session is known by the hash of its token; the token itself is never here.
///
/// **Threads.** Safe for all.
public final class Sessions {
    /// A session that was made while its user was being banned opens nothing.
    private static final String LET_IN =
            "NOT EXISTS (SELECT 1 FROM site_bans WHERE site_bans.user_id = sessions.user_id)";

    private final Database database;

    public Sessions(Database database) {
        this.database = database;
    }

    public void create(byte[] hash, long userId, long nowMillis, long expiresMillis)
            throws DatabaseException {
        change(
                "INSERT INTO sessions (token, user_id, created, last_used, expires) VALUES (?, ?, ?, ?, ?)",
                hash,
                userId,
                nowMillis,
                nowMillis,
                expiresMillis);
    }

    /// The session and its user, unless it has expired.
    public Optional<Session> find(byte[] hash, long nowMillis) throws DatabaseException {
        var sql = "SELECT " + Users.COLUMNS + ", sessions.created, sessions.last_used, sessions.expires"
                + " FROM sessions JOIN users ON users.id = sessions.user_id"
                + " WHERE sessions.token = ? AND sessions.expires > ? AND " + LET_IN;
        return database.read(connection -> Statements.one(
                connection,
                sql,
                row -> new Session(Users.user(row), row.getLong(11), row.getLong(12), row.getLong(13)),
                hash,
                nowMillis));
    }

    /// Those of some sessions that have not expired or ended.
    public List<byte[]> present(List<byte[]> hashes, long nowMillis) throws DatabaseException {
        var sql = "SELECT token FROM sessions WHERE expires > ? AND " + LET_IN + " AND token IN";
        return database.read(connection ->
                Statements.among(connection, sql, hashes, row -> row.getBytes(1), nowMillis));
    }

    public void renew(byte[] hash, long nowMillis, long expiresMillis) throws DatabaseException {
        change(
                "UPDATE sessions SET last_used = ?, expires = ? WHERE token = ?",
                nowMillis,
                expiresMillis,
                hash);
    }

    public void delete(byte[] hash) throws DatabaseException {
        change("DELETE FROM sessions WHERE token = ?", hash);
    }

    /// Ends all sessions of a user but one.
    public void deleteOthers(long userId, byte[] keptHash) throws DatabaseException {
        change("DELETE FROM sessions WHERE user_id = ? AND token <> ?", userId, keptHash);
    }

    /// Ends all sessions of a user.
    public void deleteAll(long userId) throws DatabaseException {
        change("DELETE FROM sessions WHERE user_id = ?", userId);
    }

    /// Ends all sessions of a user but the newest, and never the one that was just made: after the clock was
    /// set back it looks older than others.
    public void deleteOldest(long userId, int kept, byte[] madeHash) throws DatabaseException {
        database.transact(connection -> {
            var oldestKept = Statements.one(
                    connection,
                    "SELECT created FROM sessions WHERE user_id = ? ORDER BY created DESC LIMIT 1 OFFSET ?",
                    row -> row.getLong(1),
                    userId,
                    kept - 1);
            return oldestKept.isEmpty() ? 0 : Statements.update(
                    connection,
                    "DELETE FROM sessions WHERE user_id = ? AND created < ? AND token <> ?",
                    userId,
                    oldestKept.get(),
                    madeHash);
        });
    }

    /// @return how many had expired
    public int deleteExpired(long nowMillis) throws DatabaseException {
        return change("DELETE FROM sessions WHERE expires <= ?", nowMillis);
    }

    private int change(String sql, Object... values) throws DatabaseException {
        return database.write(connection -> Statements.update(connection, sql, values));
    }
}
