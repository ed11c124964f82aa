package stream.games;

import static stream.server.api.Failures.answered;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import stream.server.configuration.ConfigurationException;
import stream.server.configuration.Option;
import stream.server.configuration.Settings;
import stream.server.feature.Feature;
import stream.server.feature.Site;

/// Completes the names of games, and gives each a page.
public final class GamesFeature implements Feature {
    private static final Option CLIENT_ID = new Option("igdb-client-id", "ID", "",
        "completes games from IGDB, with the id and secret of an application registered there");
    private static final Option CLIENT_SECRET =
        new Option("igdb-client-secret", "SECRET", "", "better in the environment than here");

    @Override
    public String name() {
        return "games";
    }

    @Override
    public List<Option> options() {
        return List.of(CLIENT_ID, CLIENT_SECRET);
    }

    @Override
    public void install(Site site) throws ConfigurationException {
        var base = site.base();
        var games = new Games(
            new StoredGames(base.database()), igdb(base.configuration().settings()), InstantSource.system());
        var api = new GamesApi(games, base.authentication());
        site.routes()
            .get("/game/{slug}", base.pages().page("game.html"))
            .get("/api/games", answered(api::search))
            .get("/api/games/{slug}", answered(api::one))
            .get("/api/games/{slug}/cover", answered(api::cover));
    }

    private static Optional<GameSource> igdb(Settings settings) throws ConfigurationException {
        var id = settings.text(CLIENT_ID);
        var secret = settings.text(CLIENT_SECRET);
        if (id.isEmpty() != secret.isEmpty()) {
            throw new ConfigurationException("The options igdb-client-id and igdb-client-secret go together.");
        }
        return id.isEmpty()
            ? Optional.empty() : Optional.of(new Igdb(Igdb.Addresses.OFFICIAL, id, secret, System::nanoTime));
    }
}
