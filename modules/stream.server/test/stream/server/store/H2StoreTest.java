package stream.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store in the embedded database.
class H2StoreTest extends StoreSuite {
    @TempDir
    Path directory;

    private int databases;

    @Test
    void refusesWorkRatherThanLetItWaitWithoutEnd() throws Exception {
        var working = new CountDownLatch(ConnectionPool.CONNECTIONS);
        var enough = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < ConnectionPool.CONNECTIONS; i++) {
                executor.submit(() -> database.read(_ -> {
                    working.countDown();
                    return awaited(enough);
                }));
            }
            working.await();

            assertThrows(DatabaseException.class, () -> users.byName("alva"));
            enough.countDown();
        }
        assertEquals(Optional.empty(), users.byName("alva"));
    }

    @Test
    void refusesWorkAfterItWasClosed() {
        database.close();

        assertThrows(DatabaseException.class, () -> users.byName("alva"));
        assertFalse(database.answers());
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    @Override
    DatabaseSettings empty() {
        return DatabaseSettings.embedded(directory.resolve("data" + ++databases));
    }
}
