package stream.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Connections that are used again: at most so many at once, the one used last first.
///
/// There is no thread behind it: who needs a connection and finds none idle makes one, and finds out
/// then and there whether the database can be reached. So a refused connection is an answer at once, and
/// the first request after the database came back succeeds.
///
/// **Threads.** Safe for all; a connection belongs to who took it.
final class ConnectionPool implements AutoCloseable {
    /// Enough for all requests that do work at once; statements take about a millisecond.
    static final int CONNECTIONS = 10;
    /// How long to wait for one of them, so that a request fails while its sender still waits for it.
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /// How long that test may take.
    private static final int TEST_SECONDS = 1;
    /// How long closing waits for work that is under way.
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private record Idle(Connection connection, long sinceNanos) {}

    private final String url;
    private final Properties properties;
    private final Duration fresh;
    private final Semaphore places = new Semaphore(CONNECTIONS, true);
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final LongAdder made = new LongAdder();
    private volatile boolean closed;

    /// @param properties for the driver, user and password among them
    /// @param fresh a connection that was idle for longer is tested before it is used
    ConnectionPool(String url, Properties properties, Duration fresh) {
        this.url = url;
        this.properties = properties;
        this.fresh = fresh;
    }

    /// Each connection that is taken is [given back][#giveBack] or [discarded][#discard].
    Connection take() throws SQLException {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException("all " + CONNECTIONS + " connections are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted", e);
        }
        Connection connection = null;
        try {
            connection = closed ? null : idleOrNew();
        } finally {
            if (connection == null) {
                places.release();
            }
        }
        if (connection == null) {
            throw new SQLTransientConnectionException("the database was closed");
        }
        return connection;
    }

    private Connection idleOrNew() throws SQLException {
        for (var found = idle.pollFirst(); found != null; found = idle.pollFirst()) {
            var isFresh = System.nanoTime() - found.sinceNanos() < fresh.toNanos();
            if (isFresh || found.connection().isValid(TEST_SECONDS)) {
                return found.connection();
            }
            end(found.connection());
        }
        var connection = DriverManager.getConnection(url, properties);
        made.increment();
        return connection;
    }

    int inUse() {
        return CONNECTIONS - places.availablePermits();
    }

    int idle() {
        return idle.size();
    }

    /// How many wait for a connection.
    int waiting() {
        return places.getQueueLength();
    }

    /// How many connections were made since the start.
    long made() {
        return made.sum();
    }

    void giveBack(Connection connection) {
        idle.addFirst(new Idle(connection, System.nanoTime()));
        places.release();
    }

    /// For a connection whose work failed: nobody knows what state it is in.
    void discard(Connection connection) {
        end(connection);
        places.release();
    }

    private static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // It is of no use any more, which is why it is closed.
        }
    }

    /// Waits a little for work under way and ends all connections.
    @Override
    public void close() {
        closed = true;
        try {
            if (places.tryAcquire(CONNECTIONS, CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(CONNECTIONS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (var found = idle.pollFirst(); found != null; found = idle.pollFirst()) {
            end(found.connection());
        }
    }
}
