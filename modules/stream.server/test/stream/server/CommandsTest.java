package stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.common.program.Question;
import stream.server.configuration.ConfigurationException;
import stream.server.configuration.Invocation;
import stream.server.feature.Command;
import stream.server.feature.Features;
import stream.server.store.MariaDbServer;

/// The program's commands, as a sysadmin gives them.
class CommandsTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... arguments) throws Exception {
        var invocation = Invocation.of(arguments, environment, Path.of("").toAbsolutePath(), Features.found().options());
        return Commands.of(invocation, Features.found()).orElseThrow().action().run(invocation, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private int run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private String data(String name) {
        return folder.resolve(name).toString();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Optional<Command> command(String... arguments) throws ConfigurationException {
        var features = Features.found();
        return Commands.of(Invocation.of(arguments, Map.of(), Path.of(""), features.options()), features);
    }

    @Test
    void knowsItsCommandsAndNoOthers() throws Exception {
        assertTrue(command("--port", "1").isEmpty());
        assertThrows(ConfigurationException.class, () -> command("bakcup", "x"));
        for (var command : Commands.all(Features.found())) {
            assertTrue(command.help().contains("usage: stream-server "), command.word());
        }
    }

    @Test
    void answersHelpHoweverItIsAskedFor() throws Exception {
        for (var asked : List.of("help user", "user -h", "user create --help")) {
            var invocation = Invocation.of(asked.split(" "), Map.of(), Path.of(""), Features.found().options());
            assertEquals(Question.HELP, invocation.question(), asked);
            assertEquals("user", Commands.of(invocation, Features.found()).orElseThrow().word(), asked);
        }
        assertTrue(command("help").isEmpty());
        assertTrue(command("--version").isEmpty());
    }

    @Test
    void looksAtAllNamesBeforeItMakesAny() throws Exception {
        run("user", "create", "alva", "--data", data("one"));
        for (var names : List.of("bosse alva", "bosse live", "bosse x", "bosse Bosse")) {
            var words = names.split(" ");
            var refusal = assertThrows(IOException.class,
                () -> run("user", "create", words[0], words[1], "--data", data("one")));
            assertTrue(refusal.getMessage().contains(words[1]), refusal.getMessage());
        }
        assertThrows(IOException.class, () -> run("user", "make-admin", "alva", "bosse", "--data", data("one")));
        assertEquals(1, said().lines().count(), said());
        run("user", "create", "bosse", "--data", data("one"));
    }

    @Test
    void checkSucceedsWhereTheServerCouldRun() throws Exception {
        assertEquals(0, run("check", "--port", "0", "--data", data("data"), "--max-connections", "10",
            "--max-http-connections", "10"), said());
        assertTrue(said().contains("0 to mend"), said());
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void checkFailsAndSaysWhy() throws Exception {
        Files.createFile(folder.resolve("data"));

        assertEquals(1, run("check", "--port", "0", "--data", data("data")));
        assertEquals(1, run("check", "--prot", "0"));

        assertTrue(said().contains("FAULT    data "), said());
        assertTrue(said().contains("FAULT    configuration There is no option \"--prot\""), said());
    }

    @Test
    void backsUpAndRestores() throws Exception {
        run("user", "create", "alva", "bosse", "--data", data("one"));
        var file = folder.resolve("backup");

        run("backup", file.toString(), "--data", data("one"));
        run("restore", file.toString(), "--data", data("two"));

        assertTrue(said().contains("Backed up to " + file + ": users 2"), said());
        assertTrue(said().contains(": users 2, "), said());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        run("user", "reset-password", "alva", "bosse", "--data", data("two"));
    }

    @Test
    void overwritesNothingUntold() throws Exception {
        run("user", "create", "alva", "--data", data("one"));
        var file = data("backup");
        run("backup", file, "--data", data("one"));

        assertThrows(IOException.class, () -> run("backup", file, "--data", data("one")));
        assertThrows(IOException.class, () -> run("restore", file, "--data", data("one")));
        run("backup", file, "--overwrite", "--data", data("one"));
        run("restore", file, "--overwrite", "--data", data("one"));

        assertTrue(said().contains("The database that was there is in "), said());
    }

    @Test
    void makesNoBackupOfNothing() {
        assertThrows(IOException.class, () -> run("backup", data("backup"), "--data", data("none")));
        assertThrows(IOException.class, () -> run("restore", data("none"), "--data", data("one")));
        assertThrows(ConfigurationException.class, () -> run("backup", "--data", data("none")));
        assertFalse(Files.exists(folder.resolve("none")));
        assertFalse(Files.exists(folder.resolve("one")));
        assertFalse(Files.exists(folder.resolve("backup.part")));
    }

    @Test
    void migratesToMariaDbOnce() throws Exception {
        run("user", "create", "alva", "bosse", "--data", data("one"));
        var target = MariaDbServer.shared().newDatabase();
        String[] migrate = {"migrate", "--data", data("one"), "--database", target.url(), "--database-user", "root"};

        run(migrate);

        assertTrue(said().contains("Copied to " + target.url() + ", and counted there: users 2"), said());
        run("user", "reset-password", "alva", "--database", target.url(), "--database-user", "root");
        assertTrue(assertThrows(IOException.class, () -> run(migrate)).getMessage().contains("not empty"));
        assertFalse(Files.exists(folder.resolve("one/migration.backup")));
        assertThrows(ConfigurationException.class, () -> run("migrate", "--data", data("one")));
    }

    /// The embedded database belongs to the process that has it open, so this one asks that one.
    @Test
    void speaksWithTheServerThatRunsInAnotherProcess() throws Exception {
        try (var server = ServerProcess.start(List.of(), List.of("-Xmx128m", "-XX:+UseSerialGC"), Path.of(data("one")))) {
            var site = server.site().resolve("/").toString();
            var signedUp = server.send("POST", "/api/account",
                "{\"username\":\"alva\",\"password\":\"några ord på rad\"}", "Origin", site.substring(0, site.length() - 1));
            assertEquals(201, signedUp.statusCode(), signedUp.body());

            run("user", "create", "bosse", "carin", "--data", data("one"));
            var taken = assertThrows(IOException.class, () -> run("user", "create", "Bosse", "--data", data("one")));
            assertEquals("The name Bosse is taken.", taken.getMessage());
            assertThrows(IOException.class, () -> run("user", "create", "two words", "--data", data("one")));
            assertThrows(IOException.class, () -> run("user", "create", "david", "alva", "--data", data("one")));
            assertTrue(said().matches("(?s)bosse strom_\\w+ \\w+\\ncarin strom_\\w+ \\w+\\n"), said());

            run("backup", data("backup"), "--data", data("one"));
            assertEquals(0, run("check", "--port", "0", "--data", data("one"), "--max-connections", "10"), said());
            var refusal = assertThrows(IOException.class,
                () -> run("restore", data("backup"), "--overwrite", "--data", data("one")));

            assertTrue(said().contains("Backed up to " + data("backup") + ": users 3, sessions 1"), said());
            assertTrue(said().contains("in use, by the running server"), said());
            assertTrue(refusal.getMessage().contains("stop the server first"), refusal.getMessage());
            assertFalse(server.said().contains("WARNING A command"), server.said());
            server.kill();
        }
        run("restore", data("backup"), "--data", data("two"));
        assertTrue(said().contains("Restored, as of "), said());
    }
}
