package stream.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import stream.net.http.FrontDoorFuzz;
import stream.net.http.JsonFuzz;
import stream.net.http.ProxyHeaderFuzz;
import stream.net.http.RequestFuzz;
import stream.net.websocket.FrameReaderFuzz;
import stream.server.live.LastFrameFuzz;
import stream.server.live.PublicationFuzz;
import stream.server.picture.PngFuzz;

/// A short round of fuzzing without guidance: each target on its seeds, on what was once found to break
/// it (`tests/fuzz/TARGET/`), and on both damaged by chance, always the same. `make fuzz` goes on from the
/// same seeds by what the code does with them.
class FuzzRoundTest {
    private static final Path FOUND = Path.of("tests/fuzz");

    /// @param rounds as many as take a second or so
    private record Target(Consumer<byte[]> run, Supplier<List<byte[]>> seeds, int rounds) {}

    private static final Map<String, Target> TARGETS = new TreeMap<>(Map.of(
        "FrameReaderFuzz", new Target(FrameReaderFuzz::fuzzerTestOneInput, FrameReaderFuzz::seeds, 20_000),
        "RequestFuzz", new Target(RequestFuzz::fuzzerTestOneInput, RequestFuzz::seeds, 20_000),
        "FrontDoorFuzz", new Target(FrontDoorFuzz::fuzzerTestOneInput, FrontDoorFuzz::seeds, 300),
        "ProxyHeaderFuzz", new Target(ProxyHeaderFuzz::fuzzerTestOneInput, ProxyHeaderFuzz::seeds, 20_000),
        "JsonFuzz", new Target(JsonFuzz::fuzzerTestOneInput, JsonFuzz::seeds, 20_000),
        "PublicationFuzz", new Target(PublicationFuzz::fuzzerTestOneInput, PublicationFuzz::seeds, 20_000),
        "LastFrameFuzz", new Target(LastFrameFuzz::fuzzerTestOneInput, LastFrameFuzz::seeds, 5_000),
        "PngFuzz", new Target(PngFuzz::fuzzerTestOneInput, PngFuzz::seeds, 200)));

    @TestFactory
    Stream<DynamicTest> nothingBreaksATarget() {
        return TARGETS.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
            var target = entry.getValue();
            var inputs = Stream.concat(target.seeds().get().stream(), found(entry.getKey())).toList();
            inputs.forEach(target.run());
            var random = new Random(6);
            for (int i = 0; i < target.rounds(); i++) {
                target.run().accept(damaged(inputs.get(random.nextInt(inputs.size())), random));
            }
        }));
    }

    private static Stream<byte[]> found(String target) throws IOException {
        var folder = FOUND.resolve(target);
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().map(FuzzRoundTest::bytes).toList().stream();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Flips bits, sets bytes to those at the limits, cuts out, repeats and cuts off.
    private static byte[] damaged(byte[] good, Random random) {
        var bad = good.clone();
        for (int n = 1 + random.nextInt(4); n > 0 && bad.length > 0; n--) {
            int at = random.nextInt(bad.length);
            int length = 1 + random.nextInt(Math.min(8, bad.length - at));
            switch (random.nextInt(5)) {
                case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bad[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xFF);
                case 2 -> bad = joined(bad, at, bad, at + length);
                case 3 -> bad = joined(bad, at + length, bad, at);
                default -> bad = random.nextInt(4) == 0 ? Arrays.copyOf(bad, at) : bad;
            }
        }
        return bad;
    }

    /// The beginning of one and the end of another.
    private static byte[] joined(byte[] a, int to, byte[] b, int from) {
        var joined = Arrays.copyOf(a, to + b.length - from);
        System.arraycopy(b, from, joined, to, b.length - from);
        return joined;
    }

    /// Writes the seeds to a folder for each target, where the fuzzer begins: `FuzzRoundTest FOLDER`.
    public static void main(String[] arguments) throws IOException {
        for (var entry : TARGETS.entrySet()) {
            var folder = Files.createDirectories(Path.of(arguments[0], entry.getKey()));
            var seeds = entry.getValue().seeds().get();
            for (int i = 0; i < seeds.size(); i++) {
                Files.write(folder.resolve("seed-" + i), seeds.get(i));
            }
        }
    }
}
