package stream.server.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import stream.common.files.OwnerOnly;

/// Which database to use, and as whom. Never shows its password.
///
/// @param url `jdbc:mysql:` or `jdbc:h2:`, without a password: addresses end up in logs and process lists
public record DatabaseSettings(String url, String user, String password) {

    /// - `MODE=MySQL`: the statements of schema.sql are MySQL's.
    /// - `DATABASE_TO_LOWER`, `CASE_INSENSITIVE_IDENTIFIERS`: names as MySQL on Linux has them.
    /// - `RETENTION_TIME=2000`: space in the file is used again after two seconds instead of 45. The long
    ///   default guards against disks that write in another order than told, which
    ///   [#makeDurable(Connection)] sees to; with it the file grew to 40 MiB under 40 writes a second and
    ///   stays at 2 MiB without.
    /// - `DB_CLOSE_ON_EXIT=FALSE`: the server closes the database itself, after its last request.
    private static final String EMBEDDED_OPTIONS = ";MODE=MySQL;DATABASE_TO_LOWER=TRUE"
            + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE;RETENTION_TIME=2000;DB_CLOSE_ON_EXIT=FALSE";

    /// A database that is there but does not answer is as good as away; connections that nothing passes
    /// through are not cut by what stands between. Not for what the address says itself.
    private static final Map<String, String> MYSQL_DEFAULTS =
            Map.of("connectTimeout", "1500", "socketTimeout", "3000", "tcpKeepAlive", "true");

    /// Less than this and the embedded database, which writes blocks of 4 KiB, cannot go on.
    private static final long LEAST_ROOM_BYTES = 64 * 1024;
    /// The file's header, twice, and one block of data, which the first transaction writes.
    private static final long LEAST_FILE_BYTES = 3 * 4096;
    /// Errors of MySQL and MariaDB: "disk full" and "table is full", which both mean the disk here.
    private static final Set<Integer> DISK_FULL = Set.of(1021, 1114);
    /// Others tell the system's error number, which is 28 on all systems that have it.
    private static final Pattern NO_SPACE = Pattern.compile("(?i)(errno:|errcode:|error) \"?28\\b");

    /// What cannot stand in the path of an embedded database: options begin at a semicolon, and a backslash is
    /// taken for the slash that it is under Windows only.
    private static final List<String> UNSPEAKABLE =
            File.separatorChar == '\\' ? List.of(";") : List.of(";", "\\");

    private static final String MYSQL = "jdbc:mysql:";
    private static final String H2 = "jdbc:h2:";
    /// "async" opens files in a way that an interrupted thread cannot close for all others.
    private static final String EMBEDDED = "jdbc:h2:async:";

    public DatabaseSettings {
        var lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(MYSQL) && !lower.startsWith(H2)) {
            throw new IllegalArgumentException(
                    "The database address must be like jdbc:mysql://localhost/strom.");
        }
        // Before the options of an embedded database is a path, in which anything may stand.
        if (lower.substring(lower.startsWith(H2) ? Math.max(0, lower.indexOf(';')) : 0).contains("password=")
                || lower.matches("jdbc:mysql:[^/]*//[^/]*:[^/]*@.*")) {
            throw new IllegalArgumentException(
                    "The database address must not hold a password: give it in the environment.");
        }
    }

    /// The embedded database, in files within a directory of its own.
    ///
    /// @throws IllegalArgumentException with a sentence for the sysadmin when the embedded database cannot be
    ///     told of this path
    public static DatabaseSettings embedded(Path directory) {
        var file = directory.toAbsolutePath().resolve("strom");
        for (var character : UNSPEAKABLE) {
            if (file.toString().contains(character)) {
                throw new IllegalArgumentException("The embedded database cannot be in " + directory
                        + ", because \"" + character + "\" has a meaning in its address. Name another folder with --data.");
            }
        }
        return new DatabaseSettings(EMBEDDED + file + EMBEDDED_OPTIONS, "strom", "");
    }

    /// Whether it is in files that this program opens itself.
    public boolean isEmbedded() {
        return url.regionMatches(true, 0, H2, 0, H2.length());
    }

    /// Whether it is an embedded database whose file is not there yet.
    boolean isAbsent() {
        return file().filter(file -> !Files.exists(file)).isPresent();
    }

    /// The file of an [embedded][#embedded] database, which may not be there yet.
    private Optional<Path> file() {
        return url.startsWith(EMBEDDED) && url.endsWith(EMBEDDED_OPTIONS)
                ? Optional.of(Path.of(url.substring(EMBEDDED.length(), url.indexOf(';')) + ".mv.db"))
                : Optional.empty();
    }

    /// Makes the folder of an embedded database, unless it is there, for its owner alone.
    void makeFolder() {
        try {
            if (file().isPresent()) {
                OwnerOnly.makeFolder(file().get().getParent());
            }
        } catch (IOException _) {
            // Opening it will fail, and say why.
        }
    }

    /// Takes an embedded database's folder and files from everybody else: its library makes files that the
    /// system lets others read, and so did earlier versions of this program with the folder.
    void protect() throws IOException {
        if (file().isEmpty()) {
            return;
        }
        var folder = file().get().getParent();
        OwnerOnly.restrict(folder);
        try (var files = Files.list(folder)) {
            for (var each : files.filter(Files::isRegularFile).toList()) {
                OwnerOnly.restrict(each);
            }
        }
    }

    /// Removes an embedded database that was begun and has no data yet, as a full disk leaves it: it would
    /// never open again. Not while another process is making it.
    void removeStub() {
        try {
            if (file().isPresent() && Files.size(file().get()) < LEAST_FILE_BYTES) {
                Files.delete(file().get());
            }
        } catch (IOException _) {
            // There is none, or whoever looks after the machine has to see to it.
        }
    }

    /// Whether work failed because the disk is full. The embedded database says it in the system's words
    /// and language, once, and other things afterwards: so the disk itself is asked.
    boolean diskIsFull(SQLException e) {
        return isEmbedded()
                ? !hasRoom()
                : DISK_FULL.contains(e.getErrorCode()) || NO_SPACE.matcher(String.valueOf(e.getMessage())).find();
    }

    /// Whether the disk has room, as far as can be seen from here.
    boolean hasRoom() {
        try {
            return file().isEmpty()
                    || Files.getFileStore(file().get().getParent()).getUsableSpace() >= LEAST_ROOM_BYTES;
        } catch (IOException _) {
            return true; // there is more amiss than room
        }
    }

    /// For how long a connection is believed to be usable without a test. The embedded database can close at
    /// any moment, and testing costs it nothing.
    Duration fresh() {
        return isEmbedded() ? Duration.ZERO : Duration.ofMillis(500);
    }

    /// What the driver is told.
    Properties properties() {
        var properties = new Properties();
        if (!isEmbedded()) {
            MYSQL_DEFAULTS.forEach((name, value) -> {
                if (!url.contains(name + "=")) {
                    properties.setProperty(name, value);
                }
            });
        }
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    /// A connection outside of any pool, for work that takes its time and moves much.
    Connection connectForLong() throws SQLException {
        var properties = properties();
        makeFolder();
        if (!isEmbedded()) {
            properties.setProperty("socketTimeout", "0");
            properties.setProperty("rewriteBatchedStatements", "true");
        }
        return DriverManager.getConnection(url, properties);
    }

    /// Sees to it that what was committed is on the disk, where committing alone does not: the embedded
    /// database would keep it in memory for half a second. (`WRITE_DELAY=0` would write at once but
    /// also end the thread that keeps the file small.)
    void makeDurable(Connection connection) throws SQLException {
        if (isEmbedded()) {
            try (var statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
    }

    /// Begins a transaction that sees all tables as they are at its first statement. The embedded
    /// database calls that serializable; in MySQL this would lock others out, and the level below does.
    void beginSnapshot(Connection connection) throws SQLException {
        connection.setTransactionIsolation(
                isEmbedded() ? Connection.TRANSACTION_SERIALIZABLE : Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    @Override
    public String toString() {
        return url;
    }
}
