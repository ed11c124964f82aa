package stream.net.http;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/// One request as handlers see it: everything already decoded, nothing of the socket.
public interface Request {
    String method();

    /// The decoded path, without the query.
    String path();

    /// The part of the path that stands for `{name}` in the route.
    String pathParameter(String name);

    Optional<String> query(String name);

    Optional<String> header(String name);

    Optional<String> cookie(String name);

    /// The client's address, also behind the front door or a trusted proxy.
    InetAddress client();

    /// Whether it was made on this machine, as far as can be told: the connection comes from here, no
    /// proxy is named, none is trusted here, and it was this machine that was asked for.
    boolean isLocal();

    /// Whether the client's connection is encrypted, so that cookies may be `Secure`.
    boolean secure();

    /// How clients address this site, `https://example.org`; nothing when the request does not say it well.
    Optional<String> site();

    /// The body as a JSON object, read with limits.
    ///
    /// @throws HttpProblem 400, 413 or 415 when it is not one
    JsonObject json() throws IOException;

    /// The body as it was sent.
    ///
    /// @param contentType that it must have
    /// @param maxBytes that it may have
    /// @throws HttpProblem 413 or 415
    byte[] body(String contentType, int maxBytes) throws IOException;
}
