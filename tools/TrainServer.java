import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the ahead-of-time cache of a linked server (JEP 514): runs it on an empty data directory,
/// visits it as its first visitors would, and ends it, whereupon it writes down the classes that it
/// used. With that it starts in two thirds of the time.
///
/// usage: `java tools/TrainServer.java LAUNCHER CACHE OPTIONS`, where the options are those that the
/// server will start with: a cache is good for the same kind of object header only
final class TrainServer {
    private static final Pattern OPEN = Pattern.compile("http://[^/ ]+");
    private static final long PATIENCE_MILLIS = 60_000;

    void main(String[] args) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("strom-training");
        Path log = data.resolve("log");
        var builder = new ProcessBuilder(args[0], "--host", "127.0.0.1", "--port", "0", "--data", data.toString())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("STROM_JAVA_OPTIONS", args[2] + " -XX:AOTCacheOutput=" + args[1]);
        Process server = builder.start();
        try {
            visit(address(log));
        } finally {
            server.destroy();
            if (!server.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                server.destroyForcibly();
            }
        }
        if (!Files.isReadable(Path.of(args[1]))) {
            throw new IOException("the server left no cache:\n" + Files.readString(log));
        }
        try (var files = Files.walk(data)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }

    /// The address that the server says it is open at.
    private static String address(Path log) throws IOException, InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += 20) {
            Matcher open = OPEN.matcher(Files.readString(log));
            if (open.find()) {
                return open.group();
            }
            Thread.sleep(20);
        }
        throw new IOException("the server did not open:\n" + Files.readString(log));
    }

    private static void visit(String site) throws IOException, InterruptedException {
        try (HttpClient visitor = HttpClient.newHttpClient()) {
            for (String path : new String[] {"/", "/favicon.svg", "/style/base.css", "/healthz", "/api/me", "/api/channels"}) {
                visitor.send(HttpRequest.newBuilder(URI.create(site + path)).header("Accept-Encoding", "gzip").build(),
                        BodyHandlers.discarding());
            }
            visitor.send(HttpRequest.newBuilder(URI.create(site + "/api/account"))
                    .header("Content-Type", "application/json").header("Origin", site)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"training\",\"password\":\"training run\"}"))
                    .build(), BodyHandlers.discarding());
        }
    }
}
