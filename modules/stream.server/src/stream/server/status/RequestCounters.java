package stream.server.status;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import stream.net.http.AnsweredRequest;
import stream.server.metrics.Exposition;
import stream.server.metrics.Histogram;

/// Counts requests by route, method and class of status. Routes are those of the routing table and
/// methods the usual ones, so that nobody can make the table grow by asking for strange things.
///
/// **Threads.** Any thread.
public final class RequestCounters implements AnsweredRequest.Observer {
    private static final Set<String> METHODS =
        Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /// Stands for what is not among the routes or methods.
    private static final String OTHER = "other";

    private record Kind(String method, String route, String status) {}

    private final Map<Kind, LongAdder> requests = new ConcurrentHashMap<>();
    private final LongAdder bytes = new LongAdder();
    private final Histogram durations = new Histogram();

    /// Nothing was counted yet.
    public RequestCounters() {}

    @Override
    public void answered(AnsweredRequest request) {
        var kind = new Kind(
            METHODS.contains(request.method()) ? request.method() : OTHER,
            request.route().isEmpty() ? OTHER : request.route(),
            request.status() / 100 + "xx");
        requests.computeIfAbsent(kind, _ -> new LongAdder()).increment();
        bytes.add(request.bytes());
        durations.record(request.tookNanos());
    }

    void writeTo(Exposition page) {
        page.counter("strom_http_requests_total",
            "Requests by method, route and class of status; 0xx: the client was gone before an answer.");
        requests.forEach((kind, count) -> page.sample(count.sum(),
            "method", kind.method(), "route", kind.route(), "status", kind.status()));
        page.counter("strom_http_response_body_bytes_total", "Bytes of answers' bodies.").sample(bytes.sum());
        page.histogram("strom_http_request_duration_seconds",
            "From when a handler was given a request until its answer was written.", durations);
    }
}
