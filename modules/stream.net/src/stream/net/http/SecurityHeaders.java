package stream.net.http;

import com.sun.net.httpserver.Headers;

/// Headers that every answer carries, so that a mistake in a page does less harm.
final class SecurityHeaders {
    /// Only this site's own files run and load, and nothing that is written into a page runs at all.
    /// `blob:` is for media, workers and pictures that scripts make; `data:` for small pictures.
    private static final String CONTENT_SECURITY_POLICY = String.join("; ",
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors ");
    private static final String PERMISSIONS_POLICY = permissionsPolicy("()");
    /// The policy of the one page that may capture screen, camera and microphone.
    static final String CAPTURING_PERMISSIONS_POLICY = permissionsPolicy("(self)");

    private SecurityHeaders() {}

    /// Adds those that the answer does not set itself. Scripts and style sheets are no documents that could
    /// use a device, and a page loads some sixty of them: they go without the policy for that.
    ///
    /// @param contentType empty when there is no body
    static void addTo(Headers headers, String contentType) {
        add(headers, "Content-Security-Policy", contentSecurityPolicy("'none'"));
        if (!contentType.startsWith("text/javascript") && !contentType.startsWith("text/css")) {
            add(headers, "Permissions-Policy", PERMISSIONS_POLICY);
        }
        add(headers, "Referrer-Policy", "same-origin");
        add(headers, "X-Content-Type-Options", "nosniff");
        add(headers, "Cross-Origin-Opener-Policy", "same-origin");
        add(headers, "Cross-Origin-Resource-Policy", "same-origin");
    }

    /// The policy of a page.
    ///
    /// @param frameAncestors which pages may show it in a frame
    static String contentSecurityPolicy(String frameAncestors) {
        return CONTENT_SECURITY_POLICY + frameAncestors;
    }

    /// What players need, and nothing else: a script that gets in cannot even ask for the camera.
    private static String permissionsPolicy(String capture) {
        return String.join(", ",
            "autoplay=(self)", "fullscreen=(self)", "picture-in-picture=(self)", "camera=" + capture, "microphone=" + capture,
            "display-capture=" + capture, "geolocation=()", "payment=()", "usb=()", "serial=()", "hid=()", "midi=()");
    }

    private static void add(Headers headers, String name, String value) {
        if (!headers.containsKey(name)) {
            headers.set(name, value);
        }
    }
}
