package stream.bench.fanout;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// `make bench-fanout`: runs [stream.bench.load.Main] against the server and against a raw writer in C
/// (where a compiler made one), in turn, and prints the ratios and the limits.
///
/// Arguments: the folder to write to, the raw writer's path (it need not exist), then any of the
/// names of the parts, all of them when none is given: `ratio`, `viewers`, `streams`, `trouble`,
/// `memory`.
public final class Main {
    private static final int BITRATE_KBPS = 2400;
    private static final int FRAMES_PER_SECOND = 30;
    /// Rounds of the pairwise comparison, of which the median counts.
    private static final int ROUNDS = 3;
    private static final int MOST_STREAMS = 200;
    private static final int SUBJECT_PROCESSOR = 0;
    private static final int LOAD_PROCESSOR = 1;
    private static final int[] VIEWERS = {500, 1000, 2000, 3000, 4000, 5000, 6000};
    private static final int[] STREAMS = {10, 50, 100, 200};
    private static final int VIEWERS_OF_EACH = 5;

    private final Path folder;
    private final Path rawWriter;
    private final Path keys;
    private final List<String> java;

    private Main(Path folder, Path rawWriter) {
        this.folder = folder;
        this.rawWriter = rawWriter;
        this.keys = folder.resolve("keys.txt");
        this.java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "--module-path", System.getProperty("jdk.module.path"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var bench = new Main(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]).toAbsolutePath());
        var parts = List.of(arguments).subList(2, arguments.length);
        bench.makeAccounts();
        if (parts.isEmpty() || parts.contains("ratio")) {
            bench.ratio(1, 500);
            bench.ratio(50, 10);
        }
        if (parts.isEmpty() || parts.contains("viewers")) {
            bench.viewers();
        }
        if (parts.isEmpty() || parts.contains("streams")) {
            bench.streams();
        }
        if (parts.isEmpty() || parts.contains("trouble")) {
            bench.trouble();
        }
        if (parts.isEmpty() || parts.contains("memory")) {
            bench.memory();
        }
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

    private Subject server() throws IOException, InterruptedException {
        var command = new ArrayList<>(java);
        command.addAll(List.of(
                "-m", "stream.server/stream.server.Main", "--port", "{port}", "--host", "127.0.0.1",
                "--data", folder.resolve("data").toString()));
        return Subject.start(SUBJECT_PROCESSOR, folder.resolve("server.log"), "/healthz", command);
    }

    private Subject rawWriter(int streams) throws IOException, InterruptedException {
        return Subject.start(SUBJECT_PROCESSOR, folder.resolve("raw-writer.log"), "", List.of(
                rawWriter.toString(), "{port}", Integer.toString(streams), Integer.toString(FRAMES_PER_SECOND),
                Integer.toString(BITRATE_KBPS)));
    }

    /// Runs the load tool as a process of its own, so that it neither shares nor disturbs anything.
    private JsonObject load(Subject subject, int streams, int viewers, String... more)
            throws IOException, InterruptedException {
        var json = folder.resolve("load.json");
        var command = new ArrayList<>(Subject.pinned(LOAD_PROCESSOR));
        command.addAll(java);
        command.addAll(List.of(
                "-m", "stream.bench/stream.bench.load.Main", "--server", subject.url(), "--keys", keys.toString(),
                "--streams", Integer.toString(streams), "--viewers", Integer.toString(viewers),
                "--pid", Long.toString(subject.pid()), "--json", json.toString()));
        if (!List.of(more).contains("--bitrate-kbps")) {
            command.addAll(List.of("--bitrate-kbps", Integer.toString(BITRATE_KBPS),
                    "--fps", Integer.toString(FRAMES_PER_SECOND)));
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

    private void ratio(int streams, int viewers) throws IOException, InterruptedException {
        boolean raw = Files.isExecutable(rawWriter);
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            double server;
            double writer = 0;
            try (var subject = server()) {
                server = cpu(load(subject, streams, viewers));
            }
            if (raw) {
                try (var subject = rawWriter(streams)) {
                    writer = cpu(load(subject, streams, viewers));
                }
                ratios.add(server / writer);
            }
            say("%d × %d, round %d: server %.2f µs CPU a packet%s", streams, viewers, round + 1, server,
                    raw ? String.format(Locale.ROOT, ", raw C writer %.2f, ratio %.2f", writer, server / writer) : "");
        }
        ratios.sort(Comparator.naturalOrder());
        say(raw ? "%d × %d: median ratio %.2f" : "%d × %d: no raw writer, as there is no C compiler", streams, viewers,
                raw ? ratios.get(ROUNDS / 2) : 0.0);
    }

    private void viewers() throws IOException, InterruptedException {
        var cpu = new ArrayList<Graph.Point>();
        var latency = new ArrayList<Graph.Point>();
        for (int viewers : VIEWERS) {
            try (var subject = server()) {
                var result = load(subject, 1, viewers);
                tell(result, 1, viewers);
                cpu.add(new Graph.Point(viewers, result.getJsonNumber("serverCores").doubleValue()));
                latency.add(new Graph.Point(viewers, p99(result)));
            }
        }
        draw("viewers.svg", new Graph("One stream of 2.4 Mbit/s, server on one core", "viewers",
                new Graph.Line("cores", 1, "#0a7", cpu), new Graph.Line("p99, ms", 400, "#c40", latency)));
    }

    private void streams() throws IOException, InterruptedException {
        var cpu = new ArrayList<Graph.Point>();
        var latency = new ArrayList<Graph.Point>();
        for (int streams : STREAMS) {
            try (var subject = server()) {
                var result = load(subject, streams, VIEWERS_OF_EACH);
                tell(result, streams, VIEWERS_OF_EACH);
                cpu.add(new Graph.Point(streams, result.getJsonNumber("serverCores").doubleValue()));
                latency.add(new Graph.Point(streams, p99(result)));
            }
        }
        draw("streams.svg", new Graph("Streams of 2.4 Mbit/s with 5 viewers each, server on one core", "streams",
                new Graph.Line("cores", 1, "#0a7", cpu), new Graph.Line("p99, ms", 200, "#c40", latency)));
    }

    private void trouble() throws IOException, InterruptedException {
        try (var subject = server()) {
            say("with 30 of 300 viewers stalled:");
            tell(load(subject, 1, 300, "--stalled", "30", "--seconds", "40"), 1, 300);
        }
        try (var subject = server()) {
            say("with 30 of 300 viewers on 500 kbit/s:");
            tell(load(subject, 1, 300, "--slow", "30", "--seconds", "40"), 1, 300);
        }
    }

    private void memory() throws IOException, InterruptedException {
        String[] trickle = {"--bitrate-kbps", "10", "--fps", "1", "--keyint", "10", "--seconds", "5"};
        int most = 4000;
        try (var subject = server()) {
            load(subject, 1, most, trickle); // grows what is shared: code, heap, threads
            double few = load(subject, 1, 1, trickle).getJsonNumber("serverResidentBytes").doubleValue();
            double many = load(subject, 1, most, trickle).getJsonNumber("serverResidentBytes").doubleValue();
            say("memory: %.0f MB with 1 viewer, %.0f MB with %d idle ones: %.1f kB each", few / 1e6, many / 1e6, most,
                    (many - few) / most / 1e3);
        }
    }

    private static double cpu(JsonObject result) {
        return result.getJsonNumber("serverCpuMicrosPerPacket").doubleValue();
    }

    private static double p99(JsonObject result) {
        return result.getJsonObject("latencyMillis").getJsonNumber("p99").doubleValue();
    }

    private static void tell(JsonObject result, int streams, int viewers) {
        say("%d × %d: %,.0f packets/s, p99 %.1f ms, max %.0f ms, %.2f cores, fairness %.2f, dropped %d, lost %s", streams,
                viewers, result.getJsonNumber("packetsPerSecond").doubleValue(), p99(result),
                result.getJsonObject("latencyMillis").getJsonNumber("max").doubleValue(),
                result.getJsonNumber("serverCores").doubleValue(), result.getJsonNumber("fairness").doubleValue(),
                result.getInt("dropped"), result.getJsonObject("lost"));
        var slow = result.getJsonObject("slowLatencyMillis");
        if (slow.getJsonNumber("max").doubleValue() > 0) {
            say("  slow viewers: p50 %s, p99 %s, max %s ms", slow.get("p50"), slow.get("p99"), slow.get("max"));
        }
    }

    private void draw(String name, Graph graph) throws IOException {
        Files.writeString(folder.resolve(name), graph.toSvg());
        say("drawn: %s", folder.resolve(name));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
