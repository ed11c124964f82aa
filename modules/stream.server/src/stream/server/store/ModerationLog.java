package stream.server.store;

import java.util.List;

/// The table `moderation_log`: what moderators did in each channel, the newest of it.
///
/// **Threads.** Safe for all.
public final class ModerationLog {
    /// Kept of each channel: some weeks of a busy chat.
    public static final int KEPT = 500;

    private final Database database;

    /// @param moderator who did it, empty for one whose account was removed since; so with `target`
    /// @param target to whom, empty for nobody
    /// @param detail what the action needs besides: a number of seconds, what a rule became
    public record Entry(long doneMillis, String moderator, String action, String target, String detail) {}

    public ModerationLog(Database database) {
        this.database = database;
    }

    /// @param targetId 0 for nobody
    public void add(long channelId, long moderatorId, String action, long targetId, String detail, long nowMillis)
            throws DatabaseException {
        database.transact(connection -> {
            Statements.update(
                    connection,
                    "INSERT INTO moderation_log (channel_id, moderator_id, target_id, action, detail, done)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    channelId,
                    moderatorId,
                    targetId == 0 ? null : targetId,
                    action,
                    detail,
                    nowMillis);
            var oldestKept = Statements.one(
                    connection,
                    "SELECT entry_id FROM moderation_log WHERE channel_id = ? ORDER BY entry_id DESC LIMIT 1 OFFSET ?",
                    row -> row.getLong(1),
                    channelId,
                    KEPT - 1);
            if (oldestKept.isPresent()) {
                Statements.update(
                        connection,
                        "DELETE FROM moderation_log WHERE channel_id = ? AND entry_id < ?",
                        channelId,
                        oldestKept.get());
            }
            return null;
        });
    }

    /// What was done in a channel, newest first.
    public List<Entry> newest(long channelId, int count) throws DatabaseException {
        var sql = "SELECT l.done, COALESCE(m.username, ''), l.action, COALESCE(t.username, ''), l.detail"
                + " FROM moderation_log l LEFT JOIN users m ON m.id = l.moderator_id"
                + " LEFT JOIN users t ON t.id = l.target_id"
                + " WHERE l.channel_id = ? ORDER BY l.entry_id DESC LIMIT ?";
        return database.read(connection -> Statements.all(
                connection,
                sql,
                row -> new Entry(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                channelId,
                count));
    }
}
