package stream.pictures;

import static stream.server.api.Failures.answered;

import stream.server.feature.Feature;
import stream.server.feature.Site;

/// Lets users have a picture beside their name.
public final class PicturesFeature implements Feature {
    /// For [java.util.ServiceLoader].
    public PicturesFeature() {}

    @Override
    public String name() {
        return "pictures";
    }

    @Override
    public void install(Site site) {
        var base = site.base();
        var api = new PicturesApi(
                new ProfilePictures(new Pictures(base.database()), base.accounts()), base.authentication());
        site.routes()
                .put("/api/me/picture", answered(api::set))
                .delete("/api/me/picture", answered(api::remove))
                .get("/api/users/{name}/picture", answered(api::of));
    }
}
