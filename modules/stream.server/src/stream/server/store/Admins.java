package stream.server.store;

import java.util.Collection;
import java.util.List;

/// The tables `admins` and `site_bans`: who keeps order on the site, and who is no longer let in.
///
/// **Threads.** Safe for all.
public final class Admins {
    /// The character that makes the next one plain in a pattern.
    private static final String ESCAPE = "!";

    private final Database database;

    /// An account as an admin sees it.
    public record Account(User user, boolean banned) {}

    public Admins(Database database) {
        this.database = database;
    }

    /// Makes a user an admin, who may be one already.
    public void appoint(long userId, long nowMillis) throws DatabaseException {
        add("admins", "appointed", userId, nowMillis);
    }

    public void dismiss(long userId) throws DatabaseException {
        remove("admins", userId);
    }

    /// Bans a user, who may be banned already, and ends the user's sessions.
    public void ban(long userId, long nowMillis) throws DatabaseException {
        add("site_bans", "banned", userId, nowMillis);
        database.write(connection ->
                Statements.update(connection, "DELETE FROM sessions WHERE user_id = ?", userId));
    }

    public void unban(long userId) throws DatabaseException {
        remove("site_bans", userId);
    }

    private void add(String table, String time, long userId, long nowMillis) throws DatabaseException {
        database.transact(connection -> {
            Statements.update(connection, "DELETE FROM " + table + " WHERE user_id = ?", userId);
            return Statements.update(
                    connection,
                    "INSERT INTO " + table + " (user_id, " + time + ") VALUES (?, ?)",
                    userId,
                    nowMillis);
        });
    }

    private void remove(String table, long userId) throws DatabaseException {
        database.write(connection ->
                Statements.update(connection, "DELETE FROM " + table + " WHERE user_id = ?", userId));
    }

    public boolean isBanned(long userId) throws DatabaseException {
        var sql = "SELECT 1 FROM site_bans WHERE user_id = ?";
        return database.read(connection -> Statements.one(connection, sql, row -> true, userId).isPresent());
    }

    /// Those of some names that are banned.
    ///
    /// @param folded in lower case
    public List<String> bannedAmong(Collection<String> folded) throws DatabaseException {
        var sql = "SELECT username FROM users JOIN site_bans ON site_bans.user_id = users.id"
                + " WHERE username_folded IN";
        return database.read(connection -> Statements.among(connection, sql, folded, row -> row.getString(1)));
    }

    /// Those of some users who are admins.
    public List<Long> among(Collection<Long> ids) throws DatabaseException {
        var sql = "SELECT user_id FROM admins WHERE user_id IN";
        return database.read(connection -> Statements.among(connection, sql, ids, row -> row.getLong(1)));
    }

    /// Accounts whose names begin so, newest first.
    ///
    /// @param folded in lower case
    public List<Account> find(String folded, int most) throws DatabaseException {
        var pattern = folded.replaceAll("[!_%]", ESCAPE + "$0") + "%";
        var sql = "SELECT " + Users.COLUMNS + ", EXISTS (SELECT 1 FROM site_bans b WHERE b.user_id = users.id)"
                + " FROM users WHERE username_folded LIKE ? ESCAPE '" + ESCAPE + "' ORDER BY users.id DESC LIMIT ?";
        return database.read(connection -> Statements.all(
                connection, sql, row -> new Account(Users.user(row), row.getBoolean(11)), pattern, most));
    }
}
