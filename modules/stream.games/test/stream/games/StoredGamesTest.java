package stream.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stream.server.store.Database;
import stream.server.store.EachDatabase;
import stream.server.store.Schema;

class StoredGamesTest {
    private static final byte[] PICTURE = {7, 7, 7};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("stream.server.store.EachDatabase#all")
    void keepsGamesAndTheirPicturesUntilTheCoverIsAnother(EachDatabase.Empty empty) throws Exception {
        try (var database = Database.open(empty.in(directory), Schema.load(Path.of("schema.sql")))) {
            var games = new StoredGames(database);
            games.save(List.of(new StoredGame("zork", "Zork", ""), new StoredGame("go", "Go", "co1")), 10);
            games.setPicture("go", PICTURE);

            games.save(List.of(new StoredGame("go", "Go", "co1")), 20);

            assertEquals(List.of("go", "zork"), games.all(10).stream().map(StoredGame::slug).toList());
            assertEquals("Zork", games.all(10).getLast().name());
            assertArrayEquals(PICTURE, games.picture("go").orElseThrow());
            assertEquals(Optional.empty(), games.picture("zork"));

            games.save(List.of(new StoredGame("go", "Go", "co2")), 30);
            assertEquals(Optional.empty(), games.picture("go"));
            assertEquals("co2", games.all(1).getFirst().cover());
        }
    }
}
