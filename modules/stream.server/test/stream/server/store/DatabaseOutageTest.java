package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database server that goes away and comes back.
class DatabaseOutageTest {
    private MariaDbServer server;
    private DatabaseSettings settings;

    @BeforeEach
    void start() throws Exception {
        server = MariaDbServer.shared();
        settings = server.newDatabase();
    }

    @AfterEach
    void restart() throws Exception {
        if (server != null && !server.alive()) {
            server.start();
        }
    }

    @Test
    void failsWhileTheServerIsDeadAndWorksAgainAfterwards() throws Exception {
        try (var database = open()) {
            var users = new Users(database);
            users.create("alva", "alva", "$hash", 0);

            server.kill();
            assertThrows(DatabaseException.class, () -> users.byName("alva"));
            assertThrows(DatabaseException.class, () -> users.create("bo", "bo", "$hash", 0));
            assertFalse(database.answers());

            server.start();
            assertEquals("alva", users.byName("alva").orElseThrow().name());
            assertTrue(users.create("bo", "bo", "$hash", 0).isPresent());
        }
    }

    @Test
    void startsBeforeItsDatabase() throws Exception {
        server.kill();
        try (var database = open()) {
            var users = new Users(database);
            assertThrows(DatabaseException.class, () -> users.byName("alva"));

            server.start();
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!database.answers()) {
                assertTrue(System.nanoTime() < deadline, "the database was not found again");
            }
            assertTrue(users.create("alva", "alva", "$hash", 0).isPresent());
        }
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() throws Exception {
        try (var database = open()) {
            var users = new Users(database);
            users.create("alva", "alva", "$hash", 0);

            server.freeze(true);
            try {
                assertThrows(DatabaseException.class, () -> users.byName("alva"));
            } finally {
                server.freeze(false);
            }
            assertEquals("alva", users.byName("alva").orElseThrow().name());
        }
    }

    private Database open() throws Exception {
        return Database.open(settings, Schema.load(Path.of("schema.sql")));
    }
}
