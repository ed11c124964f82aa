package stream.follows;

import static stream.server.api.Failures.answered;

import java.time.InstantSource;
import stream.server.feature.Feature;
import stream.server.feature.Site;

/// Lets users follow channels.
public final class FollowsFeature implements Feature {
    /// For [java.util.ServiceLoader].
    public FollowsFeature() {}

    @Override
    public String name() {
        return "follows";
    }

    @Override
    public void install(Site site) {
        var base = site.base();
        var following = new Following(new Follows(base.database()), base.accounts(), InstantSource.system());
        var api = new FollowsApi(following, base.channels(), base.directory(), base.authentication());
        base.directory().describe((json, streamer, reader) -> {
            json.add("followers", following.followers(streamer));
            json.add("followed", reader.isPresent() && following.follows(reader.get(), streamer));
        });
        site.routes()
                .get("/api/me/follows", answered(api::list))
                .put("/api/channels/{name}/follow", answered(api::follow))
                .delete("/api/channels/{name}/follow", answered(api::unfollow));
    }
}
