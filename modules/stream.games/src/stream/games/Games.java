package stream.games;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import stream.server.store.DatabaseException;

/// What streams can be about. Answers from what is known here; asks the source, when there is one,
/// once for each thing that somebody looks for, and keeps what it tells.
///
/// **Threads.** Safe for all; a call may wait for the source or the database.
final class Games {
    private static final Logger LOG = System.getLogger(Games.class.getName());
    /// As many as a list of completions shows.
    static final int MOST_FOUND = 10;
    /// What one letter begins is too much to ask for.
    private static final int SHORTEST_QUERY = 2;
    private static final int LONGEST_QUERY = Game.LONGEST_NAME;
    /// A catalogue of games does not change much in a day.
    private static final Duration FRESH = Duration.ofDays(1);
    /// Queries that are remembered as asked.
    private static final int MOST_QUERIES = 5000;
    /// After a failure the source is left alone, so that nobody waits for it at each letter.
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private final GameIndex index = new GameIndex();
    private final StoredGames stored;
    private final Optional<GameSource> source;
    private final InstantSource clock;
    private final AtomicBoolean storedIsRead = new AtomicBoolean();
    private final Map<String, Long> askedMillis =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > MOST_QUERIES;
                }
            });
    private volatile long pausedUntilMillis;

    public Games(StoredGames stored, Optional<GameSource> source, InstantSource clock) {
        this.stored = stored;
        this.source = source;
        this.clock = clock;
        BundledGames.load().forEach(index::add);
    }

    /// Games whose words begin as the query's do, the likeliest first; some to begin with for none.
    ///
    /// @param mayAsk whether the source may be asked, which waits for it
    public List<Game> search(String query, boolean mayAsk) {
        readStored();
        var wanted = Slug.of(query.substring(0, Math.min(query.length(), LONGEST_QUERY)));
        if (mayAsk && wanted.length() >= SHORTEST_QUERY) {
            ask(wanted);
        }
        return index.search(wanted, MOST_FOUND);
    }

    public Optional<Game> find(String slug) {
        readStored();
        return index.find(slug);
    }

    /// The picture of a game, a JPEG: from here, or from the source, when there is one.
    public Optional<byte[]> cover(String slug) throws DatabaseException {
        var game = find(slug);
        if (game.isEmpty() || game.get().cover().isEmpty()) {
            return Optional.empty();
        }
        var kept = stored.picture(slug);
        if (kept.isPresent() || source.isEmpty() || clock.millis() < pausedUntilMillis) {
            return kept;
        }
        try {
            var picture = source.get().cover(game.get().cover());
            stored.setPicture(slug, picture);
            return Optional.of(picture);
        } catch (DatabaseException e) {
            throw e;
        } catch (IOException e) {
            pause(e);
            return Optional.empty();
        }
    }

    private void ask(String words) {
        long now = clock.millis();
        var last = askedMillis.get(words);
        if (source.isEmpty() || now < pausedUntilMillis || last != null && now - last < FRESH.toMillis()) {
            return;
        }
        try {
            var found = source.get().search(words.replace('-', ' '));
            found.forEach(index::add);
            stored.save(found.stream().map(Games::toStored).toList(), now);
            askedMillis.put(words, now);
        } catch (DatabaseException _) {
            // The store has logged it. What was found is known until the server stops.
        } catch (IOException e) {
            pause(e);
        }
    }

    private void pause(IOException why) {
        pausedUntilMillis = clock.millis() + PAUSE.toMillis();
        LOG.log(Level.WARNING, "The catalogue of games: {0}", why.getMessage());
    }

    private void readStored() {
        if (storedIsRead.compareAndSet(false, true)) {
            try {
                stored.all(GameIndex.MOST).forEach(game -> index.add(Game.of(game.name(), game.cover())));
            } catch (DatabaseException _) {
                storedIsRead.set(false); // the next who looks tries again
            }
        }
    }

    private static StoredGame toStored(Game game) {
        return new StoredGame(game.slug(), game.name(), game.cover());
    }
}
