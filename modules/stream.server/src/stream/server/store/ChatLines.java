package stream.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table `chat_lines`: the newest lines of each channel, so that a chat goes on after a restart.
///
/// Of a line that was taken away nothing is kept but its id, so that who comes back and still shows it
/// can be told: its author is nobody, which is no user's name.
///
/// Channels are known by their name folded to lower case.
///
/// **Threads.** Safe for all.
public final class ChatLines {
    /// Kept of each channel: ten times what a newcomer is shown.
    public static final int KEPT = 1000;
    /// Old lines are removed when a channel has got so many new ones, not with every line.
    static final int MAX_UNSWEPT = 50;
    /// Channels of which it is remembered how many they got.
    private static final int MAX_COUNTED_CHANNELS = 10_000;
    private static final String OF_CHANNEL = " channel_id = (SELECT id FROM users WHERE username_folded = ?)";

    private final Database database;
    /// New lines since a channel was swept; one that is not in it is swept with its next line.
    private final Map<String, Integer> unswept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_COUNTED_CHANNELS;
        }
    });

    public ChatLines(Database database) {
        this.database = database;
    }

    /// Keeps lines of one channel, all or none. A channel whose user is gone keeps nothing; a line that
    /// was kept before (and the answer lost) is not kept twice.
    public void append(String channel, List<ChatLine> lines) throws DatabaseException {
        database.transact(connection -> {
            insert(connection, channel, lines);
            sweepInTime(connection, channel, lines.size());
            return null;
        });
    }

    private void sweepInTime(Connection connection, String channel, int more) throws SQLException {
        int since = unswept.getOrDefault(channel, MAX_UNSWEPT) + more;
        if (since >= MAX_UNSWEPT) {
            sweep(connection, channel);
            since = 0;
        }
        unswept.put(channel, since);
    }

    private static void insert(Connection connection, String channel, List<ChatLine> lines) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO chat_lines (channel_id, line_id, author, author_role, body, written)"
                        + " SELECT id, ?, ?, ?, ?, ? FROM users WHERE username_folded = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM chat_lines c"
                        + " WHERE c.channel_id = users.id AND c.line_id = ?)")) {
            for (var line : lines) {
                var id = line.id();
                Statements.set(
                        insert, id, line.author(), line.role(), line.body(), line.writtenMillis(), channel, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Removes all but the newest lines. Ids have gaps (a new run of the server leaves one), so it is
    /// lines that are counted.
    private static void sweep(Connection connection, String channel) throws SQLException {
        var oldestKept = Statements.one(
                connection,
                "SELECT line_id FROM chat_lines WHERE" + OF_CHANNEL + " ORDER BY line_id DESC LIMIT 1 OFFSET ?",
                row -> row.getLong(1),
                channel,
                KEPT - 1);
        if (oldestKept.isPresent()) {
            Statements.update(
                    connection,
                    "DELETE FROM chat_lines WHERE line_id < ? AND" + OF_CHANNEL,
                    oldestKept.get(),
                    channel);
        }
    }

    /// Takes lines of a channel away, those too that were not kept yet.
    public void remove(String channel, List<Long> ids) throws DatabaseException {
        database.transact(connection -> {
            insert(connection, channel, ids.stream().map(id -> new ChatLine(id, "", "", "", 0)).toList());
            try (var empty = connection.prepareStatement(
                    "UPDATE chat_lines SET author = '', body = '' WHERE line_id = ? AND" + OF_CHANNEL)) {
                for (var id : ids) {
                    Statements.set(empty, id, channel);
                    empty.addBatch();
                }
                empty.executeBatch();
            }
            sweepInTime(connection, channel, ids.size());
            return null;
        });
    }

    /// The newest lines of a channel that were taken away, oldest first.
    public List<Long> removed(String channel, int count) throws DatabaseException {
        var sql = "SELECT line_id FROM chat_lines WHERE author = '' AND" + OF_CHANNEL
                + " ORDER BY line_id DESC LIMIT ?";
        return database.read(connection ->
                Statements.all(connection, sql, row -> row.getLong(1), channel, count)).reversed();
    }

    /// Who wrote a line, if it is there.
    public Optional<String> author(String channel, long id) throws DatabaseException {
        var sql = "SELECT author FROM chat_lines WHERE author <> '' AND line_id = ? AND" + OF_CHANNEL;
        return database.read(connection ->
                Statements.one(connection, sql, row -> row.getString(1), id, channel));
    }

    /// The lines that somebody wrote in a channel.
    public List<Long> idsOf(String channel, String author) throws DatabaseException {
        var sql = "SELECT line_id FROM chat_lines WHERE author = ? AND" + OF_CHANNEL;
        return database.read(connection ->
                Statements.all(connection, sql, row -> row.getLong(1), author, channel));
    }

    /// The newest lines of a channel, oldest first.
    public List<ChatLine> newest(String channel, int count) throws DatabaseException {
        var sql = "SELECT line_id, author, author_role, body, written FROM chat_lines WHERE author <> '' AND"
                + OF_CHANNEL + " ORDER BY line_id DESC LIMIT ?";
        return database.read(connection -> Statements.all(connection, sql, ChatLines::line, channel, count))
                .reversed();
    }

    private static ChatLine line(ResultSet row) throws SQLException {
        return new ChatLine(
                row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5));
    }
}
