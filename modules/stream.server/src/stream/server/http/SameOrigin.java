package stream.server.http;

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
            throw new HttpProblem(403, "other-origin", "This request comes from another site.");
        }
    }

    /// Compares the host and port. The scheme is not compared where a proxy may have taken it off;
    /// a site cannot be had under one host and port by two schemes at once anyway.
    private static boolean isSame(String origin, Origin request) {
        int scheme = origin.indexOf("://");
        if (scheme < 0 || request.host().isEmpty()) {
            return false; // `null`: a sandboxed page or a file
        }
        int defaultPort = switch (origin.substring(0, scheme)) {
            case "http" -> 80;
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
