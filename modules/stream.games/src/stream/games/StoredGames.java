package stream.games;

import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import java.util.Optional;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.Statements;

/// The table `games`: what a catalogue elsewhere told of, for when it is away.
///
/// **Threads.** Safe for all.
final class StoredGames {
    private final Database database;

    public StoredGames(Database database) {
        this.database = database;
    }

    /// Keeps games, those that are there with a new cover. A picture is kept for as long as the cover is
    /// the same.
    public void save(List<StoredGame> games, long nowMillis) throws DatabaseException {
        for (var game : games) {
            database.write(connection -> {
                if (Statements.update(
                                connection,
                                "UPDATE games SET picture = CASE WHEN cover = ? THEN picture END, cover = ?,"
                                        + " fetched = ? WHERE slug = ?",
                                game.cover(), game.cover(), nowMillis, game.slug()) > 0) {
                    return null;
                }
                try {
                    Statements.update(
                            connection,
                            "INSERT INTO games (slug, name, cover, fetched) VALUES (?, ?, ?, ?)",
                            game.slug(), game.name(), game.cover(), nowMillis);
                } catch (SQLIntegrityConstraintViolationException _) {
                    // Somebody else has just kept it.
                }
                return null;
            });
        }
    }

    /// The games that were told of last.
    public List<StoredGame> all(int most) throws DatabaseException {
        return database.read(connection -> Statements.all(
                connection,
                "SELECT slug, name, cover FROM games ORDER BY fetched DESC LIMIT ?",
                row -> new StoredGame(row.getString(1), row.getString(2), row.getString(3)),
                most));
    }

    public Optional<byte[]> picture(String slug) throws DatabaseException {
        return database.read(connection -> Statements.one(
                connection,
                "SELECT picture FROM games WHERE slug = ? AND picture IS NOT NULL",
                row -> row.getBytes(1),
                slug));
    }

    public void setPicture(String slug, byte[] picture) throws DatabaseException {
        database.write(connection ->
                Statements.update(connection, "UPDATE games SET picture = ? WHERE slug = ?", picture, slug));
    }
}
