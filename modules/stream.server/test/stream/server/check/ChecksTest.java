package stream.server.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.net.http.Bounds;
import stream.net.tls.ServerKeys;
import stream.server.check.Finding.Grade;
import stream.server.store.Database;
import stream.server.store.DatabaseSettings;
import stream.server.store.Schema;

class ChecksTest {
    private static final Path SCHEMA = Path.of("schema.sql");

    @TempDir
    private Path folder;

    private static void assertFinding(Grade grade, String words, Finding finding) {
        assertEquals(grade, finding.grade(), finding.line());
        assertTrue(finding.sentence().contains(words), finding.line());
    }

    @Test
    void missesPagesAndTables() throws Exception {
        assertFinding(Grade.FAULT, "index.html", FileChecks.site(folder, SCHEMA));
        assertFinding(Grade.FAULT, "schema.sql", FileChecks.site(Path.of("www"), folder.resolve("schema.sql")));
        assertFinding(Grade.OK, "www", FileChecks.site(Path.of("www"), SCHEMA));
    }

    @Test
    void wantsAFolderForTheData() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertFinding(Grade.FAULT, "is no folder", FileChecks.data(file));
        assertFinding(Grade.FAULT, "is no folder", FileChecks.data(file.resolve("data")));
        assertFinding(Grade.OK, "will be made", FileChecks.data(folder.resolve("a/b")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertFinding(Grade.OK, "The data is in", FileChecks.data(folder));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertFinding(Grade.WARNING, "chmod 700", FileChecks.data(folder));
        assertFalse(Files.exists(folder.resolve("a")), "looking makes nothing");
    }

    @Test
    void wantsRoomOnTheDisk() {
        assertFinding(Grade.FAULT, "99 MiB", FileChecks.space(folder, 99L << 20));
        assertFinding(Grade.WARNING, "900 MiB", FileChecks.space(folder, 900L << 20));
        assertFinding(Grade.OK, "2048 MiB", FileChecks.space(folder, 2L << 30));
    }

    @Test
    void missesTheDownloads() throws Exception {
        assertFinding(Grade.WARNING, "no desktop client", FileChecks.downloads(folder.resolve("none")));
        Files.createFile(folder.resolve("stream-client-any.zip"));
        assertFinding(Grade.OK, "1 of the desktop client", FileChecks.downloads(folder));
    }

    @Test
    void wantsAFolderForTheAccessLog() throws Exception {
        assertFinding(Grade.FAULT, "cannot be written", FileChecks.accessLog(folder.resolve("none/access.log")));
        var file = folder.resolve("access.log");
        assertFinding(Grade.OK, "access.log", FileChecks.accessLog(file));
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertFinding(Grade.WARNING, "chmod o-r", FileChecks.accessLog(file));
        assertFinding(Grade.WARNING, "chmod o-r", FileChecks.secrets(file));
    }

    @Test
    void wantsThePort() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort());
            assertFinding(Grade.FAULT, "cannot bind 127.0.0.1:" + other.getLocalPort() + ": ", MachineChecks.port(address, false));
            assertFinding(Grade.OK, "is running", MachineChecks.port(address, true));
        }
        var elsewhere = new InetSocketAddress("192.0.2.1", 8080);
        assertFinding(Grade.FAULT, "cannot bind 192.0.2.1:8080: not an address of this machine",
            MachineChecks.port(elsewhere, false));
        assertFinding(Grade.OK, "is free", MachineChecks.port(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false));
    }

    @Test
    void wantsAsManyFilesAsConnectionsNeed() {
        var bounds = Bounds.DEFAULT.with(10_000, 2_000, 200);

        assertFinding(Grade.FAULT, "need 14200", MachineChecks.files(bounds, OptionalLong.of(14_199)));
        assertFinding(Grade.OK, "need 14200", MachineChecks.files(bounds, OptionalLong.of(14_200)));
        assertFinding(Grade.OK, "need 500", MachineChecks.files(Bounds.DEFAULT.with(100, 2_000, 200), OptionalLong.of(1024)));
        assertFinding(Grade.OK, "cannot be told", MachineChecks.files(bounds, OptionalLong.empty()));
    }

    @Test
    void looksAtTheCertificatesDates() throws Exception {
        ServerKeys.selfSigned(folder);
        var certificate = folder.resolve("certificate.pem");
        var key = folder.resolve("key.pem");
        var now = Instant.now();

        assertFinding(Grade.OK, "valid until", CertificateCheck.of(certificate, key, now));
        assertFinding(Grade.WARNING, "It ends on", CertificateCheck.of(certificate, key, now.plus(Duration.ofDays(3640))));
        assertFinding(Grade.FAULT, "It ended on", CertificateCheck.of(certificate, key, now.plus(Duration.ofDays(3651))));
        assertFinding(Grade.FAULT, "clock", CertificateCheck.of(certificate, key, now.minus(Duration.ofDays(2))));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertFinding(Grade.WARNING, "may read the key", CertificateCheck.of(certificate, key, now));
    }

    @Test
    void wantsTheCertificatesOwnKey() throws Exception {
        ServerKeys.selfSigned(folder.resolve("one"));
        ServerKeys.selfSigned(folder.resolve("other"));
        var certificate = folder.resolve("one/certificate.pem");

        assertFinding(Grade.FAULT, "does not belong",
            CertificateCheck.of(certificate, folder.resolve("other/key.pem"), Instant.now()));
        assertFinding(Grade.FAULT, "cannot be read", CertificateCheck.of(certificate, folder.resolve("none"), Instant.now()));
        Files.writeString(folder.resolve("empty"), "");
        assertFinding(Grade.FAULT, "no private key", CertificateCheck.of(certificate, folder.resolve("empty"), Instant.now()));
    }

    @Test
    void looksForTheEmbeddedDatabaseAndChangesNothing() throws Exception {
        var schema = Schema.load(SCHEMA);
        var directory = folder.resolve("database");
        var settings = DatabaseSettings.embedded(directory);

        assertFinding(Grade.OK, "will be made", DatabaseCheck.of(settings, schema));
        assertFalse(Files.exists(directory));

        var newest = schema.versions().size();
        try (var database = Database.open(settings, schema)) {
            assertTrue(database.answers());
        }
        assertFinding(Grade.OK, "tables of version " + newest, DatabaseCheck.of(settings, schema));
        var older = new Schema(schema.versions().subList(0, 1));
        assertFinding(Grade.FAULT, "newer server", DatabaseCheck.of(settings, older));

        Files.writeString(directory.resolve("strom.mv.db"), "no database at all".repeat(1000));
        assertFinding(Grade.FAULT, "restore", DatabaseCheck.of(settings, schema));
    }

    @Test
    void saysThatTablesWillBeUpgraded() throws Exception {
        var schema = Schema.load(SCHEMA);
        var settings = DatabaseSettings.embedded(folder);
        try (var database = Database.open(settings, new Schema(schema.versions().subList(0, 2)))) {
            assertTrue(database.answers());
        }
        assertFinding(Grade.OK, "from version 2 to " + schema.versions().size(), DatabaseCheck.of(settings, schema));
        assertFinding(Grade.OK, "from version 2", DatabaseCheck.of(settings, schema));
    }

    @Test
    void missesADatabaseThatDoesNotAnswer() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var settings = new DatabaseSettings("jdbc:mysql://127.0.0.1:" + port + "/strom", "strom", "hush");

        var finding = DatabaseCheck.of(settings, Schema.load(SCHEMA));

        assertFinding(Grade.FAULT, "does not answer", finding);
        assertFalse(finding.line().contains("hush"));
    }
}
