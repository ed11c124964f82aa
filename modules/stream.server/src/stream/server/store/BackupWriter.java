package stream.server.store;

import jakarta.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes everything that is in a database to one file, which any database that the server knows can be
/// filled from. A backup is a ZIP archive:
///
/// ```
/// tables/users      a line with the columns, then a line for each row, both JSON:
///                     [["id","NUMBER"],["username","TEXT"],["stream_key","BYTES"] …]
///                     [1,"alva","o2mZ…"=base64 …]
/// tables/sessions   …
/// manifest.json     last: format, version of the tables, when; rows and SHA-256 of each table
/// ```
///
/// Which tables there are is read from the schema, and what they hold from the database, so that nothing
/// here changes when a table is added.
public final class BackupWriter {
    static final String MANIFEST = "manifest.json";
    static final String FOLDER = "tables/";
    /// Makes itself, with the tables.
    static final String VERSION_TABLE = "schema_version";

    private final ZipOutputStream zip;
    private final OutputStream out;
    private final MessageDigest digest;

    private BackupWriter(OutputStream file) {
        zip = new ZipOutputStream(file, StandardCharsets.UTF_8);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
        out = new BufferedOutputStream(new DigestOutputStream(zip, digest));
    }

    /// Backs up the database of a running server, as it is at one moment.
    ///
    /// @param file is not closed
    public static Manifest write(Database database, Schema schema, OutputStream file)
            throws IOException, DatabaseException {
        try {
            return database.snapshot(connection -> write(connection, schema, file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Backs up a database that no server of this process has open; likewise.
    public static Manifest write(DatabaseSettings settings, Schema schema, OutputStream file) throws IOException {
        try (var connection = settings.connectForLong()) {
            settings.beginSnapshot(connection);
            var manifest = write(connection, schema, file);
            connection.rollback();
            return manifest;
        } catch (SQLException e) {
            throw new IOException("the database cannot be read: " + Database.reason(e), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Manifest write(Connection connection, Schema schema, OutputStream file) throws SQLException {
        var version = Schema.version(connection);
        if (version > schema.versions().size()) {
            throw new SQLException("its tables were made by a newer Ström");
        }
        if (version == 0) {
            throw new SQLException("there are no tables in it");
        }
        try {
            return new BackupWriter(file).write(connection, schema.until(version).tables(), version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Manifest write(Connection connection, List<String> names, int version) throws SQLException, IOException {
        var tables = new ArrayList<Manifest.Table>();
        for (var name : names) {
            if (!name.equals(VERSION_TABLE)) {
                tables.add(table(connection, name));
            }
        }
        var manifest = new Manifest(version, Instant.now(), tables);
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(manifest.json());
        zip.closeEntry();
        zip.finish();
        return manifest;
    }

    private Manifest.Table table(Connection connection, String name) throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry(FOLDER + name));
        digest.reset();
        var rows = 0L;
        try (var statement = connection.createStatement()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
                statement.setFetchSize(Integer.MIN_VALUE); // row by row, to MySQL's driver
            }
            try (var row = statement.executeQuery("SELECT * FROM `" + name + "`")) {
                var columns = Column.of(row.getMetaData());
                var heading = Json.createArrayBuilder();
                columns.forEach(column -> heading.add(Json.createArrayBuilder().add(column.name()).add(column.kind().name())));
                line(heading.build().toString());
                while (row.next()) {
                    var values = Json.createArrayBuilder();
                    for (var i = 0; i < columns.size(); i++) {
                        columns.get(i).read(row, i + 1, values);
                    }
                    line(values.build().toString());
                    rows++;
                }
            }
        }
        out.flush();
        zip.closeEntry();
        return new Manifest.Table(name, rows, HexFormat.of().formatHex(digest.digest()));
    }

    private void line(String json) throws IOException {
        out.write(json.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
