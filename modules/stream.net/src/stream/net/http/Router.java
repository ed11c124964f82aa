package stream.net.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import stream.net.websocket.FrameReader;

/// A table of routes, asked in the order in which they were added. A pattern is a path in which a
/// whole segment may stand in braces and is then handed to the handler under that name:
/// `/api/channels/{name}`.
///
/// **Threads.** Filled by one thread, then read by any.
public final class Router {

    /// What a route leads to.
    sealed interface Target {
        record ToHandler(Handler handler) implements Target {}

        record ToSocket(WebSocketEndpoint endpoint, FrameReader.Limits limits) implements Target {}
    }

    /// What the table says about a request.
    sealed interface Match {
        /// @param pattern of the route
        /// @param parameters the segments that stand for `{…}`
        record Found(String pattern, Target target, Map<String, String> parameters) implements Match {}

        /// The path is there, but not for this method.
        ///
        /// @param allowed for the `Allow` header
        record OtherMethods(List<String> allowed) implements Match {}

        record Nothing() implements Match {}
    }

    private record Route(String method, String pattern, List<String> segments, Target target) {}

    private final List<Route> routes = new ArrayList<>();

    /// An empty table.
    public Router() {}

    /// Answers GET, and HEAD with the same headers.
    public Router get(String pattern, Handler handler) {
        return add("GET", pattern, new Target.ToHandler(handler));
    }

    public Router post(String pattern, Handler handler) {
        return add("POST", pattern, new Target.ToHandler(handler));
    }

    public Router put(String pattern, Handler handler) {
        return add("PUT", pattern, new Target.ToHandler(handler));
    }

    public Router patch(String pattern, Handler handler) {
        return add("PATCH", pattern, new Target.ToHandler(handler));
    }

    public Router delete(String pattern, Handler handler) {
        return add("DELETE", pattern, new Target.ToHandler(handler));
    }

    /// Opens WebSockets.
    ///
    /// @param limits for what the client sends
    public Router socket(String pattern, FrameReader.Limits limits, WebSocketEndpoint endpoint) {
        return add("GET", pattern, new Target.ToSocket(endpoint, limits));
    }

    private Router add(String method, String pattern, Target target) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("a pattern begins with a slash: " + pattern);
        }
        var path = pattern.substring(1);
        var segments = path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1));
        routes.add(new Route(method, pattern, segments, target));
        return this;
    }

    Match match(String method, List<String> segments) {
        var wanted = method.equals("HEAD") ? "GET" : method;
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var parameters = parameters(route.segments(), segments);
            if (parameters == null) {
                continue;
            }
            if (route.method().equals(wanted)) {
                return new Match.Found(route.pattern(), route.target(), parameters);
            }
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) {
            return new Match.Nothing();
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return new Match.OtherMethods(List.copyOf(allowed));
    }

    /// The named segments, or null when the path does not fit the pattern.
    private static Map<String, String> parameters(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return null;
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < pattern.size(); i++) {
            var part = pattern.get(i);
            if (part.startsWith("{")) {
                parameters.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return null;
            }
        }
        return parameters;
    }
}
