package stream.games;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The games and categories that the project ships with, in `games.txt`.
final class BundledGames {
    private BundledGames() {}

    static List<Game> load() {
        try (var text = BundledGames.class.getResourceAsStream("games.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(name -> Game.of(name.strip(), ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is a part of this module
        }
    }
}
