package stream.pictures;

import java.io.IOException;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.api.Authentication;

/// Handlers of `/api/me/picture` and `/api/users/{name}/picture`. What they throw is for [stream.server.api.Failures].
///
/// **Threads.** Safe for all.
final class PicturesApi {
    /// A list of channels is shown again and again; a new picture may take a minute to be seen by all.
    private static final String CACHING = "max-age=60";

    private final ProfilePictures pictures;
    private final Authentication authentication;

    PicturesApi(ProfilePictures pictures, Authentication authentication) {
        this.pictures = pictures;
        this.authentication = authentication;
    }

    /// `PUT /api/me/picture`
    public Response set(Request request) throws IOException {
        var user = authentication.required(request).user();
        pictures.attempt(user);
        pictures.set(user, request.body("image/png", ProfilePicture.MAX_BYTES));
        return Response.noContent();
    }

    /// `DELETE /api/me/picture`
    public Response remove(Request request) throws IOException {
        pictures.remove(authentication.required(request).user());
        return Response.noContent();
    }

    /// `GET /api/users/{name}/picture`: 204 when there is none, for pages ask for everybody's and a 404
    /// would look like a mistake of theirs.
    public Response of(Request request) throws IOException {
        boolean small = request.query("size").orElse("").equals("small");
        return pictures.of(request.pathParameter("name"), small)
                .map(png -> Response.bytes("image/png", png).tagged())
                .orElseGet(Response::noContent)
                .with("Cache-Control", CACHING);
    }
}
