package stream.pictures;

import java.util.Optional;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.Statements;

/// The table `pictures`: profile pictures, in two sizes.
///
/// **Threads.** Safe for all.
final class Pictures {
    private final Database database;

    public Pictures(Database database) {
        this.database = database;
    }

    /// Sets the picture of a user, or does nothing when the user is gone.
    public void set(long userId, byte[] large, byte[] small) throws DatabaseException {
        database.transact(connection -> {
            Statements.update(connection, "DELETE FROM pictures WHERE user_id = ?", userId);
            return Statements.update(
                    connection,
                    "INSERT INTO pictures (user_id, large, small) SELECT id, ?, ? FROM users WHERE id = ?",
                    large, small, userId);
        });
    }

    public void remove(long userId) throws DatabaseException {
        database.write(connection ->
                Statements.update(connection, "DELETE FROM pictures WHERE user_id = ?", userId));
    }

    /// @param folded the user's name in lower case
    public Optional<byte[]> large(String folded) throws DatabaseException {
        return find("large", folded);
    }

    /// @param folded the user's name in lower case
    public Optional<byte[]> small(String folded) throws DatabaseException {
        return find("small", folded);
    }

    private Optional<byte[]> find(String column, String folded) throws DatabaseException {
        var sql = "SELECT " + column + " FROM pictures JOIN users ON users.id = pictures.user_id"
                + " WHERE users.username_folded = ?";
        return database.read(connection ->
                Statements.one(connection, sql, row -> row.getBytes(1), folded));
    }
}
