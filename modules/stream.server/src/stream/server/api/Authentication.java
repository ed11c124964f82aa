package stream.server.api;

import java.io.IOException;
import java.util.Optional;
import stream.net.http.HttpProblem;
import stream.net.http.Request;
import stream.server.account.SignIn;
import stream.server.account.SignedIn;
import stream.server.live.Visitor;

/// Tells who sends a request, by its session cookie.
///
/// **Threads.** Safe for all.
public final class Authentication {
    private final SignIn signIn;

    public Authentication(SignIn signIn) {
        this.signIn = signIn;
    }

    /// Who sends the request; none when nobody is signed in.
    ///
    /// @throws IOException a [stream.server.store.DatabaseException] when that cannot be told now
    public Optional<SignedIn> signedIn(Request request) throws IOException {
        var token = SessionCookie.of(request);
        return token.isEmpty() ? Optional.empty() : signIn.find(token.get());
    }

    /// Somebody who is signed in, as the live path knows them.
    static Visitor visitor(SignedIn signedIn) {
        var user = signedIn.user();
        return new Visitor(user.id(), user.name(), signedIn.token().session());
    }

    /// @throws HttpProblem 401 when nobody is signed in
    public SignedIn required(Request request) throws IOException {
        return signedIn(request).orElseThrow(() -> new HttpProblem(401, "sign-in", "Sign in first."));
    }
}
