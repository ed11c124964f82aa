package stream.net.http;

import java.io.IOException;

/// Answers one kind of request; runs on a virtual thread of its own and may block.
@FunctionalInterface
public interface Handler {
    /// @throws HttpProblem to refuse
    Response handle(Request request) throws IOException;
}
