package stream.server.api;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stream.common.control.ChannelState;
import stream.common.control.ChannelState.Presence;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.account.Accounts;
import stream.server.account.SignedIn;
import stream.server.live.Channel;
import stream.server.live.Channels;
import stream.server.live.Profile;
import stream.server.store.DatabaseException;
import stream.server.store.User;

/// Handlers of `/api/channels`. What they throw is for [Failures].
///
/// **Threads.** Safe for all.
public final class ChannelsApi {
    private static final JsonProvider JSON = JsonProvider.provider();
    /// Publishers send a picture every few seconds.
    private static final String PICTURE_CACHING = "max-age=2";

    private final Channels channels;
    private final Accounts accounts;
    private final Authentication authentication;
    private final List<Detail> details = new ArrayList<>();

    public ChannelsApi(Channels channels, Accounts accounts, Authentication authentication) {
        this.channels = channels;
        this.accounts = accounts;
        this.authentication = authentication;
    }

    /// Something that a feature knows of a channel.
    @FunctionalInterface
    public interface Detail {
        /// @param json of the channel, to be added to
        /// @param reader who asks, if signed in
        void add(JsonObjectBuilder json, User streamer, Optional<User> reader) throws IOException;
    }

    /// Adds a detail to what [#one] answers; before the server starts to serve.
    public void describe(Detail detail) {
        details.add(detail);
    }

    /// `GET /api/channels`
    public Response list(Request request) {
        var list = JSON.createArrayBuilder();
        channels.live().forEach(state -> list.add(state.toJson()));
        return Response.json(200, JSON.createObjectBuilder().add("channels", list).build());
    }

    /// `GET /api/channels/{name}`
    public Response one(Request request) throws IOException {
        var name = request.pathParameter("name");
        var channel = channels.find(name);
        try {
            var streamer = streamer(name);
            var json = JSON.createObjectBuilder(state(streamer).toJson());
            var reader = authentication.signedIn(request).map(SignedIn::user);
            for (var detail : details) {
                detail.add(json, streamer, reader);
            }
            return Response.json(200, json.build());
        } catch (DatabaseException e) {
            // Who is watched can be watched without the database.
            return Response.json(200, channel.orElseThrow(() -> e).state().toJson());
        }
    }

    /// `GET /api/channels/{name}/picture`: 204 when there is none, for the directory asks for everybody's
    /// and a 404 is an error in the browser's console.
    public Response picture(Request request) throws IOException {
        return channels.find(request.pathParameter("name"))
                .flatMap(Channel::picture)
                .map(picture -> Response.bytes("image/png", picture))
                .orElseGet(Response::noContent)
                .with("Cache-Control", PICTURE_CACHING);
    }

    /// What a channel is called, from where it is known: while it is watched, without the database.
    ///
    /// @throws HttpProblem 404 when there is no such channel
    public Profile profile(String name) throws IOException {
        var channel = channels.find(name);
        if (channel.isPresent()) {
            return channel.get().profile();
        }
        return profile(streamer(name));
    }

    /// Whose channel this is.
    ///
    /// @throws HttpProblem 404 when it is nobody's
    public User streamer(String name) throws IOException {
        return accounts.byName(name)
                .orElseThrow(() -> new HttpProblem(404, "no-channel", "There is no streamer of this name."));
    }

    /// The channel of a user as it is now.
    public ChannelState state(User user) {
        return channels.find(user.name()).map(Channel::state).orElseGet(() -> offline(profile(user)));
    }

    static Profile profile(User user) {
        return new Profile(user.name(), user.title(), user.description(), user.game(), user.language());
    }

    private static ChannelState offline(Profile p) {
        return new ChannelState(
                p.name(), p.title(), p.description(), p.game(), p.language(), Presence.OFFLINE, 0, 0);
    }
}
