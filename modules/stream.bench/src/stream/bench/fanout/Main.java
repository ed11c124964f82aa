package stream.bench.fanout;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `make bench-fanout`: what relaying costs, and where it ends. See bench/README.md for the parts and for
/// what they have told.
///
/// Arguments: the folder to write to, the folder for the graphs, the raw writer's path (it need not
/// exist), then any of the names of the parts, all of them when none is given: `ratio`,
/// `ratio-streams`, `viewers`, `streams`, `trouble`, `memory`, `memory-tls`. One more, `narrow-lines`, needs the lines of
/// `bench/with-narrow-lines` around it: `make bench-narrow-viewers`.
public final class Main {
    private static final int[] VIEWERS = {500, 1000, 2000, 3000, 4000, 5000};
    private static final int[] STREAMS = {10, 50, 100, 200};
    private static final int VIEWERS_OF_EACH = 5;
    private static final List<String> PARTS =
            List.of("ratio", "ratio-streams", "viewers", "streams", "trouble", "memory", "memory-tls");

    /// Enough for the queues of the start to have gone.
    private static final String[] BRIEF = {"--warmup", "4", "--seconds", "10"};

    private final Laboratory laboratory;
    private final Path graphs;

    private Main(Laboratory laboratory, Path graphs) {
        this.laboratory = laboratory;
        this.graphs = graphs;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var laboratory = new Laboratory(
                Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[2]).toAbsolutePath());
        var bench = new Main(laboratory, Path.of(arguments[1]).toAbsolutePath());
        var parts = List.of(arguments).subList(3, arguments.length);
        for (var part : parts.isEmpty() ? PARTS : parts) {
            switch (part) {
                case "ratio" -> new Ratio(laboratory, 1, 500).print();
                case "ratio-streams" -> new Ratio(laboratory, 50, 10).print();
                case "viewers" -> bench.viewers();
                case "streams" -> bench.streams();
                case "trouble" -> bench.trouble();
                case "memory" -> bench.memory();
                case "memory-tls" -> bench.memoryTls();
                case "narrow-lines" -> bench.narrowLines();
                default -> throw new IllegalArgumentException("there is no part " + part + "; there are " + PARTS);
            }
        }
    }

    private void viewers() throws IOException, InterruptedException {
        var cpu = new ArrayList<Graph.Point>();
        var latency = new ArrayList<Graph.Point>();
        try (var server = laboratory.warmServer()) {
            for (int viewers : VIEWERS) {
                var result = laboratory.load(server, 1, viewers, BRIEF);
                tell(result, 1, viewers);
                cpu.add(new Graph.Point(viewers, cores(result)));
                latency.add(new Graph.Point(viewers, p99(result)));
            }
        }
        draw("fanout-viewers.svg", new Graph("One stream of 2.5 Mbit/s, server on one core", "viewers",
                new Graph.Line("cores", 1, cpu), new Graph.Line("p99, ms", 200, latency)));
    }

    private void streams() throws IOException, InterruptedException {
        var cpu = new ArrayList<Graph.Point>();
        var latency = new ArrayList<Graph.Point>();
        try (var server = laboratory.warmServer()) {
            tell(laboratory.load(server, 1, 1000, BRIEF), 1, 1000);
            for (int streams : STREAMS) {
                var result = laboratory.load(server, streams, VIEWERS_OF_EACH, BRIEF);
                tell(result, streams, VIEWERS_OF_EACH);
                cpu.add(new Graph.Point(streams, cores(result)));
                latency.add(new Graph.Point(streams, p99(result)));
            }
        }
        draw("fanout-streams.svg", new Graph("Streams of 2.5 Mbit/s with 5 viewers each, server on one core", "streams",
                new Graph.Line("cores", 1, cpu), new Graph.Line("p99, ms", 100, latency)));
    }

    private void trouble() throws IOException, InterruptedException {
        try (var server = laboratory.server()) {
            say("with 30 of 300 viewers stalled:");
            tell(laboratory.load(server, 1, 300, "--stalled", "30", "--seconds", "40"), 1, 300);
        }
    }

    private void narrowLines() throws IOException, InterruptedException {
        try (var server = laboratory.server()) {
            for (var factor : List.of("1", "6")) {
                say("10 of 100 viewers on lines of 500 kbit/s, keyframes %s times as large as other frames:", factor);
                tell(laboratory.load(server, 1, 100, "--slow", "10", "--slow-from", "127.1.0.1",
                        "--keyframe-factor", factor, "--warmup", "10", "--seconds", "50"), 1, 100);
            }
        }
    }

    private void memory() throws IOException, InterruptedException {
        try (var server = laboratory.server()) {
            memory(server, "memory", 4000);
        }
    }

    private void memoryTls() throws IOException, InterruptedException {
        try (var server = laboratory.tlsServer()) {
            memory(server, "memory over TLS", 2000);
        }
    }

    private void memory(Subject server, String what, int most) throws IOException, InterruptedException {
        String[] trickle = {"--bitrate-kbps", "10", "--fps", "1", "--keyint", "10", "--seconds", "5"};
        // Loads what is shared. Not as many as later: the heap never shrinks, and would have room for all.
        laboratory.load(server, 1, 200, trickle);
        double few = laboratory.load(server, 1, 1, trickle).getJsonNumber("serverResidentBytes").doubleValue();
        double many = laboratory.load(server, 1, most, trickle).getJsonNumber("serverResidentBytes").doubleValue();
        say("%s: %.0f MB with 1 viewer, %.0f MB with %d idle ones: %.1f kB each", what, few / 1e6, many / 1e6, most,
                (many - few) / most / 1e3);
    }

    private static double cores(JsonObject result) {
        return result.getJsonNumber("serverCores").doubleValue();
    }

    private static double p99(JsonObject result) {
        return result.getJsonObject("latencyMillis").getJsonNumber("p99").doubleValue();
    }

    private static void tell(JsonObject result, int streams, int viewers) {
        say("%d × %d: %,.0f packets/s, p99 %.1f ms, max %.0f ms, %.2f cores, fairness %.2f, dropped %d, lost %s", streams,
                viewers, result.getJsonNumber("packetsPerSecond").doubleValue(), p99(result),
                result.getJsonObject("latencyMillis").getJsonNumber("max").doubleValue(),
                cores(result), result.getJsonNumber("fairness").doubleValue(),
                result.getInt("dropped"), result.getJsonObject("lost"));
        var slow = result.getJsonObject("slowLatencyMillis");
        if (slow.getJsonNumber("max").doubleValue() > 0) {
            say("  slow viewers: p50 %s, p99 %s, max %s ms, %.1f packets/s each", slow.get("p50"), slow.get("p99"),
                    slow.get("max"), result.getJsonNumber("slowPacketsPerSecond").doubleValue());
        }
    }

    private void draw(String name, Graph graph) throws IOException {
        Files.createDirectories(graphs);
        Files.writeString(graphs.resolve(name), graph.toSvg());
        say("drawn: %s", graphs.resolve(name));
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
