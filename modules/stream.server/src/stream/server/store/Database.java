package stream.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The connections to the database, and the one place where its failures are told apart from success.
///
/// Opening does not wait: the database is opened and its schema brought up to date in the background,
/// again and again until that succeeds, so that neither a slow nor an absent database keeps the site
/// from starting. Work asked for meanwhile waits a moment and then fails with [DatabaseException], as
/// it does whenever the database is away later; nothing has to be restarted when it is back.
///
/// **Threads.** Safe for all; work runs on the caller's thread, which may be virtual.
public final class Database implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Database.class.getName());
    /// The pool tells of every start and stop, and of every failure with a stack; this class tells
    /// people what they need to know. Kept here because loggers are forgotten when nobody holds them.
    private static final java.util.logging.Logger POOL_LOG =
            java.util.logging.Logger.getLogger("com.zaxxer.hikari");

    /// Enough for all requests that do work at once; statements take about a millisecond.
    private static final int CONNECTIONS = 10;
    /// How long work waits for the schema or a connection, so that a request fails while its sender
    /// still waits for it.
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /// A connection is not tested before use when it was used this recently (Hikari's own rule is
    /// half a second); the test itself may take this long.
    private static final Duration TEST = Duration.ofMillis(1000);
    /// How long after a failure the schema is tried again.
    private static final Duration RETRY = Duration.ofSeconds(1);
    /// For MySQL, unless the address says otherwise: a database that is there but does not answer is
    /// as good as away.
    private static final Map<String, String> MYSQL_DEFAULTS =
            Map.of("connectTimeout", "1500", "socketTimeout", "3000", "tcpKeepAlive", "true");

    private final DatabaseSettings settings;
    private final Schema schema;
    private final HikariDataSource pool;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread opening;
    private volatile boolean away;

    /// Something to do with one connection, which the work neither closes nor keeps.
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private Database(DatabaseSettings settings, Schema schema) {
        this.settings = settings;
        this.schema = schema;
        this.pool = new HikariDataSource(configuration(settings));
        this.opening = Thread.ofPlatform().daemon().name("database-opening").unstarted(this::open);
    }

    public static Database open(DatabaseSettings settings, Schema schema) {
        var database = new Database(settings, schema);
        database.opening.start();
        return database;
    }

    static {
        if (POOL_LOG.getLevel() == null) {
            POOL_LOG.setLevel(java.util.logging.Level.SEVERE);
        }
    }

    private static HikariConfig configuration(DatabaseSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(TEST.toMillis());
        // Start without a connection; the thread that opens the database reports what is wrong.
        config.setInitializationFailTimeout(-1);
        if (settings.embedded()) {
            // A connection in the same process does not wear out, and when the last one is closed the
            // database closes with it.
            config.setMaxLifetime(0);
        } else {
            MYSQL_DEFAULTS.forEach((name, value) -> {
                if (!settings.url().contains(name + "=")) {
                    config.addDataSourceProperty(name, value);
                }
            });
        }
        return config;
    }

    private void open() {
        while (!pool.isClosed()) {
            try (var connection = pool.getConnection()) {
                var before = schema.upgrade(connection);
                var now = schema.versions().size();
                if (before != now) {
                    LOG.log(Level.INFO, "Database: schema brought from version {0} to {1}", before, now);
                }
                recovered();
                ready.countDown();
                return;
            } catch (SQLException e) {
                failed(e);
            }
            try {
                Thread.sleep(RETRY);
            } catch (InterruptedException _) {
                return; // closed
            }
        }
    }

    /// Does work that is one statement, or that only reads.
    public <T> T run(Work<T> work) throws DatabaseException {
        awaitSchema();
        try (var connection = pool.getConnection()) {
            var result = work.on(connection);
            recovered();
            return result;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Does work as a whole or not at all.
    public <T> T transact(Work<T> work) throws DatabaseException {
        return run(connection -> {
            connection.setAutoCommit(false); // the pool undoes this when the connection comes back
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        });
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e); // a connection that is lost has rolled back
        }
    }

    /// Whether the database answers now.
    public boolean answers() {
        try {
            return run(connection -> connection.isValid((int) TEST.toSeconds()));
        } catch (DatabaseException _) {
            return false; // which is what was asked
        }
    }

    private void awaitSchema() throws DatabaseException {
        try {
            if (!ready.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseException("the database is not open yet", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted", e);
        }
    }

    /// Logs the first failure of a row, and every one that is not the connection's.
    private DatabaseException failed(SQLException e) {
        if (!pool.isClosed() && (!away || !unreachable(e))) {
            LOG.log(Level.ERROR, "Database {0}: {1}", settings, reason(e));
        }
        away = away || unreachable(e);
        return new DatabaseException("the database failed", e);
    }

    private void recovered() {
        if (away) {
            away = false;
            LOG.log(Level.INFO, "Database {0}: back", settings);
        }
    }

    /// SQL state class 08 is "connection exception"; a pool that got no connection has no state.
    private static boolean unreachable(SQLException e) {
        return e.getSQLState() == null || e.getSQLState().startsWith("08");
    }

    private static String reason(SQLException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return e.getMessage() + (root == e ? "" : ": " + root.getMessage());
    }

    /// Ends all connections; for the embedded database this is what leaves its file tidy.
    @Override
    public void close() {
        pool.close();
        opening.interrupt();
    }
}
