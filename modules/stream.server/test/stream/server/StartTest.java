package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// What a sysadmin sees of a start that goes wrong, and of what is open to others.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class StartTest {
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    private Path folder;

    /// What the server says, and that it has ended by itself.
    private static String refusal(Path data, String... more) throws Exception {
        var process = ServerProcess.command(List.of(), List.of(), data, more).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertTrue(process.exitValue() > 0, said);
            // The virtual machine's own, of all modules that the tests have on their path.
            var own = said.lines().filter(line -> !line.startsWith("WARNING: Using incubator modules")).toList();
            assertEquals(1, own.size(), said);
            return own.getFirst();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void assertRefuses(String words, Path data, String... more) throws Exception {
        var said = refusal(data, more);
        assertTrue(said.startsWith("stream-server: ") && said.contains(words), said);
    }

    @Test
    void isRefusedInASentenceWithTheCure() throws Exception {
        assertRefuses("is no folder", Files.createFile(folder.resolve("file")));
        assertRefuses("\";\" has a meaning", folder.resolve("a;b"));
        assertRefuses("cannot bind 192.0.2.1:0: not an address of this machine.", folder.resolve("data"),
            "--host", "192.0.2.1");
    }

    @Test
    void isRefusedOnTheFolderOfAnotherServer() throws Exception {
        try (var first = ServerProcess.start(List.of(), List.of(), folder)) {
            assertRefuses("Another server runs on the data folder", folder);
            assertEquals(200, first.send("GET", "/healthz", "").statusCode());
        }
    }

    @Test
    void saysThatTheFirstAccountBecomesAdminUntilThereIsOne() throws Exception {
        var words = "There is no account yet: the first one that signs up becomes the site's admin.";
        try (var server = ServerProcess.start(List.of(), List.of(), folder)) {
            while (!server.said().contains(words)) {
                assertTrue(server.alive(), server.said());
                Thread.onSpinWait();
            }
            var account = "{\"username\":\"alva\",\"password\":\"några ord på rad\"}";
            assertEquals(201, server.send("POST", "/api/account", account, "Sec-Fetch-Site", "same-origin").statusCode());
        }
        try (var server = ServerProcess.start(List.of(), List.of(), folder)) {
            assertEquals(200, server.send("GET", "/api/channels/alva", "").statusCode());
            assertFalse(server.said().contains(words), server.said());
        }
    }

    @Test
    void saysWhatIsOpenToOthers() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var log = Files.createFile(folder.resolve("access.log"));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));

        try (var server = ServerProcess.start(List.of(), List.of(), folder, "--access-log", log.toString())) {
            assertTrue(server.said().contains("may look into " + folder), server.said());
            assertTrue(server.said().contains("may read " + log), server.said());
        }
    }

    @Test
    void keepsItsOwnFilesFromOthersAlsoInAFolderThatWasThere() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var data = Files.createDirectory(folder.resolve("data"));
        var database = Files.createDirectory(data.resolve("database"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (var server = ServerProcess.start(List.of("sh", "-c", "umask 022; exec \"$@\"", "sh"), List.of(), data,
                "--tls", "self-signed", "--access-log", data.resolve("access.log").toString())) {
            assertFalse(server.said().isEmpty());
            while (!Files.exists(database.resolve("strom.mv.db")) || isOpen(database.resolve("strom.mv.db"))) {
                assertTrue(server.alive(), server.said());
                Thread.onSpinWait();
            }
            try (var made = Files.walk(data)) {
                for (var path : made.filter(path -> !path.equals(data)).toList()) {
                    assertFalse(isOpen(path) && !path.endsWith("certificate.pem"), path + " is open to others");
                }
            }
        }
    }

    private static boolean isOpen(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).substring(3).contains("r");
    }
}
