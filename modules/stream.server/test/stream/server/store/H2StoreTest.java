package stream.server.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The store in the embedded database.
class H2StoreTest extends StoreSuite {
    @TempDir
    Path directory;

    private int databases;

    @Override
    DatabaseSettings empty() {
        return DatabaseSettings.embedded(directory.resolve("data" + ++databases));
    }
}
