package stream.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The statements of `schema.sql`, by version, and the way from any version to the newest.
///
/// @param versions the statements of version 1, version 2 and so on
public record Schema(List<List<String>> versions) {

    private static final Pattern HEADING = Pattern.compile("^-- Version (\\d+)\\b.*$", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("--[ \\t].*$", Pattern.MULTILINE);
    private static final Pattern MADE =
            Pattern.compile("CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?`?(\\w+)`?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DROPPED =
            Pattern.compile("DROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?`?(\\w+)`?", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN_ADDED = Pattern.compile(
            "ALTER\\s+TABLE\\s+`?(\\w+)`?\\s+ADD\\s+COLUMN\\s+`?(\\w+)`?", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile(";[ \\t]*(?:\\n|\\z)");

    public Schema {
        versions = versions.stream().map(List::copyOf).toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("the schema has no \"-- Version 1\"");
        }
    }

    public static Schema load(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /// @throws IllegalArgumentException when the versions are not 1, 2, 3 …
    static Schema parse(String text) {
        text = text.replace("\r\n", "\n");
        var versions = new ArrayList<List<String>>();
        var heading = HEADING.matcher(text);
        var found = heading.find();
        while (found) {
            if (!heading.group(1).equals(String.valueOf(versions.size() + 1))) {
                throw new IllegalArgumentException("the schema's versions must be 1, 2, 3 and so on");
            }
            var start = heading.end();
            found = heading.find();
            versions.add(statements(text.substring(start, found ? heading.start() : text.length())));
        }
        return new Schema(versions);
    }

    private static List<String> statements(String section) {
        var plain = COMMENT.matcher(section).replaceAll("");
        return END.splitAsStream(plain).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    /// The tables that there are at the newest version, each after those that it refers to.
    List<String> tables() {
        var tables = new ArrayList<String>();
        for (var sql : versions.stream().flatMap(List::stream).toList()) {
            var made = MADE.matcher(sql);
            var dropped = DROPPED.matcher(sql);
            if (made.lookingAt()) {
                tables.add(made.group(1));
            } else if (dropped.lookingAt()) {
                tables.remove(dropped.group(1));
            }
        }
        return List.copyOf(tables);
    }

    /// This schema as it was at an earlier version.
    Schema until(int version) {
        return new Schema(versions.subList(0, version));
    }

    /// Brings the database to this schema's newest version. What was interrupted is taken up again:
    /// statements that were executed already do no harm, or are passed over.
    ///
    /// @return the version that it had, 0 when it was empty
    /// @throws SQLException when a statement fails, or the database is of a later version
    int upgrade(Connection connection) throws SQLException {
        var timeoutMillis = connection.getNetworkTimeout();
        // Changing a large table takes longer than a request may.
        connection.setNetworkTimeout(Runnable::run, 0);
        try {
            return upgradeFrom(version(connection), connection);
        } finally {
            connection.setNetworkTimeout(Runnable::run, timeoutMillis);
        }
    }

    private int upgradeFrom(int before, Connection connection) throws SQLException {
        if (before > versions.size()) {
            throw new SQLException("the database has schema version " + before
                    + ", made by a newer Ström; this one knows " + versions.size());
        }
        for (var version = before + 1; version <= versions.size(); version++) {
            try (var statement = connection.createStatement()) {
                for (var sql : versions.get(version - 1)) {
                    if (!hasAdded(sql, connection)) {
                        statement.execute(sql);
                    }
                }
            }
            if (version(connection) != version) {
                throw new SQLException("schema version " + version + " did not record itself");
            }
        }
        return before;
    }

    /// Whether a statement adds a column that is there. MySQL's grammar has no IF NOT EXISTS for columns,
    /// and no rollback of a column that was added by a version interrupted later.
    private static boolean hasAdded(String sql, Connection connection) throws SQLException {
        var added = COLUMN_ADDED.matcher(sql);
        if (!added.lookingAt()) {
            return false;
        }
        // Names are patterns here, in which "_" is any character.
        try (var columns = connection.getMetaData()
                .getColumns(connection.getCatalog(), null, added.group(1), added.group(2))) {
            while (columns.next()) {
                if (columns.getString("TABLE_NAME").equalsIgnoreCase(added.group(1))
                        && columns.getString("COLUMN_NAME").equalsIgnoreCase(added.group(2))) {
                    return true;
                }
            }
            return false;
        }
    }

    /// The version of the tables that are there, 0 when there are none.
    static int version(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData()
                .getTables(connection.getCatalog(), null, "schema_version", null)) {
            if (!tables.next()) {
                return 0;
            }
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM schema_version")) {
            row.next();
            return row.getInt(1);
        }
    }
}
