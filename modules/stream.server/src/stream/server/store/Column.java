package stream.server.store;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A column as it is carried from one database to another.
///
/// @param name as the schema has it
record Column(String name, Kind kind) {

    /// What values are in JSON.
    enum Kind {
        NUMBER,
        TEXT,
        /// A string in base64.
        BYTES
    }

    static List<Column> of(ResultSetMetaData row) throws SQLException {
        var columns = new ArrayList<Column>();
        for (var i = 1; i <= row.getColumnCount(); i++) {
            var kind = switch (row.getColumnType(i)) {
                case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT, Types.BOOLEAN, Types.BIT -> Kind.NUMBER;
                case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> Kind.TEXT;
                case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BYTES;
                default -> throw new SQLException("a column of type " + row.getColumnTypeName(i) + " cannot be carried");
            };
            columns.add(new Column(row.getColumnName(i), kind));
        }
        return columns;
    }

    /// Adds the value of the row's column `i`, counted from 1.
    void read(ResultSet row, int i, JsonArrayBuilder values) throws SQLException {
        var nothing = row.getObject(i) == null;
        if (nothing) {
            values.addNull();
            return;
        }
        switch (kind) {
            case NUMBER -> values.add(row.getLong(i));
            case TEXT -> values.add(row.getString(i));
            case BYTES -> values.add(Base64.getEncoder().encodeToString(row.getBytes(i)));
        }
    }

    /// Sets the statement's value `i`, counted from 1.
    ///
    /// @throws IllegalArgumentException when the value is of another kind
    void write(JsonValue value, int i, PreparedStatement statement) throws SQLException {
        switch (value) {
            case JsonNumber number when kind == Kind.NUMBER -> statement.setLong(i, number.longValueExact());
            case JsonString text when kind == Kind.TEXT -> statement.setString(i, text.getString());
            case JsonString text when kind == Kind.BYTES -> statement.setBytes(i, Base64.getDecoder().decode(text.getString()));
            case JsonValue other when other == JsonValue.NULL -> statement.setObject(i, null);
            default -> throw new IllegalArgumentException("a value that is no " + kind + ", in " + name);
        }
    }
}
