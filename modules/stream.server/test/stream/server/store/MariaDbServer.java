package stream.server.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A private MariaDB server in a temporary directory, reached through MySQL's own driver. One is shared
/// by all tests of a run; each takes a database of its own.
public final class MariaDbServer {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin/mariadbd"), Path.of("/usr/bin/mariadbd"));
    private static final int START_SECONDS = 60;
    /// A tenth of what is usual: enough for tests, made sooner, and room for it on a small disk.
    private static final String LOG_FILE_SIZE = "8M";

    private static MariaDbServer shared;

    private final Path program;
    /// Words before the commands.
    private final List<String> before;
    private final Path directory;
    private final Path data;
    private final int port;
    private Process process;
    private int databases;

    /// @param data an empty folder, or none for a new one
    private MariaDbServer(Path program, List<String> before, Optional<Path> data)
            throws IOException, InterruptedException {
        this.program = program;
        this.before = before;
        this.directory = Files.createTempDirectory("strom-mariadb");
        this.data = data.orElse(directory.resolve("data"));
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        var install = process(List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + this.data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--innodb-log-file-size=" + LOG_FILE_SIZE,
                        "--user=" + user()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("install.log").toFile())
                .start();
        if (!install.waitFor(START_SECONDS, TimeUnit.SECONDS) || install.exitValue() != 0) {
            var log = Files.readString(directory.resolve("install.log"));
            throw new IOException("mariadb-install-db failed:\n" + log);
        }
        start();
    }

    /// The server, or a skipped test where there is none.
    public static synchronized MariaDbServer shared() throws IOException, InterruptedException {
        var program = program();
        if (shared == null) {
            shared = new MariaDbServer(program, List.of(), Optional.empty());
        }
        return shared;
    }

    /// One of its own, with its data on a disk, to be killed in the end; or a skipped test.
    public static MariaDbServer on(SmallDisk disk) throws IOException, InterruptedException {
        return new MariaDbServer(program(), disk.entering(), Optional.of(disk.folder()));
    }

    private static Path program() {
        var program = PLACES.stream().filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(
                program.isPresent(), "No MariaDB (Debian: mariadb-server): the store is not tested on it.");
        return program.get();
    }

    private ProcessBuilder process(List<String> command) {
        return new ProcessBuilder(Stream.concat(before.stream(), command.stream()).toList());
    }

    /// Who enters another namespace is root there.
    private String user() {
        return before.isEmpty() ? System.getProperty("user.name") : "root";
    }

    /// A new, empty database.
    public synchronized DatabaseSettings newDatabase() throws SQLException {
        var name = "strom" + ++databases;
        try (var connection = DriverManager.getConnection(url(""), "root", "");
                var statement = connection.createStatement()) {
            // The server's own default is on purpose not utf8mb4: schema.sql says what it needs.
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET latin1");
        }
        return new DatabaseSettings(url(name), "root", "");
    }

    private String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
    }

    /// Starts the server and waits until it answers.
    public void start() throws IOException, InterruptedException {
        var command = List.of(
                program.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--innodb-buffer-pool-size=32M",
                "--innodb-log-file-size=" + LOG_FILE_SIZE,
                "--user=" + user());
        var log = directory.resolve("server.log").toFile();
        process = process(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("mariadbd did not start:\n" + Files.readString(log.toPath()));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(url(""), "root", "")) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false; // not yet
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// As `kill -9` does.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Stops answering, or goes on, without closing anything.
    void freeze(boolean frozen) throws IOException, InterruptedException {
        var pid = String.valueOf(process.pid());
        new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", pid).start().waitFor();
    }

    private void remove() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException _) {
            // What is left is in the temporary directory.
        }
    }
}
