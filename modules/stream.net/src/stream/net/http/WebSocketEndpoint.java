package stream.net.http;

import java.io.IOException;
import stream.net.websocket.WebSocketConnection;

/// Answers requests that ask for a WebSocket.
@FunctionalInterface
public interface WebSocketEndpoint {

    /// Runs before the handshake, which has been validated but not answered: looks at path, cookies
    /// and headers, and refuses by throwing.
    ///
    /// @return what to do with the connection once it is open
    /// @throws HttpProblem to refuse
    Conversation accept(Request request) throws IOException;

    /// What is said on an open connection. Runs on the connection's virtual thread; when it returns
    /// the connection is closed unless it was [released][WebSocketConnection#release()].
    @FunctionalInterface
    interface Conversation {
        void run(WebSocketConnection connection) throws IOException;
    }
}
