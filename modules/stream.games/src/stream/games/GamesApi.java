package stream.games;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.api.Authentication;
import stream.server.store.DatabaseException;

/// Handlers of `/api/games`. What they throw is for [stream.server.api.Failures].
///
/// **Threads.** Safe for all.
final class GamesApi {
    private static final JsonProvider JSON = JsonProvider.provider();
    /// A game's cover hardly ever changes.
    private static final String COVER_CACHING = "public, max-age=86400";

    private final Games games;
    private final Authentication authentication;

    public GamesApi(Games games, Authentication authentication) {
        this.games = games;
        this.authentication = authentication;
    }

    /// `GET /api/games`: for who is signed in, and so may stream, the catalogue elsewhere is asked too.
    public Response search(Request request) throws IOException {
        var list = JSON.createArrayBuilder();
        games.search(request.query("query").orElse(""), isSignedIn(request)).forEach(game -> list.add(json(game)));
        return Response.json(200, JSON.createObjectBuilder().add("games", list).build());
    }

    private boolean isSignedIn(Request request) throws IOException {
        try {
            return authentication.signedIn(request).isPresent();
        } catch (DatabaseException _) {
            return false; // what is known here is found without the database
        }
    }

    /// `GET /api/games/{slug}`: 204 when it is not in the catalogue, for people stream what is in none and
    /// their page's question is no mistake.
    public Response one(Request request) throws IOException {
        return games.find(request.pathParameter("slug"))
                .map(game -> Response.json(200, json(game)))
                .orElseGet(Response::noContent);
    }

    /// `GET /api/games/{slug}/cover`
    public Response cover(Request request) throws IOException {
        var picture = games.cover(request.pathParameter("slug"))
                .orElseThrow(() -> new HttpProblem(404, "no-cover", "This game has no cover here."));
        return Response.bytes("image/jpeg", picture).with("Cache-Control", COVER_CACHING);
    }

    private static JsonObject json(Game game) {
        return JSON.createObjectBuilder()
                .add("name", game.name())
                .add("slug", game.slug())
                .add("cover", !game.cover().isEmpty())
                .build();
    }
}
