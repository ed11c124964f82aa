package stream.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Prepared statements in one line. Values are `String`, `Long`, `Integer` or `byte[]`.
public final class Statements {
    /// Values in one list.
    private static final int ASKED_AT_ONCE = 200;

    /// Makes a value of the row that the result stands at.
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Statements() {}

    /// @return how many rows it changed
    public static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    public static <T> List<T> all(Connection connection, String sql, Row<T> reader, Object... values)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            var found = new ArrayList<T>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        }
    }

    /// The rows of many values, which are asked for some at a time.
    ///
    /// @param sql that a list of values ends, after `IN`
    /// @param before the list
    public static <T> List<T> among(
            Connection connection, String sql, Collection<?> values, Row<T> reader, Object... before)
            throws SQLException {
        var all = List.copyOf(values);
        var found = new ArrayList<T>();
        for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
            var some = new ArrayList<Object>(List.of(before));
            some.addAll(all.subList(from, Math.min(all.size(), from + ASKED_AT_ONCE)));
            var list = " (" + String.join(", ", Collections.nCopies(some.size() - before.length, "?")) + ")";
            found.addAll(all(connection, sql + list, reader, some.toArray()));
        }
        return found;
    }

    /// The first row, if there is any.
    public static <T> Optional<T> one(Connection connection, String sql, Row<T> reader, Object... values)
            throws SQLException {
        return all(connection, sql, reader, values).stream().findFirst();
    }

    public static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
