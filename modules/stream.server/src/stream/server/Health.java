package stream.server;

import jakarta.json.Json;
import java.io.IOException;
import java.time.Duration;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.store.Database;

/// Answers supervisors and load balancers.
///
/// @param database without which nobody can sign in
record Health(Database database) {
    private static final Duration RETRY = Duration.ofSeconds(5);

    /// `GET /healthz`
    Response report(Request request) throws IOException {
        if (!database.answers()) {
            throw new HttpProblem(503, "database-away", "The database does not answer.", RETRY);
        }
        return Response.json(200, Json.createObjectBuilder().add("status", "ok").build());
    }
}
