package stream.net.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import stream.net.websocket.BlockingConnection;
import stream.net.websocket.CloseCode;
import stream.net.websocket.Handshake;
import stream.net.websocket.PerMessageDeflate;

/// Takes each request through the same steps: find its tunnel, decode its target, find its route,
/// see that it comes from this site, have it handled, and write the answer; or, for a socket, judge
/// the handshake, ask the endpoint, and detach the connection.
///
/// **Threads.** Each request on a virtual thread of its own.
public final class Dispatcher implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    /// The value of `Strict-Transport-Security`: for a year.
    private static final String INSIST_ON_ENCRYPTION = "max-age=31536000";
    /// A host as it stands in the `Host` header, without its port: a name or an address.
    static final Pattern HOST =
        Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]+");
    /// RFC 9110 §5.5: no value has one but a tab.
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");
    private static final Duration FULL_TIME = Duration.ofSeconds(10);
    private static final Duration RESTART_TIME = Duration.ofSeconds(2);
    /// Other sites' pages may try as often as they like; a proxy that changes hosts is worth a line.
    private static final Duration ORIGIN_WARNINGS = Duration.ofMinutes(1);

    private final FrontDoor door;
    private final Router router;
    private final Handler otherwise;
    private final List<AnsweredRequest.Observer> observers;
    private final AtomicLong quietUntilNanos = new AtomicLong(System.nanoTime());

    /// @param otherwise answers what no route matches
    /// @param observers are told of each request when it was answered
    public Dispatcher(
            FrontDoor door, Router router, Handler otherwise, AnsweredRequest.Observer... observers) {
        this.door = door;
        this.router = router;
        this.otherwise = otherwise;
        this.observers = List.of(observers);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var tunnel = door.tunnel(exchange.getRemoteAddress())
            .orElseThrow(() -> new IOException("not through the front door")); // HttpServer hangs up
        tunnel.limits().began();
        try (exchange) {
            try {
                answer(exchange, tunnel);
            } finally {
                tunnel.limits().ended();
            }
        }
    }

    /// What comes to light about a request while it is answered.
    private static final class Trace {
        final long beganNanos = System.nanoTime();
        Origin origin;
        String route = "";
        boolean webSocket;

        Trace(Tunnel tunnel) {
            origin = new Origin(tunnel.address().getAddress(), tunnel.secure(), "");
        }
    }

    private void answer(HttpExchange exchange, Tunnel tunnel) throws IOException {
        var writer = new ResponseWriter(exchange);
        var trace = new Trace(tunnel);
        try {
            answer(exchange, tunnel, writer, trace);
        } finally {
            if (!trace.webSocket) {
                door.uncount(tunnel);
            }
            tell(exchange, writer, trace);
        }
    }

    private void tell(HttpExchange exchange, ResponseWriter writer, Trace trace) {
        int status = trace.webSocket ? 101 : Math.max(0, exchange.getResponseCode());
        var answered = new AnsweredRequest(trace.origin.client(), trace.origin.secure(),
            exchange.getRequestMethod(), String.valueOf(exchange.getRequestURI().getRawPath()), trace.route, status,
            writer.bodyBytes(), System.nanoTime() - trace.beganNanos,
            ExchangeRequest.header(exchange, "User-Agent").orElse(""));
        observers.forEach(observer -> observer.answered(answered));
    }

    private void answer(HttpExchange exchange, Tunnel tunnel, ResponseWriter writer, Trace trace)
            throws IOException {
        try {
            trace.origin = door.proxies().origin(tunnel.address(), tunnel.secure(),
                name -> ExchangeRequest.header(exchange, name));
            if (!door.count(tunnel, trace.origin.client())) {
                throw new HttpProblem(429, "connections", "Too many connections from your address.", FULL_TIME);
            }
            var response = respond(exchange, tunnel, trace);
            if (response != null) {
                writer.write(response);
            }
        } catch (HttpProblem problem) {
            writer.write(problem(problem));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a bug, in answering " + exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath(), e);
            if (exchange.getResponseCode() < 0) {
                writer.write(problem(new HttpProblem(500, "bug", "The server made a mistake.")));
            }
        }
    }

    /// @return null when the connection became a WebSocket
    private Response respond(HttpExchange exchange, Tunnel tunnel, Trace trace) throws IOException {
        checkHead(exchange);
        var uri = exchange.getRequestURI();
        var target = RequestPath.parse(uri.getRawPath(), uri.getRawQuery());
        var origin = trace.origin;
        if (door.encryption() instanceof Encryption.Tls tls) {
            if (!tunnel.secure()) {
                return redirect(exchange, origin);
            }
            if (tls.trusted()) {
                exchange.getResponseHeaders().set("Strict-Transport-Security", INSIST_ON_ENCRYPTION);
            }
        }
        var method = exchange.getRequestMethod();
        return switch (router.match(method, target.segments())) {
            case Router.Match.Found(var route, Router.Target.ToHandler(var handler), var parameters) -> {
                trace.route = route;
                var request = new ExchangeRequest(exchange, tunnel, target, parameters, origin);
                if (!method.equals("GET") && !method.equals("HEAD")) {
                    checkOrigin(request);
                }
                yield handler.handle(request);
            }
            case Router.Match.Found(var route, Router.Target.ToSocket socket, var parameters) -> {
                trace.route = route;
                openSocket(new ExchangeRequest(exchange, tunnel, target, parameters, origin), socket);
                trace.webSocket = true;
                yield null;
            }
            case Router.Match.OtherMethods(var allowed) -> otherMethod(method, allowed);
            case Router.Match.Nothing() ->
                otherwise.handle(new ExchangeRequest(exchange, tunnel, target, Map.of(), origin));
        };
    }

    /// Refuses a head that a proxy in front could read in another way than the HTTP server does (RFC 9112
    /// §11.2), and reads nothing more from that connection. The HTTP server refuses much of it by itself,
    /// but it drops control characters in front of a value before anybody sees them. So bodies must come
    /// with a length (§6.3), whatever `Transfer-Encoding` says.
    private static void checkHead(HttpExchange exchange) throws HttpProblem {
        try {
            var headers = exchange.getRequestHeaders();
            if (headers.containsKey("Transfer-Encoding")) {
                throw new HttpProblem(411, "length", "A body must come with its Content-Length.");
            }
            var length = headers.getFirst("Content-Length");
            if (length != null && !LENGTH.matcher(length).matches()) {
                throw new HttpProblem(400, "length", "Content-Length must be a number.");
            }
            var hosts = headers.getOrDefault("Host", List.of());
            if (hosts.size() > 1 || hosts.isEmpty() && !exchange.getProtocol().equals("HTTP/1.0")) {
                throw new HttpProblem(400, "host", "A request must have one Host header.");
            }
            if (headers.values().stream().flatMap(List::stream).anyMatch(CONTROL.asPredicate())) {
                throw new HttpProblem(400, "header", "A header has a control character.");
            }
        } catch (HttpProblem problem) {
            exchange.getResponseHeaders().set("Connection", "close");
            throw problem;
        }
    }

    /// Sends a client that came in the clear to the encrypted port.
    private Response redirect(HttpExchange exchange, Origin origin) throws HttpProblem {
        var host = HOST.matcher(origin.host());
        if (!host.matches()) {
            throw new HttpProblem(400, "host", "The request does not say which host it is for.");
        }
        int port = door.address().getPort();
        var uri = exchange.getRequestURI();
        var location = "https://" + host.group(1) + (port == 443 ? "" : ":" + port)
            + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        // The method stays the same, and nobody remembers it: encryption may be switched off again.
        return new Response(307, List.of(), new Response.Body.Empty())
            .with("Location", location)
            .with("Connection", "close");
    }

    private void checkOrigin(ExchangeRequest request) throws HttpProblem {
        try {
            SameOrigin.check(request.header("Origin"), request.header("Sec-Fetch-Site"), request.origin());
        } catch (HttpProblem problem) {
            long now = System.nanoTime();
            long quiet = quietUntilNanos.get();
            if (now - quiet >= 0 && quietUntilNanos.compareAndSet(quiet, now + ORIGIN_WARNINGS.toNanos())) {
                LOG.log(System.Logger.Level.WARNING, "{0} {1} was refused. {2}", request.method(), request.path(),
                    problem.getMessage());
            }
            throw problem;
        }
    }

    private static Response otherMethod(String method, List<String> allowed) {
        var response = method.equals("OPTIONS")
            ? Response.noContent()
            : problem(new HttpProblem(405, "method", "This address does not take " + method + " requests."));
        return response.with("Allow", String.join(", ", allowed));
    }

    private void openSocket(ExchangeRequest request, Router.Target.ToSocket socket) throws IOException {
        var exchange = request.exchange();
        Handshake handshake;
        try {
            handshake = Handshake.of(request.method(), exchange.getProtocol(), request::header);
        } catch (Handshake.Refusal refusal) {
            throw new HttpProblem(refusal.status(), "handshake", refusal.getMessage());
        }
        checkOrigin(request);
        if (door.isStopping()) {
            throw new HttpProblem(503, "stopping", "The server is being restarted.", RESTART_TIME);
        }
        var conversation = socket.endpoint().accept(request);
        var compression = socket.limits().compressed()
            ? request.header("Sec-WebSocket-Extensions").flatMap(PerMessageDeflate::negotiate)
            : Optional.<String>empty();
        var connection = request.tunnel().detach(handshake.answer(compression),
            compression.isPresent() ? socket.limits() : socket.limits().uncompressed());
        Thread.ofVirtual().name("websocket " + request.path())
            .start(() -> converse(connection, conversation));
        // Lets HttpServer come to an end with the exchange; the tunnel throws this away.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(204, -1);
    }

    private static void converse(BlockingConnection connection, WebSocketEndpoint.Conversation conversation) {
        try {
            conversation.run(connection);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a WebSocket ended: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a bug, on a WebSocket", e);
            connection.close(CloseCode.INTERNAL_ERROR, "the server made a mistake");
        }
        connection.finish();
    }

    /// RFC 9457.
    static Response problem(HttpProblem problem) {
        var json = Json.createObjectBuilder()
            .add("status", problem.status())
            .add("code", problem.code())
            .add("detail", problem.getMessage())
            .build();
        var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        var response = new Response(problem.status(), List.of(),
            new Response.Body.Bytes("application/problem+json", bytes));
        if (problem.retryAfter() != null) {
            long seconds = Math.max(1, problem.retryAfter().plusMillis(999).toSeconds());
            response = response.with("Retry-After", Long.toString(seconds));
        }
        if (problem.status() == 426) {
            response = response.with("Connection", "Upgrade").with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13");
        }
        return response;
    }
}
