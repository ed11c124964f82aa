package stream.follows;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import stream.common.control.ChannelState;
import stream.common.control.ChannelState.Presence;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.api.Authentication;
import stream.server.api.ChannelsApi;
import stream.server.live.Channels;
import stream.server.store.User;

/// Handlers of `/api/channels/{name}/follow` and `/api/me/follows`. What they throw is for [stream.server.api.Failures].
///
/// **Threads.** Safe for all.
final class FollowsApi {
    private static final JsonProvider JSON = JsonProvider.provider();
    /// Live first, those with most viewers before others; the rest as they were last seen.
    private static final Comparator<Followed> ORDER = Comparator
            .comparing((Followed followed) -> followed.state().presence() == Presence.OFFLINE)
            .thenComparing(Comparator.comparingInt((Followed f) -> f.state().viewers()).reversed())
            .thenComparing(Comparator.comparingLong((Followed f) -> f.user().lastOnlineMillis()).reversed());

    private record Followed(User user, ChannelState state) {
        JsonObject toJson() {
            return JSON.createObjectBuilder(state.toJson())
                    .add("lastOnline", user.lastOnlineMillis())
                    .build();
        }
    }

    private final Following following;
    private final Channels channels;
    private final ChannelsApi directory;
    private final Authentication authentication;

    FollowsApi(
            Following following, Channels channels, ChannelsApi directory, Authentication authentication) {
        this.following = following;
        this.channels = channels;
        this.directory = directory;
        this.authentication = authentication;
    }

    /// `PUT /api/channels/{name}/follow`
    public Response follow(Request request) throws IOException {
        var follower = authentication.required(request).user();
        request.json();
        var streamer = directory.streamer(request.pathParameter("name"));
        following.follow(follower, streamer);
        tell(follower, streamer, true);
        return answer(streamer, true);
    }

    /// `DELETE /api/channels/{name}/follow`
    public Response unfollow(Request request) throws IOException {
        var follower = authentication.required(request).user();
        var streamer = directory.streamer(request.pathParameter("name"));
        following.unfollow(follower, streamer);
        tell(follower, streamer, false);
        return answer(streamer, false);
    }

    /// A chat may be for followers only.
    private void tell(User follower, User streamer, boolean follows) {
        channels.find(streamer.name()).ifPresent(channel ->
                channel.change(follower.id(), speaker -> speaker.following(follows)));
    }

    private Response answer(User streamer, boolean followed) throws IOException {
        return Response.json(200, JSON.createObjectBuilder()
                .add("followers", following.followers(streamer))
                .add("followed", followed)
                .build());
    }

    /// `GET /api/me/follows`
    public Response list(Request request) throws IOException {
        var follower = authentication.required(request).user();
        var followed = new ArrayList<Followed>();
        for (var user : following.of(follower)) {
            followed.add(new Followed(user, directory.state(user)));
        }
        followed.sort(ORDER);
        var list = JSON.createArrayBuilder();
        followed.forEach(each -> list.add(each.toJson()));
        return Response.json(200, JSON.createObjectBuilder().add("channels", list).build());
    }
}
