package stream.server.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.account.Accounts;
import stream.server.account.SignedIn;
import stream.server.account.StreamKey;
import stream.server.store.User;

/// Handlers of `/api/account`, `/api/session` and `/api/me`. What they throw is for [Failures].
///
/// **Threads.** Safe for all.
public final class AccountApi {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Accounts accounts;
    private final Authentication authentication;

    public AccountApi(Accounts accounts, Authentication authentication) {
        this.accounts = accounts;
        this.authentication = authentication;
    }

    /// Whose name this is.
    ///
    /// @throws HttpProblem 404 when it is nobody's
    static User account(Accounts accounts, String name) throws IOException {
        return accounts.byName(name)
                .orElseThrow(() -> new HttpProblem(404, "no-account", "There is no account of this name."));
    }

    /// `POST /api/account`
    public Response signUp(Request request) throws IOException {
        accounts.attemptSignUp(request.client());
        var body = request.json();
        var name = Members.string(body, "username");
        var password = Members.string(body, "password");
        var language = Members.optional(body, "language");
        return start(request, 201, accounts.signUp(request.client(), name, password, language));
    }

    /// `POST /api/session`
    public Response signIn(Request request) throws IOException {
        accounts.signIn().attempt(request.client());
        var body = request.json();
        var name = Members.string(body, "username");
        var password = Members.string(body, "password");
        return start(request, 200, accounts.signIn().signIn(request.client(), name, password));
    }

    /// A browser has one session: the one it had ends.
    private Response start(Request request, int status, SignedIn signedIn) throws IOException {
        end(request);
        return Response.json(status, user(signedIn.user()))
                .with("Set-Cookie", SessionCookie.set(request, signedIn));
    }

    private void end(Request request) throws IOException {
        var token = SessionCookie.of(request);
        if (token.isPresent()) {
            accounts.signIn().signOut(token.get());
        }
    }

    /// `DELETE /api/session`
    public Response signOut(Request request) throws IOException {
        end(request);
        return Response.noContent().with("Set-Cookie", SessionCookie.clear(request));
    }

    /// `DELETE /api/me/sessions`
    public Response signOutEverywhere(Request request) throws IOException {
        accounts.signIn().signOutEverywhere(authentication.required(request).user());
        return Response.noContent().with("Set-Cookie", SessionCookie.clear(request));
    }

    /// `GET /api/me`: pages ask this first, so this is where a session that is used is prolonged.
    public Response me(Request request) throws IOException {
        var signedIn = authentication.signedIn(request);
        if (signedIn.isEmpty()) {
            var nobody = JSON.createObjectBuilder().add("user", JsonValue.NULL).build();
            return Response.json(200, nobody);
        }
        return Response.json(200, user(signedIn.get().user()))
                .with("Set-Cookie", SessionCookie.set(request, signedIn.get()));
    }

    /// `PATCH /api/me`
    public Response describe(Request request) throws IOException {
        var signedIn = authentication.required(request);
        var body = request.json();
        var title = Members.optional(body, "title");
        var description = Members.optional(body, "description");
        var game = Members.optional(body, "game");
        var language = Members.optional(body, "language");
        return Response.json(200, user(accounts.describe(signedIn.user(), title, description, game, language)));
    }

    /// `POST /api/me/key`
    public Response newKey(Request request) throws IOException {
        var signedIn = authentication.required(request);
        request.json();
        return key(accounts.newKey(signedIn.user()));
    }

    private static Response key(StreamKey key) {
        return Response.json(201, JSON.createObjectBuilder().add("key", key.text()).build());
    }

    /// `PUT /api/me/password`
    public Response changePassword(Request request) throws IOException {
        var signedIn = authentication.required(request);
        var body = request.json();
        var current = Members.string(body, "current");
        var password = Members.string(body, "password");
        boolean newKey = Members.optionalTruth(body, "newKey").orElse(false);
        return accounts.changePassword(request.client(), signedIn, current, password, newKey)
                .map(AccountApi::key).orElseGet(Response::noContent);
    }

    /// `DELETE /api/me`
    public Response delete(Request request) throws IOException {
        var signedIn = authentication.required(request);
        var password = Members.string(request.json(), "password");
        accounts.delete(request.client(), signedIn.user(), password);
        return Response.noContent().with("Set-Cookie", SessionCookie.clear(request));
    }

    private static JsonObject user(User user) {
        var json = JSON.createObjectBuilder()
                .add("name", user.name())
                .add("title", user.title())
                .add("description", user.description())
                .add("game", user.game())
                .add("language", user.language())
                .add("hasKey", user.hasKey())
                .add("admin", user.admin());
        return JSON.createObjectBuilder().add("user", json).build();
    }
}
