package stream.net.http;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A [Request] that came through a [Tunnel].
record ExchangeRequest(
        HttpExchange exchange, Tunnel tunnel, RequestPath target, Map<String, String> parameters,
        Origin origin)
        implements Request {
    /// By these proxies give themselves away.
    private static final List<String> FORWARDED = List.of(
        "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");
    /// A page from elsewhere that had its own name point here would still ask for that name.
    private static final Pattern LOCAL_HOST =
        Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String path() {
        return target.text();
    }

    @Override
    public String pathParameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(target.query().get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return header(exchange, name);
    }

    /// A header's value; of one that came several times all values, with commas between.
    static Optional<String> header(HttpExchange exchange, String name) {
        var values = exchange.getRequestHeaders().get(name);
        return values == null ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    @Override
    public Optional<String> cookie(String name) {
        return Cookies.find(exchange.getRequestHeaders().get("Cookie"), name);
    }

    @Override
    public InetAddress client() {
        return origin.client();
    }

    @Override
    public boolean isLocal() {
        return tunnel.address().getAddress().isLoopbackAddress()
            && origin.client().isLoopbackAddress()
            && FORWARDED.stream().noneMatch(name -> header(name).isPresent())
            && LOCAL_HOST.matcher(header("Host").orElse("")).matches();
    }

    @Override
    public boolean secure() {
        return origin.secure();
    }

    @Override
    public Optional<String> site() {
        return Dispatcher.HOST.matcher(origin.host()).matches()
            ? Optional.of((secure() ? "https://" : "http://") + origin.host()) : Optional.empty();
    }

    @Override
    public JsonObject json() throws IOException {
        JsonBody.checkType(header("Content-Type").orElse(""));
        return JsonBody.parse(read(JsonBody.MAX_BYTES));
    }

    @Override
    public byte[] body(String contentType, int maxBytes) throws IOException {
        if (!header("Content-Type").orElse("").equalsIgnoreCase(contentType)) {
            throw new HttpProblem(415, "other-type", "The body must be of Content-Type: " + contentType + ".");
        }
        return read(maxBytes);
    }

    private byte[] read(int maxBytes) throws IOException {
        tunnel.limits().awaitBody(true);
        try (var holding = tunnel.bodyHolding()) {
            return new BodyReader(exchange.getRequestBody(), holding).read(maxBytes);
        } catch (HttpProblem problem) {
            // Its rest would be taken for the next request.
            exchange.getResponseHeaders().set("Connection", "close");
            throw problem;
        } finally {
            tunnel.limits().awaitBody(false);
        }
    }
}
