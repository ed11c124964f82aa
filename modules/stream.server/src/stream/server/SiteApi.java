package stream.server;

import jakarta.json.Json;
import stream.net.http.Request;
import stream.net.http.Response;
import stream.server.feature.Features;

/// Tells pages and programs what this site has.
record SiteApi(Features features) {
    /// `GET /api/site`
    Response describe(Request request) {
        var names = Json.createArrayBuilder(features.names());
        return Response.json(200, Json.createObjectBuilder().add("features", names).build());
    }
}
