package stream.net.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import stream.net.websocket.Handshake;
import stream.net.websocket.PerMessageDeflate;

/// Fuzz target: the texts of a request's head. The first line is its address, then come the headers that
/// are taken apart here.
public final class RequestFuzz {
    private static final Router ROUTER = new Router()
        .get("/", _ -> TestSite.text("")).get("/{name}", _ -> TestSite.text("")).get("/api/{a}/{b}", _ -> TestSite.text(""));
    private static final List<TrustedProxies> PROXIES = List.of(
        new TrustedProxies(List.of(TrustedProxies.Network.parse("127.0.0.0/8")), TrustedProxies.Means.X_FORWARDED),
        new TrustedProxies(List.of(TrustedProxies.Network.parse("127.0.0.0/8")), TrustedProxies.Means.FORWARDED));

    private RequestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 3);
        address(lines[0]);
        var header = Optional.of(lines.length > 1 ? lines[1] : "");
        Cookies.find(List.of(header.get()), "session");
        ContentEncoding.acceptsGzip(header);
        PerMessageDeflate.negotiate(header.get());
        var peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        for (var proxies : PROXIES) {
            var origin = proxies.origin(peer, false, _ -> header);
            try {
                SameOrigin.check(Optional.of(lines.length > 2 ? lines[2] : ""), header, origin);
            } catch (HttpProblem _) {
                // From elsewhere.
            }
        }
        try {
            ByteRange.parse(header.get(), 1000).ifPresent(range -> {
                if (range.first() < 0 || range.length() < 1 || range.first() + range.length() > 1000) {
                    throw new IllegalStateException(range.toString());
                }
            });
            Handshake.of("GET", "HTTP/1.1", _ -> header);
        } catch (IOException _) {
            // Refused.
        }
    }

    private static void address(String line) {
        int question = line.indexOf('?');
        try {
            var path = RequestPath.parse(question < 0 ? line : line.substring(0, question),
                question < 0 ? null : line.substring(question + 1));
            for (var segment : path.segments()) {
                if (segment.contains("/") || segment.contains("\\") || segment.indexOf(0) >= 0
                        || segment.equals("..") || segment.equals(".")) {
                    throw new IllegalStateException("a segment can mislead: " + segment);
                }
            }
            ROUTER.match("GET", path.segments());
        } catch (HttpProblem _) {
            // Refused.
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
            "/api/games/baldurs-gate-3?query=b%C3%A5l+x&y\nfor=1.2.3.4;proto=https, for=\"[::1]:8\"\nhttps://a.example",
            "/%61%2e%2e\nsession=abc; x=y\nhttp://[::1]:80", "/a/b/\nbytes=0-99\nnull",
            "/\npermessage-deflate; client_max_window_bits=\"10\", x;y=1\nhttps://127.0.0.1:443",
            "/alva\ngzip;q=0.5, br\nhttp://x").stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }
}
