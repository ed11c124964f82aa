package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database server that goes away and comes back.
class DatabaseOutageTest {
    private static final int DISK_MEBIBYTES = 100;
    /// More users than there is room for in what a table has set aside.
    private static final int MANY = 20_000;

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

    @Test
    void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom(@TempDir Path folder) throws Exception {
        try (var disk = SmallDisk.at(folder, DISK_MEBIBYTES)) {
            var small = MariaDbServer.on(disk);
            settings = small.newDatabase();
            var number = new AtomicInteger();
            try (var database = open()) {
                var users = new Users(database);
                Writer.write(users, 0);

                disk.fill();
                var refusal = assertThrows(DatabaseException.class, () -> {
                    while (number.get() < MANY) {
                        Writer.write(users, number.get() + 1);
                        number.incrementAndGet();
                    }
                });
                assertTrue(refusal.diskFull(), String.valueOf(refusal.getCause()));
                assertEquals("title 0", users.byName("user0").orElseThrow().title());

                disk.makeRoom();
                Writer.write(users, MANY);
            }
            small.kill();
            small.start();
            try (var database = open()) {
                var users = new Users(database);
                for (var kept = 0; kept <= number.get(); kept++) {
                    assertEquals("title " + kept, users.byName("user" + kept).orElseThrow().title());
                }
                assertEquals("title " + MANY, users.byName("user" + MANY).orElseThrow().title());
            } finally {
                small.kill();
            }
        }
    }

    private Database open() throws Exception {
        return Database.open(settings, Schema.load(Path.of("schema.sql")));
    }
}
