package stream.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stream.server.store.Database;
import stream.server.store.DatabaseSettings;
import stream.server.store.Schema;

class GamesTest {
    private static final byte[] COVER = {1, 2, 3};

    @TempDir
    private Path directory;

    private Database database;
    private Instant now = Instant.ofEpochSecond(1_800_000_000);
    private final List<String> asked = new ArrayList<>();
    private boolean away;

    private final GameSource source = new GameSource() {
        @Override
        public List<Game> search(String words) throws IOException {
            asked.add(words);
            failWhenAway();
            return List.of(Game.of("Zorkmid", "co7"), Game.of("Zork", "co8"));
        }

        @Override
        public byte[] cover(String cover) throws IOException {
            asked.add(cover);
            failWhenAway();
            return COVER;
        }

        private void failWhenAway() throws IOException {
            if (away) {
                throw new IOException("away");
            }
        }
    };

    @BeforeEach
    void open() throws Exception {
        database = Database.open(DatabaseSettings.embedded(directory.resolve("database")), Schema.load(Path.of("schema.sql")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void findsByTheBeginningsOfWordsThoseThatBeginSoFirst() {
        var games = games(Optional.empty());

        assertEquals(List.of("Portal", "Portal 2"), names(games.search("port", false)));
        assertEquals(List.of("Baldur's Gate 3"), names(games.search("GATE bald", false)));
        assertEquals(List.of("Ghost of Yōtei"), names(games.search("yotei", false)));
        assertEquals(List.of(), names(games.search("nothing is called this", false)));
        assertEquals("Programming", games.search("", false).getFirst().name());
        assertEquals(Games.MOST_FOUND, games.search("the", false).size());
    }

    @Test
    void shipsSomeHundredGamesThatHaveEachAnAddressOfItsOwn() {
        var bundled = BundledGames.load();
        var slugs = new HashSet<String>();

        bundled.forEach(game -> assertTrue(slugs.add(game.slug()), game.name()));

        assertTrue(bundled.size() > 300);
        assertTrue(bundled.stream().allMatch(game -> game.name().length() <= Game.LONGEST_NAME));
    }

    @Test
    void asksTheSourceOnceADayForEachQueryAndOnlyForWhoMay() {
        var games = games(Optional.of(source));

        games.search("zork", false);
        games.search("z", true);
        assertEquals(List.of(), asked);

        assertEquals(List.of("Zork", "Zorkmid"), names(games.search("zork", true)));
        games.search("Zork!", true);
        assertEquals(List.of("zork"), asked);

        now = now.plus(Duration.ofDays(1));
        games.search("zork", true);
        assertEquals(List.of("zork", "zork"), asked);
    }

    @Test
    void answersFromWhatIsKeptWhenTheSourceIsAway() throws Exception {
        var before = games(Optional.of(source));
        before.search("zork", true);
        assertArrayEquals(COVER, before.cover("zorkmid").orElseThrow());
        away = true;

        var games = games(Optional.of(source));

        assertEquals(List.of("Zork", "Zorkmid"), names(games.search("zork", true)));
        assertArrayEquals(COVER, games.cover("zorkmid").orElseThrow());
        assertTrue(games.cover("zork").isEmpty());
        assertFalse(games.find("zork").orElseThrow().cover().isEmpty());
    }

    @Test
    void leavesASourceAloneThatHasFailed() {
        var games = games(Optional.of(source));
        away = true;
        games.search("zork", true);
        games.search("zorkm", true);
        assertEquals(1, asked.size());

        away = false;
        now = now.plus(Duration.ofMinutes(1));
        assertEquals(List.of("Zorkmid"), names(games.search("zorkm", true)));
    }

    @Test
    void findsWithoutTheDatabaseToo() {
        var games = games(Optional.of(source));
        database.close();

        assertEquals(List.of("Zork", "Zorkmid"), names(games.search("zork", true)));
    }

    private Games games(Optional<GameSource> from) {
        return new Games(new StoredGames(database), from, () -> now);
    }

    private static List<String> names(List<Game> games) {
        return games.stream().map(Game::name).toList();
    }
}
