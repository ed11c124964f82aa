package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything in a database, written to a file and read from it into another database.
class BackupTest {
    private static final byte[] PICTURE = new byte[100_000];

    @TempDir
    private Path folder;

    private Schema schema;
    private int databases;

    @BeforeEach
    void load() throws IOException {
        schema = Schema.load(StoreSuite.SCHEMA);
        new Random(1).nextBytes(PICTURE);
    }

    private DatabaseSettings embedded() {
        return DatabaseSettings.embedded(folder.resolve("database" + ++databases));
    }

    /// A database with rows in all tables that a test can fill, among them values that are easily lost.
    private void fill(DatabaseSettings settings) throws Exception {
        try (var database = Database.open(settings, schema)) {
            var users = new Users(database);
            var alva = users.create("Alva", "alva", "$hash", 5000).orElseThrow();
            var bosse = users.create("bosse", "bosse", "$hash", 6000).orElseThrow();
            users.describe(alva, Optional.of("🎮 \"citat\" \\ ett\nnytt \u0001"), Optional.of(""), Optional.of("żółw"), Optional.of("pl"));
            users.setKey(alva, StoreSuite.hash(0));
            new Sessions(database).create(StoreSuite.hash(7), alva, Long.MAX_VALUE, Long.MAX_VALUE);
            new ChatLines(database).append("alva", List.of(StoreSuite.line(1, "bosse"), StoreSuite.line(Long.MAX_VALUE, "Alva")));
            database.write(connection -> Statements.update(connection,
                    "INSERT INTO follows (follower_id, channel_id, followed_at) VALUES (?, ?, 1)", bosse, alva));
            database.write(connection -> Statements.update(connection,
                    "INSERT INTO pictures (user_id, large, small) VALUES (?, ?, ?)", alva, PICTURE, new byte[] {0, -1, 0}));
            database.write(connection -> Statements.update(connection,
                    "INSERT INTO games (slug, name, cover, picture, fetched) VALUES (?, ?, ?, ?, ?)",
                    "go", "Go", "co1", PICTURE, 10L));
            users.delete(users.create("carin", "carin", "$hash", 0).orElseThrow());
        }
    }

    private Path backup(DatabaseSettings settings) throws IOException {
        var file = folder.resolve("backup" + ++databases);
        try (var out = Files.newOutputStream(file)) {
            BackupWriter.write(settings, schema, out);
        }
        return file;
    }

    /// Everything that a database holds, as a backup of it says.
    private TreeMap<String, String> contents(DatabaseSettings settings) throws IOException {
        try (var reader = new BackupReader(backup(settings))) {
            var contents = new TreeMap<String, String>();
            reader.manifest().tables().forEach(table -> contents.put(table.name(), table.rows() + " " + table.sha256()));
            return contents;
        }
    }

    private void assertCarried(DatabaseSettings from, DatabaseSettings to) throws Exception {
        fill(from);
        try (var reader = new BackupReader(backup(from))) {
            reader.restore(to, schema);
        }
        assertEquals(contents(from), contents(to));
        try (var database = Database.open(to, schema)) {
            var users = new Users(database);
            var alva = users.byKey(StoreSuite.hash(0)).orElseThrow();
            assertEquals("🎮 \"citat\" \\ ett\nnytt \u0001", alva.title());
            assertArrayEquals(PICTURE, database.read(connection -> Statements.one(
                    connection, "SELECT large FROM pictures", row -> row.getBytes(1))).orElseThrow());
            assertTrue(users.create("dagny", "dagny", "$hash", 0).orElseThrow() > alva.id(), "new ids go on");
            assertEquals(2, new ChatLines(database).newest("alva", 10).size());
        }
    }

    @Test
    void carriesEverythingFromEmbeddedToEmbedded() throws Exception {
        assertCarried(embedded(), embedded());
    }

    @Test
    void carriesEverythingFromEmbeddedToMariaDb() throws Exception {
        var target = MariaDbServer.shared().newDatabase();
        assertCarried(embedded(), target);
    }

    @Test
    void carriesEverythingFromMariaDbToEmbedded() throws Exception {
        assertCarried(MariaDbServer.shared().newDatabase(), embedded());
    }

    @Test
    void leavesNoTableOut() throws Exception {
        var settings = embedded();
        fill(settings);
        try (var reader = new BackupReader(backup(settings)); var connection = settings.connectForLong()) {
            var tables = new ArrayList<String>();
            try (var row = connection.getMetaData().getTables(connection.getCatalog(), "public", null, new String[] {"BASE TABLE"})) {
                while (row.next()) {
                    tables.add(row.getString("TABLE_NAME"));
                }
            }
            tables.remove(BackupWriter.VERSION_TABLE);
            assertEquals(tables.stream().sorted().toList(),
                    reader.manifest().tables().stream().map(Manifest.Table::name).sorted().toList());
        }
    }

    @Test
    void backsUpARunningDatabaseAsItWasAtOneMoment() throws Exception {
        var settings = embedded();
        fill(settings);
        var before = contents(settings);
        try (var database = Database.open(settings, schema)) {
            var users = new Users(database);
            var file = folder.resolve("running");
            var writes = new ArrayList<Thread>();
            try (var out = new ByteArrayOutputStream() {
                @Override
                public void write(byte[] bytes, int offset, int length) {
                    // Somebody signs up in the middle of it, which neither waits nor is waited for.
                    if (writes.isEmpty()) {
                        writes.add(Thread.ofVirtual().start(() -> {
                            try {
                                users.create("eva", "eva", "$hash", 0);
                            } catch (DatabaseException e) {
                                throw new IllegalStateException(e);
                            }
                        }));
                        join(writes.getFirst());
                    }
                    super.write(bytes, offset, length);
                }
            }) {
                BackupWriter.write(database, schema, out);
                Files.write(file, out.toByteArray());
            }
            assertTrue(users.byName("eva").isPresent());
            try (var reader = new BackupReader(file)) {
                reader.manifest().tables().forEach(table ->
                        assertEquals(before.get(table.name()), table.rows() + " " + table.sha256(), table.name()));
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bringsABackupOfAnEarlierVersionUpToDate() throws Exception {
        var old = embedded();
        var then = schema.until(1);
        try (var database = Database.open(old, then)) {
            database.write(connection -> Statements.update(connection,
                    "INSERT INTO users (username, username_folded, password, created, last_online)"
                            + " VALUES ('Alva', 'alva', '$hash', 1, 2)"));
        }
        var file = folder.resolve("old");
        try (var out = Files.newOutputStream(file)) {
            assertEquals(1, BackupWriter.write(old, schema, out).schema());
        }
        var target = embedded();
        try (var reader = new BackupReader(file)) {
            reader.restore(target, schema);
        }
        assertEquals(new DatabaseProbe.Present(schema.versions().size()), DatabaseProbe.of(target));
        try (var database = Database.open(target, schema)) {
            assertEquals("Alva", new Users(database).byName("alva").orElseThrow().name());
        }
    }

    @Test
    void refusesABackupOfALaterVersion() throws Exception {
        var settings = embedded();
        fill(settings);
        try (var reader = new BackupReader(backup(settings))) {
            var target = embedded();
            var refusal = assertThrows(IOException.class, () -> reader.restore(target, schema.until(1)));
            assertTrue(refusal.getMessage().contains("newer"), refusal.getMessage());
        }
    }

    @Test
    void fillsNoDatabaseThatHasSomethingInIt() throws Exception {
        var settings = embedded();
        fill(settings);
        var full = MariaDbServer.shared().newDatabase();
        fill(full);
        var before = contents(full);
        try (var reader = new BackupReader(backup(settings))) {
            var refusal = assertThrows(IOException.class, () -> reader.restore(full, schema));
            assertTrue(refusal.getMessage().contains("not empty"), refusal.getMessage());
        }
        assertEquals(before, contents(full));
    }

    @Test
    void leavesNoRowsBehindWhenItFailsInTheMiddle() throws Exception {
        var settings = embedded();
        fill(settings);
        var target = MariaDbServer.shared().newDatabase();
        try (var database = Database.open(target, schema)) {
            // The last of the rows cannot be stored.
            database.write(connection -> Statements.update(connection, "ALTER TABLE pictures DROP COLUMN small"));
        }
        try (var reader = new BackupReader(backup(settings))) {
            assertThrows(IOException.class, () -> reader.restore(target, schema));
            try (var connection = target.connectForLong()) {
                assertEquals(Optional.of(0L), Statements.one(connection, "SELECT COUNT(*) FROM users", row -> row.getLong(1)));
                Statements.update(connection, "ALTER TABLE pictures ADD COLUMN small MEDIUMBLOB NOT NULL");
            }
            reader.restore(target, schema); // and so it can be tried again
        }
        assertEquals(contents(settings), contents(target));
    }

    @Test
    void noticesDamageWhereverItIs() throws Exception {
        var settings = embedded();
        fill(settings);
        var whole = Files.readAllBytes(backup(settings));
        var random = new Random(2);
        for (int i = 0; i < 300; i++) {
            var damaged = i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i % 2 == 1) {
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            }
            var file = Files.write(folder.resolve("damaged"), damaged);
            try (var reader = new BackupReader(file)) {
                // A bit of a time stamp or of a comment, which nobody reads.
                assertEquals(schema.versions().size(), reader.manifest().schema());
                assertEquals(2, i % 2 + 1, "a cut file was taken");
            } catch (IOException _) {
                // As it should be.
            }
        }
    }

    @Test
    void restoresBesideTheOldDatabaseAndMovesItAsideOnlyWhenTold() throws Exception {
        var settings = embedded();
        fill(settings);
        var directory = folder.resolve("live");
        try (var reader = new BackupReader(backup(settings))) {
            assertEquals(Optional.empty(), EmbeddedRestore.run(reader, directory, schema, false));
            assertEquals(contents(settings), contents(DatabaseSettings.embedded(directory)));

            assertThrows(IOException.class, () -> EmbeddedRestore.run(reader, directory, schema, false));
            var old = EmbeddedRestore.run(reader, directory, schema, true).orElseThrow();
            assertEquals(contents(settings), contents(DatabaseSettings.embedded(old)));
            assertEquals(contents(settings), contents(DatabaseSettings.embedded(directory)));

            // Another process would be refused the same way; this one shares its databases.
            assertFalse(Files.exists(folder.resolve("live.restoring")));
        }
    }

    @Test
    void tablesComeAfterThoseThatTheyReferTo() {
        var tables = Schema.parse("""
            -- Version 1
            CREATE TABLE IF NOT EXISTS users (id INT);
            create table `old` (id INT);
            -- Version 2
            DROP TABLE old;
            CREATE TABLE pictures (user_id INT);
            """).tables();

        assertEquals(List.of("users", "pictures"), tables);
    }
}
