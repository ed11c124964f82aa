package stream.bench.soak;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The server as a process of its own, with a new database, and the ways to look into it: `/metrics` and
/// the JDK's `jcmd`.
final class SoakedServer implements Closeable {
    private static final Duration START_TIME = Duration.ofSeconds(60);
    /// Lost publishers may come back for a minute, silent connections are kept for 75 s.
    private static final Duration QUIET_TIME = Duration.ofSeconds(100);

    private final Process process;
    private final URI address;
    private final Path folder;

    private SoakedServer(Process process, URI address, Path folder) {
        this.process = process;
        this.address = address;
        this.folder = folder;
    }

    static SoakedServer start(Path folder) throws IOException, InterruptedException {
        var data = folder.resolve("data");
        deleteAll(data);
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var process = new ProcessBuilder(tool("java"), "-Xmx256m", "-XX:+UseSerialGC",
                "--module-path", System.getProperty("jdk.module.path"), "-m", "stream.server/stream.server.Main",
                "--host", "127.0.0.1", "--port", Integer.toString(port), "--data", data.toString())
            .redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile()).start();
        var server = new SoakedServer(process, URI.create("http://127.0.0.1:" + port), folder);
        var deadline = Instant.now().plus(START_TIME);
        while (!server.isHealthy()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                server.close();
                throw new IOException("the server does not start; see " + folder.resolve("server.log"));
            }
            Thread.sleep(100);
        }
        return server;
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    URI address() {
        return address;
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            return get("/healthz").contains("ok");
        } catch (IOException _) {
            return false;
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString()).body();
        }
    }

    /// Waits until nobody is there any more, and looks what is left.
    Figures quiet() throws IOException, InterruptedException {
        var deadline = Instant.now().plus(QUIET_TIME);
        var figures = figures();
        while (Instant.now().isBefore(deadline)
                && (figures.channels() > 0 || figures.viewers() > 0 || figures.connections() > 1)) {
            Thread.sleep(2000);
            figures = figures();
        }
        // Twice: what the first collection finds gives its direct memory back before the second.
        jcmd("GC.run");
        Thread.sleep(1000);
        jcmd("GC.run");
        Thread.sleep(1000);
        return figures();
    }

    private Figures figures() throws IOException, InterruptedException {
        var page = get("/metrics");
        var threads = folder.resolve("threads.txt");
        jcmd("Thread.dump_to_file", "-overwrite", threads.toString());
        long virtual = Pattern.compile("(?m)^#\\d+ .*virtual").matcher(Files.readString(threads)).results().count();
        return new Figures(
            sum(page, "jvm_memory_used_bytes{area=\"heap\"}"), sum(page, "jvm_buffer_pool_used_bytes{pool=\"direct\"}"),
            sum(page, "jvm_threads_current"), virtual, sum(page, "process_open_fds"),
            sum(page, "strom_connections{"), sum(page, "strom_channels{"), sum(page, "strom_viewers "),
            sum(page, "strom_ring_bytes"));
    }

    /// The sum of the samples whose name and labels begin so.
    private static long sum(String page, String prefix) {
        return Math.round(page.lines().filter(line -> line.startsWith(prefix))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum());
    }

    private void jcmd(String... command) throws IOException, InterruptedException {
        var line = new java.util.ArrayList<>(List.of(tool("jcmd"), Long.toString(process.pid())));
        line.addAll(List.of(command));
        var jcmd = new ProcessBuilder(line).redirectErrorStream(true)
            .redirectOutput(folder.resolve("jcmd.log").toFile()).start();
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd failed: " + Files.readString(folder.resolve("jcmd.log")));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
