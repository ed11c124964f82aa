package stream.net.http;

import java.util.Locale;
import java.util.Optional;

/// Keeps other sites' pages from acting with a visitor's cookie. Browsers say where a request comes
/// from, and pages cannot make them lie: in `Origin` with each WebSocket handshake and each request
/// that is not GET or HEAD, and in `Sec-Fetch-Site`. A request with neither comes from a program,
/// which has no visitor's cookie to abuse.
final class SameOrigin {
    private SameOrigin() {}

    /// @param origin the `Origin` header
    /// @param fetchSite the `Sec-Fetch-Site` header
    /// @throws HttpProblem 403 when it comes from another site
    static void check(Optional<String> origin, Optional<String> fetchSite, Origin request)
            throws HttpProblem {
        boolean same = origin.isPresent()
            ? isSame(origin.get(), request)
            : fetchSite.isEmpty() || fetchSite.get().equals("same-origin") || fetchSite.get().equals("none");
        if (!same) {
            var host = request.host().isEmpty() ? "no host" : request.host();
            throw new HttpProblem(403, "other-origin", "This request comes from another site: from a page of "
                + origin.orElse("another site") + ", for " + host + (request.secure() ? " by https" : "")
                + ". If that is the same site, a reverse proxy changes the Host header; in nginx, "
                + "\"proxy_set_header Host $host;\" mends it.");
        }
    }

    /// Compares host and port. A page that came in the clear is none of an encrypted site; the other way
    /// round a proxy may have taken the encryption off without a word.
    private static boolean isSame(String origin, Origin request) {
        int scheme = origin.indexOf("://");
        if (scheme < 0 || request.host().isEmpty()) {
            return false; // `null`: a sandboxed page or a file
        }
        int defaultPort = switch (origin.substring(0, scheme)) {
            case "http" -> request.secure() ? -1 : 80;
            case "https" -> 443;
            default -> -1;
        };
        var host = origin.substring(scheme + "://".length());
        return defaultPort > 0 && withPort(host, defaultPort).equals(withPort(request.host(), defaultPort));
    }

    private static String withPort(String host, int defaultPort) {
        var lower = host.toLowerCase(Locale.ROOT);
        boolean hasPort = lower.lastIndexOf(':') > lower.lastIndexOf(']');
        return hasPort ? lower : lower + ":" + defaultPort;
    }
}
