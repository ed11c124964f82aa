package stream.server.store;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/// A backup that [BackupWriter] made, and the way from it into an empty database.
public final class BackupReader implements Closeable {
    /// A row holds at most a few pictures.
    private static final int MOST_LINE_BYTES = 64 << 20;
    private static final int MOST_MANIFEST_BYTES = 1 << 20;
    private static final int BATCH = 200;

    private final ZipFile zip;
    private final Manifest manifest;

    /// @throws IOException when it is no backup, or a damaged one
    public BackupReader(Path file) throws IOException {
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw new IOException(file + " is no backup, or a damaged one: " + e.getMessage(), e);
        }
        try {
            try (var in = open(BackupWriter.MANIFEST)) {
                manifest = Manifest.parse(in.readNBytes(MOST_MANIFEST_BYTES));
            }
            check();
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    private InputStream open(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("the backup lacks " + name);
        }
        return zip.getInputStream(entry);
    }

    /// Sees that all tables are whole, before anything is done with them.
    private void check() throws IOException {
        for (var table : manifest.tables()) {
            if (!table.sha256().equals(sha256(table.name()))) {
                throw new IOException("the backup's table " + table.name() + " is damaged");
            }
        }
    }

    private String sha256(String table) throws IOException {
        try (var in = new DigestInputStream(open(BackupWriter.FOLDER + table), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /// Fills a database that is empty: makes the tables as they were when the backup was made, fills
    /// them, sees that all rows are there, and brings the tables to the newest version. When that fails,
    /// the database has no rows afterwards.
    public void restore(DatabaseSettings settings, Schema schema) throws IOException {
        if (manifest.schema() > schema.versions().size()) {
            throw new IOException("the backup was made by a newer Ström: install that one first");
        }
        try (var connection = settings.connectForLong()) {
            var then = schema.until(manifest.schema());
            var version = Schema.version(connection);
            if (version > manifest.schema() || version > 0 && !isEmpty(connection, schema.until(version))) {
                throw new IOException("the database " + settings + " is not empty; make an empty one for this");
            }
            then.upgrade(connection);
            connection.setAutoCommit(false);
            fill(connection, then);
            connection.commit();
            connection.setAutoCommit(true);
            schema.upgrade(connection);
            settings.makeDurable(connection);
        } catch (SQLException e) {
            throw new IOException("the database " + settings + " failed: " + Database.reason(e), e);
        } catch (JsonException | ClassCastException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("the backup is damaged: " + e.getMessage(), e);
        }
    }

    private static boolean isEmpty(Connection connection, Schema schema) throws SQLException {
        for (var table : schema.tables()) {
            if (!table.equals(BackupWriter.VERSION_TABLE) && count(connection, table) > 0) {
                return false;
            }
        }
        return true;
    }

    private static long count(Connection connection, String table) throws SQLException {
        return Statements.one(connection, "SELECT COUNT(*) FROM `" + table + "`", row -> row.getLong(1)).orElseThrow();
    }

    private void fill(Connection connection, Schema schema) throws SQLException, IOException {
        var known = schema.tables();
        for (var table : manifest.tables()) {
            if (!known.contains(table.name())) {
                throw new IOException("the backup has a table that the schema lacks: " + table.name());
            }
            fill(connection, table);
            var rows = count(connection, table.name());
            if (rows != table.rows()) {
                throw new IOException("of " + table.rows() + " rows of " + table.name() + " only " + rows + " arrived");
            }
        }
    }

    private void fill(Connection connection, Manifest.Table table) throws SQLException, IOException {
        try (var in = new BufferedInputStream(open(BackupWriter.FOLDER + table.name()))) {
            var columns = columns(array(line(in)));
            var names = columns.stream().map(column -> "`" + column.name() + "`").collect(Collectors.joining(", "));
            var places = columns.stream().map(_ -> "?").collect(Collectors.joining(", "));
            var sql = "INSERT INTO `" + table.name() + "` (" + names + ") VALUES (" + places + ")";
            try (var insert = connection.prepareStatement(sql)) {
                for (var row = 1L; row <= table.rows(); row++) {
                    add(insert, columns, array(line(in)));
                    if (row % BATCH == 0 || row == table.rows()) {
                        insert.executeBatch();
                    }
                }
            }
        }
    }

    private static void add(PreparedStatement insert, List<Column> columns, JsonArray values) throws SQLException {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException("a row of another length");
        }
        for (var i = 0; i < columns.size(); i++) {
            columns.get(i).write(values.get(i), i + 1, insert);
        }
        insert.addBatch();
    }

    private static List<Column> columns(JsonArray heading) {
        var columns = new ArrayList<Column>();
        for (var column : heading.getValuesAs(JsonArray.class)) {
            if (!column.getString(0).matches("\\w+")) {
                throw new IllegalArgumentException("a column of a strange name");
            }
            columns.add(new Column(column.getString(0), Column.Kind.valueOf(column.getString(1))));
        }
        return columns;
    }

    private static JsonArray array(byte[] line) {
        try (var reader = Json.createReader(new ByteArrayInputStream(line))) {
            return reader.readArray();
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() == MOST_LINE_BYTES) {
                throw new IOException("the backup is damaged: a table ends early, or a line does not end");
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
