package stream.server.api;

import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.account.Accounts;
import stream.server.account.Admission;
import stream.server.live.Channels;
import stream.server.moderation.Action;
import stream.server.moderation.Moderation;
import stream.server.store.User;

/// Handlers of `/api/admin`, for the site's admins. What they throw is for [Failures].
///
/// **Threads.** Safe for all.
public final class AdminApi {
    private static final Logger LOG = System.getLogger(AdminApi.class.getName());
    private static final JsonProvider JSON = JsonProvider.provider();
    /// No name is longer.
    private static final int LONGEST_QUERY = 25;

    private final Accounts accounts;
    private final Admission admission;
    private final Moderation moderation;
    private final Channels channels;
    private final Authentication authentication;

    public AdminApi(
            Accounts accounts, Moderation moderation, Channels channels, Authentication authentication) {
        this.accounts = accounts;
        this.admission = accounts.admission();
        this.moderation = moderation;
        this.channels = channels;
        this.authentication = authentication;
    }

    /// `GET /api/admin/accounts`
    public Response accounts(Request request) throws IOException {
        var actor = authentication.required(request).user();
        var query = request.query("query").orElse("");
        if (query.length() > LONGEST_QUERY) {
            throw new HttpProblem(400, "malformed", "No name is that long.");
        }
        var list = JSON.createArrayBuilder();
        for (var account : admission.find(actor, query)) {
            var user = account.user();
            list.add(JSON.createObjectBuilder()
                    .add("name", user.name())
                    .add("created", user.createdMillis())
                    .add("lastOnline", user.lastOnlineMillis())
                    .add("admin", user.admin())
                    .add("banned", account.banned()));
        }
        return Response.json(200, JSON.createObjectBuilder().add("accounts", list).build());
    }

    /// `PUT /api/admin/bans/{name}`
    public Response ban(Request request) throws IOException {
        var actor = authentication.required(request).user();
        request.json();
        var target = target(request);
        admission.ban(actor, target);
        LOG.log(Level.INFO, "{0} banned {1} from the site", actor.name(), target.name());
        return Response.noContent();
    }

    /// `DELETE /api/admin/bans/{name}`
    public Response unban(Request request) throws IOException {
        var actor = authentication.required(request).user();
        var target = target(request);
        admission.unban(actor, target);
        LOG.log(Level.INFO, "{0} let {1} in again", actor.name(), target.name());
        return Response.noContent();
    }

    /// `DELETE /api/admin/streams/{name}`
    public Response endStream(Request request) throws IOException {
        var actor = authentication.required(request).user();
        admission.acting(actor);
        var streamer = target(request);
        moderation.note(streamer, actor, Action.END_STREAM, 0, "");
        channels.end(streamer.name());
        LOG.log(Level.INFO, "{0} ended the stream of {1}", actor.name(), streamer.name());
        return Response.noContent();
    }

    private User target(Request request) throws IOException {
        return AccountApi.account(accounts, request.pathParameter("name"));
    }
}
