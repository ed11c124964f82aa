package stream.server.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/// The databases that a store must work on alike, for parameterized tests:
/// `@MethodSource("stream.server.store.EachDatabase#all")`.
public final class EachDatabase {

    /// Makes an empty database; skips the test where its server is missing.
    @FunctionalInterface
    public interface Empty {
        /// @param directory for what is embedded
        DatabaseSettings in(Path directory) throws Exception;
    }

    private EachDatabase() {}

    public static Stream<Named<Empty>> all() {
        return Stream.of(
                Named.of("H2", directory -> DatabaseSettings.embedded(
                        Files.createTempDirectory(directory, "h2").resolve("data"))),
                Named.of("MariaDB", _ -> MariaDbServer.shared().newDatabase()));
    }
}
