package stream.server;

import jakarta.json.Json;
import java.io.IOException;
import java.time.Duration;
import stream.server.http.HttpProblem;
import stream.server.http.Request;
import stream.server.http.Response;
import stream.server.http.Router;
import stream.server.store.Database;

/// The routing table: every address of the site, in one place.
final class Routes {
    private static final Duration HEALTH_RETRY = Duration.ofSeconds(5);

    private Routes() {}

    static Router of(Pages pages, Database database) {
        return new Router()
            .get("/", pages.page("index.html"))
            .get("/sign-up", pages.page("sign-up.html"))
            .get("/sign-in", pages.page("sign-in.html"))
            .get("/dashboard", pages.page("dashboard.html"))
            .get("/download", pages.page("download.html"))
            .get("/healthz", request -> health(request, database))
            .get("/{name}", pages::watch);
    }

    /// `GET /healthz`, for supervisors and load balancers.
    private static Response health(Request request, Database database) throws IOException {
        if (!database.answers()) {
            throw new HttpProblem(503, "database-away", "The database does not answer.", HEALTH_RETRY);
        }
        return Response.json(200, Json.createObjectBuilder().add("status", "ok").build());
    }
}
