package stream.server.api;

import java.time.Duration;
import java.util.Optional;
import stream.net.http.Request;
import stream.server.account.SessionToken;
import stream.server.account.SignedIn;

/// The cookie that says who is signed in: never seen by scripts, never sent from another site's pages,
/// and over TLS only where the server has it.
final class SessionCookie {
    private static final String NAME = "session";

    private SessionCookie() {}

    static Optional<SessionToken> of(Request request) {
        return request.cookie(NAME).flatMap(SessionToken::parse);
    }

    static String set(Request request, SignedIn signedIn) {
        return header(request, signedIn.token().text(), signedIn.remaining());
    }

    static String clear(Request request) {
        return header(request, "", Duration.ZERO);
    }

    private static String header(Request request, String value, Duration age) {
        return NAME + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (request.secure() ? "; Secure" : "");
    }
}
