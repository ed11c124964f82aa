package stream.games;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// All games that are known here, to be found by the beginnings of their words.
///
/// **Threads.** Safe for all.
final class GameIndex {
    /// As many as a site's streamers ever look for; some MiB.
    static final int MOST = 20_000;

    /// @param words the slug with a hyphen before each word
    private record Entry(Game game, String words, int order) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger order = new AtomicInteger();

    /// Adds a game. One that was there keeps its name and its place, and gets the cover.
    void add(Game game) {
        if (game.slug().isEmpty() || entries.size() >= MOST && !entries.containsKey(game.slug())) {
            return;
        }
        entries.merge(
                game.slug(),
                new Entry(game, "-" + game.slug(), order.getAndIncrement()),
                (old, more) -> more.game().cover().isEmpty()
                        ? old
                        : new Entry(
                                new Game(old.game().name(), old.game().slug(), more.game().cover()),
                                old.words(),
                                old.order()));
    }

    Optional<Game> find(String slug) {
        return Optional.ofNullable(entries.get(slug)).map(Entry::game);
    }

    /// Games each of whose words begin as one asks: those whose name begins so first, then in the order
    /// in which they came.
    List<Game> search(String query, int most) {
        var wanted = "-" + Slug.of(query);
        var found = new ArrayList<Entry>();
        for (var entry : entries.values()) {
            if (matches(entry.words(), wanted)) {
                found.add(entry);
            }
        }
        found.sort(Comparator
                .comparing((Entry entry) -> !entry.words().startsWith(wanted))
                .thenComparing(Entry::order));
        return found.stream().limit(most).map(Entry::game).toList();
    }

    private static boolean matches(String words, String wanted) {
        for (var part : wanted.substring(1).split("-")) {
            if (!words.contains("-" + part)) {
                return false;
            }
        }
        return true;
    }
}
