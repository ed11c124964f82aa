package stream.net.http;

import java.net.InetAddress;

/// What is known of a request when its answer was written.
///
/// @param client as seen through trusted proxies
/// @param method as it was sent
/// @param path as it was sent, without the query, in which secrets may be
/// @param route the pattern of the routing table that it matched, empty when none did
/// @param status of the answer, 101 when the connection became a WebSocket; 0 when there was none,
///     because the client was gone
/// @param bytes of the answer's body
/// @param tookNanos from when the request was given to a handler until the answer was written
/// @param userAgent empty when the client did not say
public record AnsweredRequest(
        InetAddress client, boolean secure, String method, String path, String route, int status,
        long bytes, long tookNanos, String userAgent) {

    /// Is told of each request, on the request's own thread.
    ///
    /// **Threads.** Called by many at once; must not block.
    @FunctionalInterface
    public interface Observer {
        void answered(AnsweredRequest request);
    }
}
