package stream.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// The tables `admins` and `site_bans`: who keeps order on the site, and who is no longer let in.
///
/// **Threads.** Safe for all.
public final class Admins {
    /// Values in one statement.
    private static final int ASKED_AT_ONCE = 200;
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
        var all = List.copyOf(folded);
        var banned = new ArrayList<String>();
        for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + ASKED_AT_ONCE));
            var sql = "SELECT username FROM users JOIN site_bans ON site_bans.user_id = users.id"
                    + " WHERE username_folded IN (" + String.join(", ", Collections.nCopies(some.size(), "?")) + ")";
            banned.addAll(database.read(connection ->
                    Statements.all(connection, sql, row -> row.getString(1), some.toArray())));
        }
        return banned;
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
