package stream.net.http;

import java.time.Duration;

/// What one client, and all of them together, may take of the front door.
///
/// @param connections in all; each costs one file descriptor as a WebSocket, and three while it
///     speaks HTTP
/// @param httpConnections that speak HTTP at the same time, each of which costs some 30 KiB and four
///     threads' stacks; when there are half as many, those that wait for a request are let go sooner
/// @param connectionsPerAddress of one client address (one /64 of IPv6); a household or office
///     behind one address must fit, a flood must not. The machine itself is exempt, because reverse
///     proxies and load tools run there
/// @param headBytes of one request's head; browsers send below 4 KiB, cookies included
/// @param headTime for a head to be complete, counted from its first byte, or from the connection's
///     opening for the first one
/// @param bodyTime for a request's body to arrive once a handler asks for it
/// @param idleTime between requests, and without any progress within one; longer than the minute for
///     which common reverse proxies keep connections, so that it is they who end them
/// @param crowdedIdleTime between requests, while there are many connections
/// @param lingerTime for a client to end its side after the server has ended its own
public record Bounds(
        int connections, int httpConnections, int connectionsPerAddress, int headBytes, Duration headTime,
        Duration bodyTime, Duration idleTime, Duration crowdedIdleTime, Duration lingerTime) {

    public static final Bounds DEFAULT = new Bounds(
        10_000, 2_000, 200, 32 * 1024, Duration.ofSeconds(15), Duration.ofSeconds(30),
        Duration.ofSeconds(75), Duration.ofSeconds(5), Duration.ofSeconds(2));

    /// Files that are open beside connections: jars, the database, logs, the ports themselves.
    private static final int OTHER_FILES = 200;
    /// The client's socket, and both ends of the one to the HTTP server.
    private static final int FILES_PER_HTTP_CONNECTION = 3;

    /// How many files are open when as many are connected as may be.
    public long files() {
        return connectionFiles() + OTHER_FILES;
    }

    private long connectionFiles() {
        long http = Math.min(httpConnections, connections);
        return connections - http + FILES_PER_HTTP_CONNECTION * http;
    }

    /// The same for a process that may open so many files: with fewer connections, where they would not be
    /// enough.
    public Bounds within(long most) {
        if (most >= files()) {
            return this;
        }
        double share = (most - Math.min(OTHER_FILES, most / 2.0)) / connectionFiles();
        return with(Math.max(1, (int) (connections * share)), Math.max(1, (int) (httpConnections * share)),
            connectionsPerAddress);
    }

    /// The same for other numbers of connections.
    public Bounds with(int connections, int httpConnections, int connectionsPerAddress) {
        return new Bounds(connections, httpConnections, connectionsPerAddress, headBytes, headTime, bodyTime,
            idleTime, crowdedIdleTime, lingerTime);
    }

    public Bounds {
        if (connections < 1 || httpConnections < 1 || connectionsPerAddress < 1 || headBytes < 1) {
            throw new IllegalArgumentException("bounds must be positive");
        }
    }
}
