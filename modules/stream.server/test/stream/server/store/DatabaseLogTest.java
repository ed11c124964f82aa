package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLogTest {
    @TempDir
    private Path folder;

    private final List<LogRecord> said = new CopyOnWriteArrayList<>();

    @Test
    @Timeout(60)
    void writesOneLineOfADatabaseThatCannotBeOpened() throws Exception {
        Files.writeString(folder.resolve("strom.mv.db"), "no database at all".repeat(1000));
        var log = Logger.getLogger(Database.class.getName());
        var listener = new Listener();
        log.addHandler(listener);
        try (var database = Database.open(DatabaseSettings.embedded(folder), Schema.load(Path.of("schema.sql")))) {
            while (database.figures().failures() < 3) {
                assertFalse(database.answers());
            }
        } finally {
            log.removeHandler(listener);
        }
        assertEquals(1, said.size());
    }

    private final class Listener extends Handler {
        @Override
        public void publish(LogRecord record) {
            said.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
