package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was answered is there afterwards, whatever was killed.
class DurabilityTest {
    private static final int WRITES = 300;
    private static final Path SCHEMA = Path.of("schema.sql");

    @Test
    void keepsWhatWasAnsweredWhenTheServerIsKilled(@TempDir Path directory) throws Exception {
        var classes = List.of("build/modules/stream.server", "build/modules/stream.net", "build/modules/stream.common",
                "build/test/stream.server", "build/lib/*");
        var writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classes),
                        Writer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var answered = -1;
        try (var answers = writer.inputReader()) {
            while (answered < WRITES) {
                answered = Integer.parseInt(answers.readLine());
            }
            // Through the handle, for the process closes the stream that still holds answers.
            writer.toHandle().destroyForcibly();
            for (var rest = answers.readLine(); rest != null; rest = answers.readLine()) {
                answered = Integer.parseInt(rest);
            }
        }
        assertKept(DatabaseSettings.embedded(directory), answered);
    }

    @Test
    void keepsWhatWasAnsweredWhenMariaDbIsKilled() throws Exception {
        var server = MariaDbServer.shared();
        var settings = server.newDatabase();
        var answered = new AtomicInteger(-1);
        try (var database = Database.open(settings, Schema.load(SCHEMA))) {
            var users = new Users(database);
            var writer = Thread.ofVirtual().start(() -> {
                try {
                    for (var number = 0; ; number++) {
                        Writer.write(users, number);
                        answered.set(number);
                    }
                } catch (DatabaseException _) {
                    // The server was killed in the middle of this one.
                }
            });
            while (answered.get() < WRITES) {
                Thread.onSpinWait();
            }
            server.kill();
            writer.join();
        } finally {
            if (!server.alive()) {
                server.start();
            }
        }
        assertKept(settings, answered.get());
    }

    private static void assertKept(DatabaseSettings settings, int answered) throws Exception {
        try (var database = Database.open(settings, Schema.load(SCHEMA))) {
            var users = new Users(database);
            for (var number = 0; number <= answered; number++) {
                assertEquals("title " + number, users.byName("user" + number).orElseThrow().title());
            }
        }
    }
}
