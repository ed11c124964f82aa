package stream.net.http;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// A short round of fuzzing without guidance: each target on its seeds, on what was once found to break
/// it (`tests/fuzz/TARGET/`), and on both damaged by chance, always the same. `make fuzz` goes on from the
/// same seeds by what the code does with them.
public final class FuzzRound {
    private static final Path FOUND = Path.of("tests/fuzz");

    private FuzzRound() {}

    /// @param rounds as many as take a second or so
    public record Target(Consumer<byte[]> run, Supplier<List<byte[]>> seeds, int rounds) {}

    /// A test for each target, by its name.
    public static Stream<DynamicTest> of(Map<String, Target> targets) {
        return targets.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
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
            return files.sorted().map(FuzzRound::bytes).toList().stream();
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

    /// Writes a target's seeds to a folder, where the fuzzer begins: `FuzzRound CLASS FOLDER`.
    public static void main(String[] arguments)
            throws IOException, ClassNotFoundException, NoSuchMethodException, IllegalAccessException,
            InvocationTargetException {
        var folder = Files.createDirectories(Path.of(arguments[1]));
        var seeds = (List<?>) Class.forName(arguments[0]).getMethod("seeds").invoke(null);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), (byte[]) seeds.get(i));
        }
    }
}
