package stream.bench.fanout;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Starts what is measured on one processor and what measures it on another, each as a process of its
/// own, so that neither shares nor disturbs anything.
final class Laboratory {
    private static final int BITRATE_KBPS = 2500;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int MOST_STREAMS = 200;
    private static final int SUBJECT_PROCESSOR = 0;
    private static final int LOAD_PROCESSOR = 1;
    /// Some minutes of a stream's packets in half of one: what happens once a packet is compiled by then.
    /// Without it the compiler's work counts as that of relaying.
    private static final String[] HURRY =
            {"--fps", "240", "--bitrate-kbps", "2500", "--warmup", "0", "--seconds", "30"};

    private final Path folder;
    private final Path rawWriter;
    private final Path keys;
    /// With the options of the server's image.
    private final List<String> java = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages",
            "--module-path", System.getProperty("jdk.module.path"));

    Laboratory(Path folder, Path rawWriter) throws IOException, InterruptedException {
        this.folder = folder;
        this.rawWriter = rawWriter;
        keys = folder.resolve("keys.txt");
        makeAccounts();
    }

    private void makeAccounts() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (Files.exists(keys)) {
            return;
        }
        var command = new ArrayList<>(java);
        command.addAll(List.of("-m", "stream.server/stream.server.Main", "user", "create"));
        IntStream.rangeClosed(1, MOST_STREAMS).forEach(i -> command.add("load" + i));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        var made = folder.resolve("keys.new");
        int status = new ProcessBuilder(command)
                .redirectOutput(made.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("the streamers' accounts could not be made");
        }
        Files.move(made, keys);
    }

    /// The server, just started.
    Subject server() throws IOException, InterruptedException {
        return Subject.start(SUBJECT_PROCESSOR, folder.resolve("server.log"), "http", "/healthz", serverCommand());
    }

    /// The same, encrypted.
    Subject tlsServer() throws IOException, InterruptedException {
        var command = serverCommand();
        command.addAll(List.of("--tls", "self-signed"));
        return Subject.start(SUBJECT_PROCESSOR, folder.resolve("server.log"), "https", "", command);
    }

    private List<String> serverCommand() {
        var command = new ArrayList<>(java);
        command.addAll(List.of(
                "-m", "stream.server/stream.server.Main", "--port", "{port}", "--host", "127.0.0.1",
                "--data", folder.resolve("data").toString()));
        return command;
    }

    /// The server as it is when it has run for some time.
    Subject warmServer() throws IOException, InterruptedException {
        var server = server();
        try {
            load(server, 2, 25, HURRY);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    boolean hasRawWriter() {
        return Files.isExecutable(rawWriter);
    }

    Subject rawWriter(int streams) throws IOException, InterruptedException {
        return Subject.start(SUBJECT_PROCESSOR, folder.resolve("raw-writer.log"), "http", "", List.of(
                rawWriter.toString(), "{port}", Integer.toString(streams), Integer.toString(FRAMES_PER_SECOND),
                Integer.toString(BITRATE_KBPS)));
    }

    /// Loads the subject and reads what came of it.
    ///
    /// @param more arguments of `stream-load`
    /// @return the tool's JSON
    JsonObject load(Subject subject, int streams, int viewers, String... more)
            throws IOException, InterruptedException {
        var json = folder.resolve("load.json");
        var command = new ArrayList<>(Subject.pinned(LOAD_PROCESSOR));
        command.addAll(java);
        command.addAll(List.of(
                "-m", "stream.load/stream.load.Main", "--server", subject.url(), "--keys", keys.toString(),
                "--streams", Integer.toString(streams), "--viewers", Integer.toString(viewers),
                "--pid", Long.toString(subject.pid()), "--json", json.toString()));
        if (!List.of(more).contains("--bitrate-kbps")) {
            command.addAll(List.of("--bitrate-kbps", Integer.toString(BITRATE_KBPS),
                    "--fps", Integer.toString(FRAMES_PER_SECOND)));
        }
        if (subject.url().startsWith("https:")) {
            command.add("--insecure");
        }
        command.addAll(List.of(more));
        int status = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("load.log").toFile())
                .redirectError(folder.resolve("load.err").toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("stream-load failed; see " + folder.resolve("load.err"));
        }
        try (var reader = Json.createReader(Files.newInputStream(json))) {
            return reader.readObject();
        }
    }
}
