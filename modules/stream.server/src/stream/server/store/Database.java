package stream.server.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// The one place where work on the database starts, and where its failures are told from success.
///
/// Opening does not wait: the database is opened and its schema brought up to date in the background,
/// again and again until that succeeds, so that neither a slow nor an absent database keeps the site
/// from starting. Work asked for meanwhile waits a moment and then fails with [DatabaseException], as
/// it does whenever the database is away later; nothing has to be restarted when it is back.
///
/// **Threads.** Safe for all; work runs on the caller's thread, which may be virtual.
public final class Database implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Database.class.getName());

    /// How long work waits for the first attempt to open the database, which takes the embedded one some
    /// hundred milliseconds, and much longer where a machine is busy or a schema is upgraded.
    private static final Duration OPENING = Duration.ofSeconds(30);
    /// How long it waits for a later attempt, when the first has failed.
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /// How long after a failure to open it is tried again.
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int TEST_SECONDS = 1;
    /// Tries of work that only reads while the disk is full: whoever cannot write then closes the embedded
    /// database under everybody else. The next connection opens it again.
    private static final int READS = 4;

    private final DatabaseSettings settings;
    private final Schema schema;
    private final ConnectionPool pool;
    private final CountDownLatch attempted = new CountDownLatch(1);
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread opening;
    private final LongAdder failures = new LongAdder();
    private final FailureLog failureLog = new FailureLog(System::nanoTime);
    private volatile boolean away;
    private volatile boolean full;

    /// The connections in numbers; asking costs the database nothing.
    ///
    /// @param up whether the last work found the database there
    /// @param waiting how many wait for a connection
    /// @param made connections since the start
    /// @param failures of work since the start
    public record Figures(boolean up, int inUse, int idle, int waiting, int most, long made, long failures) {}

    /// Something to do with one connection, which the work neither closes nor keeps.
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private Database(DatabaseSettings settings, Schema schema) {
        this.settings = settings;
        this.schema = schema;
        this.pool = new ConnectionPool(settings.url(), settings.properties(), settings.fresh());
        this.opening = Thread.ofPlatform().daemon().name("database-opening").unstarted(this::open);
    }

    public static Database open(DatabaseSettings settings, Schema schema) {
        var database = new Database(settings, schema);
        database.opening.start();
        return database;
    }

    private void open() {
        try {
            do {
                try {
                    settings.makeFolder();
                    var before = attempt(schema::upgrade);
                    protect();
                    var now = schema.versions().size();
                    if (before != now) {
                        LOG.log(Level.INFO, "Database: schema brought from version {0} to {1}", before, now);
                    }
                    ready.countDown();
                    return;
                } catch (DatabaseException e) {
                    // Was logged; the database may come.
                    if (e.getCause() instanceof SQLException cause && cause.getErrorCode() != DatabaseProbe.H2_IN_USE) {
                        settings.removeStub();
                    }
                } finally {
                    attempted.countDown();
                }
            } while (!closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            // Nobody interrupts this thread but to end it.
        }
    }

    private void protect() {
        try {
            settings.protect();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Database {0}: its files cannot be taken from other users: {1}", settings, e.getMessage());
        }
    }

    /// Does work that only reads.
    public <T> T read(Work<T> work) throws DatabaseException {
        awaitOpen();
        for (int left = READS; ; left--) {
            try {
                return attempt(work);
            } catch (DatabaseException e) {
                if (!e.diskFull() || left == 1) {
                    throw e;
                }
            }
        }
    }

    /// Does work that reads much, all of it as it was at one moment, however long it takes. Others go on
    /// reading and writing meanwhile.
    public <T> T snapshot(Work<T> work) throws DatabaseException {
        awaitOpen();
        return attempt(connection -> {
            var timeoutMillis = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, 0);
            var isolation = connection.getTransactionIsolation();
            settings.beginSnapshot(connection);
            // When the work fails the connection is closed, which ends all of this.
            var result = work.on(connection);
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(isolation);
            connection.setNetworkTimeout(Runnable::run, timeoutMillis);
            return result;
        });
    }

    /// Does work that is one statement. What it wrote is on the disk when this returns.
    public <T> T write(Work<T> work) throws DatabaseException {
        awaitOpen();
        var written = attempt(connection -> {
            var result = work.on(connection);
            settings.makeDurable(connection);
            return result;
        });
        if (full && settings.hasRoom()) {
            full = false;
            LOG.log(Level.INFO, "Database {0}: there is room again", settings);
        }
        return written;
    }

    /// Does work of several statements as a whole or not at all; likewise.
    public <T> T transact(Work<T> work) throws DatabaseException {
        return write(connection -> {
            connection.setAutoCommit(false);
            // When the work fails the connection is closed, which rolls back.
            var result = work.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        });
    }

    private void awaitOpen() throws DatabaseException {
        try {
            if (!attempted.await(OPENING.toMillis(), TimeUnit.MILLISECONDS)
                    || !ready.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseException("the database is not open yet", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted", e);
        }
    }

    /// Waits until the database was opened for the first time, however long it is away.
    ///
    /// @return false when this was closed before
    public boolean awaitOpened() throws InterruptedException {
        while (!ready.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
            if (closed.getCount() == 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether the database answers now.
    public boolean answers() {
        try {
            return read(connection -> connection.isValid(TEST_SECONDS));
        } catch (DatabaseException _) {
            return false; // which is what was asked
        }
    }

    private <T> T attempt(Work<T> work) throws DatabaseException {
        Connection connection = null;
        var done = false;
        try {
            connection = pool.take();
            var result = work.on(connection);
            done = true;
            recovered();
            return result;
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            if (done) {
                pool.giveBack(connection);
            } else if (connection != null) {
                pool.discard(connection);
            }
        }
    }

    private DatabaseException failed(SQLException e) {
        failures.increment();
        var noRoom = settings.diskIsFull(e);
        var kind = noRoom ? "full" : unreachable(e) ? "away" : e.getSQLState();
        if (closed.getCount() > 0 && failureLog.isWorthALine(kind)) {
            LOG.log(Level.ERROR, "Database {0}: {1}{2}", settings, noRoom ? "the disk is full: " : "", reason(e));
        }
        full = full || noRoom;
        away = away || unreachable(e);
        return new DatabaseException(noRoom ? "the disk is full" : "the database failed", e, noRoom);
    }

    private void recovered() {
        failureLog.succeeded();
        if (away) {
            away = false;
            LOG.log(Level.INFO, "Database {0}: back", settings);
        }
    }

    /// SQL state class 08 is "connection exception"; the pool's own exceptions have no state.
    private static boolean unreachable(SQLException e) {
        return e.getSQLState() == null || e.getSQLState().startsWith("08");
    }

    /// What went wrong in one line: drivers write paragraphs.
    static String reason(SQLException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message + (root == e ? "" : ": " + root.getMessage());
    }

    public Figures figures() {
        return new Figures(ready.getCount() == 0 && !away, pool.inUse(), pool.idle(), pool.waiting(),
                ConnectionPool.CONNECTIONS, pool.made(), failures.sum());
    }

    /// Waits a little for work under way and closes the database.
    @Override
    public void close() {
        closed.countDown();
        pool.close();
    }
}
