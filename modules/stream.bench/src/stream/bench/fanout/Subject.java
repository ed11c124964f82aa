package stream.bench.fanout;

import java.io.Closeable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that is measured, on a processor of its own where `taskset` can see to that.
final class Subject implements Closeable {
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 15;

    private final Process process;
    private final String scheme;
    private final int port;

    private Subject(Process process, String scheme, int port) {
        this.process = process;
        this.scheme = scheme;
        this.port = port;
    }

    /// Starts a program and waits until it listens.
    ///
    /// @param command of the program, with `{port}` where its port belongs
    /// @param log what it prints
    /// @param scheme of its address
    /// @param health the path that answers 200 when it is ready, empty where listening is enough
    static Subject start(int processor, Path log, String scheme, String health, List<String> command)
            throws IOException, InterruptedException {
        int port = freePort();
        var line = new ArrayList<>(pinned(processor));
        command.forEach(word -> line.add(word.replace("{port}", Integer.toString(port))));
        var process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var subject = new Subject(process, scheme, port);
        for (int i = 0; i < START_SECONDS * 10; i++) {
            if (!process.isAlive()) {
                throw new IOException(command.getFirst() + " ended at once; see " + log);
            }
            if (health.isEmpty() ? subject.listens() : subject.isHealthy(health)) {
                return subject;
            }
            Thread.sleep(100);
        }
        subject.close();
        throw new IOException(command.getFirst() + " does not listen after " + START_SECONDS + " s; see " + log);
    }

    /// The words that keep a command on one processor; none where there is one only, or no taskset.
    static List<String> pinned(int processor) {
        boolean possible = Runtime.getRuntime().availableProcessors() > 1
                && Path.of("/usr/bin/taskset").toFile().canExecute();
        return possible ? List.of("taskset", "-c", Integer.toString(processor)) : List.of();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private boolean isHealthy(String path) {
        try {
            var connection = (HttpURLConnection) URI.create(url() + path).toURL().openConnection();
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }

    /// Where it listens.
    String url() {
        return scheme + "://127.0.0.1:" + port;
    }

    /// taskset replaces itself with the program, so that this is the program's own.
    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
