package stream.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.Optional;

/// The table `users`.
///
/// Names are looked up folded to lower case, by the caller; secrets come in hashed. What changes a
/// user answers whether the user was there.
///
/// **Threads.** Safe for all.
public final class Users {
    /// What [#user(ResultSet)] reads, first in a row.
    public static final String COLUMNS = "users.id, users.username, users.title, users.description, users.game, users.language,"
            + " users.stream_key IS NOT NULL, EXISTS (SELECT 1 FROM admins WHERE admins.user_id = users.id),"
            + " users.created, users.last_online";

    /// Locks a row that is always there. Who makes a user holds it until that is done, so that of two who
    /// are the first at the same moment the second sees the other.
    private static final String TAKE_TURN = "SELECT version FROM schema_version WHERE version = 1 FOR UPDATE";

    /// For a user who has not streamed.
    private static final long NEVER = 0;

    private final Database database;

    public Users(Database database) {
        this.database = database;
    }

    /// Makes a user; the first that there is becomes an admin.
    ///
    /// @param folded the name in lower case
    /// @return the new user's id; none when the name is taken
    public Optional<Long> create(String name, String folded, String passwordHash, long nowMillis)
            throws DatabaseException {
        var sql = "INSERT INTO users (username, username_folded, password, created, last_online)"
                + " VALUES (?, ?, ?, ?, ?)";
        return database.transact(connection -> {
            Statements.one(connection, TAKE_TURN, row -> row.getInt(1));
            try (var insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                Statements.set(insert, name, folded, passwordHash, nowMillis, NEVER);
                insert.executeUpdate();
                try (var key = insert.getGeneratedKeys()) {
                    key.next();
                    long id = key.getLong(1);
                    Statements.update(
                            connection,
                            "INSERT INTO admins (user_id, appointed) SELECT id, ? FROM users WHERE id = ?"
                                    + " AND NOT EXISTS (SELECT 1 FROM users earlier WHERE earlier.id < users.id)",
                            nowMillis,
                            id);
                    return Optional.of(id);
                }
            } catch (SQLIntegrityConstraintViolationException _) {
                return Optional.<Long>empty(); // the name is all that these values can violate
            }
        });
    }

    public boolean isEmpty() throws DatabaseException {
        return database.read(connection ->
                Statements.one(connection, "SELECT 1 FROM users LIMIT 1", row -> true).isEmpty());
    }

    public Optional<User> byName(String folded) throws DatabaseException {
        return find("username_folded = ?", folded);
    }

    public Optional<User> byId(long id) throws DatabaseException {
        return find("id = ?", id);
    }

    /// @param hash of the stream key
    public Optional<User> byKey(byte[] hash) throws DatabaseException {
        return find("stream_key = ?", hash);
    }

    private Optional<User> find(String condition, Object value) throws DatabaseException {
        var sql = "SELECT " + COLUMNS + " FROM users WHERE " + condition;
        return database.read(connection -> Statements.one(connection, sql, Users::user, value));
    }

    public Optional<Credentials> credentials(String folded) throws DatabaseException {
        return database.read(connection -> Statements.one(
                connection,
                "SELECT id, password FROM users WHERE username_folded = ?",
                row -> new Credentials(row.getLong(1), row.getString(2)),
                folded));
    }

    public boolean setPassword(long id, String passwordHash) throws DatabaseException {
        return setPassword(id, passwordHash, Optional.empty());
    }

    /// @param keyHash of a new stream key, if there is to be one
    public boolean setPassword(long id, String passwordHash, Optional<byte[]> keyHash) throws DatabaseException {
        return change(
                "UPDATE users SET password = ?, stream_key = COALESCE(?, stream_key) WHERE id = ?",
                passwordHash,
                keyHash.orElse(null),
                id);
    }

    /// @param hash of the stream key
    public boolean setKey(long id, byte[] hash) throws DatabaseException {
        return change("UPDATE users SET stream_key = ? WHERE id = ?", hash, id);
    }

    public boolean setOnline(long id, long nowMillis) throws DatabaseException {
        return change("UPDATE users SET last_online = ? WHERE id = ?", nowMillis, id);
    }

    /// Changes what is given and leaves the rest.
    public boolean describe(
            long id,
            Optional<String> title,
            Optional<String> description,
            Optional<String> game,
            Optional<String> language)
            throws DatabaseException {
        return change(
                "UPDATE users SET title = COALESCE(?, title), description = COALESCE(?, description),"
                        + " game = COALESCE(?, game), language = COALESCE(?, language) WHERE id = ?",
                title.orElse(null),
                description.orElse(null),
                game.orElse(null),
                language.orElse(null),
                id);
    }

    private boolean change(String sql, Object... values) throws DatabaseException {
        return database.write(connection -> Statements.update(connection, sql, values) == 1);
    }

    /// Removes the user, the sessions, the channel's chat and what the user wrote elsewhere.
    public boolean delete(long id) throws DatabaseException {
        return database.transact(connection -> {
            Statements.update(
                    connection,
                    "UPDATE chat_lines SET author = '', body = ''"
                            + " WHERE author = (SELECT username FROM users WHERE id = ?)",
                    id);
            return Statements.update(connection, "DELETE FROM users WHERE id = ?", id) == 1;
        });
    }

    /// The user of a row that begins with [#COLUMNS].
    public static User user(ResultSet row) throws SQLException {
        return new User(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getLong(9),
                row.getLong(10));
    }
}
