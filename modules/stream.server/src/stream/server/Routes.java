package stream.server;

import static stream.server.api.Failures.answered;
import static stream.server.api.Failures.answeredSocket;

import stream.net.http.Router;
import stream.server.api.AccountApi;
import stream.server.api.AdminApi;
import stream.server.api.ChannelsApi;
import stream.server.api.ModerationApi;
import stream.server.api.PublishSocket;
import stream.server.api.StreamApi;
import stream.server.api.WatchSocket;
import stream.server.status.MetricsPage;

/// The routing table: every address of the site, in one place.
final class Routes {
    private Routes() {}

    static Router of(SiteApi site, Pages pages, Previews previews, Health health, MetricsPage metrics, Downloads downloads, AccountApi account,
            ChannelsApi channels,
            StreamApi stream, ModerationApi moderation, AdminApi admin, WatchSocket watch, PublishSocket publish) {
        return new Router()
            .get("/", pages.page("index.html"))
            .get("/sign-up", pages.page("sign-up.html"))
            .get("/sign-in", pages.page("sign-in.html"))
            .get("/dashboard", pages.page("dashboard.html"))
            .get("/admin", pages.page("admin.html"))
            .get("/studio", pages::studio)
            .get("/download", pages.page("download.html"))
            .get("/download/{file}", downloads::file)

            .post("/api/account", answered(account::signUp))
            .post("/api/session", answered(account::signIn))
            .delete("/api/session", answered(account::signOut))
            .get("/api/me", answered(account::me))
            .patch("/api/me", answered(account::describe))
            .delete("/api/me", answered(account::delete))
            .post("/api/me/key", answered(account::newKey))
            .put("/api/me/password", answered(account::changePassword))
            .delete("/api/me/sessions", answered(account::signOutEverywhere))
            .get("/api/me/stream", answered(stream::of))

            .get("/api/channels", channels::list)
            .get("/api/channels/{name}", answered(channels::one))
            .get("/api/channels/{name}/picture", channels::picture)
            .get("/api/channels/{name}/moderation", answered(moderation::report))
            .patch("/api/channels/{name}/moderation", answered(moderation::change))
            .put("/api/channels/{name}/moderators/{user}", answered(moderation::appoint))
            .delete("/api/channels/{name}/moderators/{user}", answered(moderation::dismiss))
            .put("/api/channels/{name}/bans/{user}", answered(moderation::ban))
            .delete("/api/channels/{name}/bans/{user}", answered(moderation::unban))
            .delete("/api/channels/{name}/messages/{id}", answered(moderation::removeLine))
            .socket("/api/channels/{name}/watch", WatchSocket.LIMITS, answeredSocket(watch))
            .socket("/api/publish", PublishSocket.LIMITS, answeredSocket(publish))

            .get("/api/admin/accounts", answered(admin::accounts))
            .put("/api/admin/bans/{name}", answered(admin::ban))
            .delete("/api/admin/bans/{name}", answered(admin::unban))
            .delete("/api/admin/streams/{name}", answered(admin::endStream))

            .get("/api/oembed", answered(previews::oembed))
            .get("/api/site", site::describe)
            .get("/api/download", downloads::list)
            .get("/healthz", health::report)
            .get("/metrics", metrics::show)
            .get("/embed/{name}", pages::embed);
    }
}
