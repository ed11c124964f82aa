package stream.server.http;

import java.time.Duration;

/// What one client, and all of them together, may take of the front door.
///
/// @param connections in all; each costs two virtual threads, two buffers and three file descriptors
///     while it speaks HTTP, and one descriptor once it is a WebSocket
/// @param connectionsPerAddress of one client address (one /64 of IPv6); a household or office
///     behind one address must fit, a flood must not. The machine itself is exempt, because reverse
///     proxies and load tools run there
/// @param headBytes of one request's head; browsers send below 4 KiB, cookies included
/// @param headTime for a head to be complete, counted from its first byte, or from the connection's
///     opening for the first one
/// @param bodyTime for a request's body to arrive once a handler asks for it
/// @param idleTime between requests, and without any progress within one; longer than the minute for
///     which common reverse proxies keep connections, so that it is they who end them
/// @param lingerTime for a client to end its side after the server has ended its own
public record Bounds(
        int connections, int connectionsPerAddress, int headBytes, Duration headTime, Duration bodyTime,
        Duration idleTime, Duration lingerTime) {

    public static final Bounds DEFAULT = new Bounds(
        10_000, 200, 32 * 1024, Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(75),
        Duration.ofSeconds(2));

    public Bounds {
        if (connections < 1 || connectionsPerAddress < 1 || headBytes < 1) {
            throw new IllegalArgumentException("bounds must be positive");
        }
    }
}
