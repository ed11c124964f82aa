package stream.bench.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeOptionsTest {
    private static EncodeOptions parse(String line) {
        return EncodeOptions.parse(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @Test
    void readsEveryOption() {
        assertEquals(new EncodeOptions(28, 900, 25, 120, 2, 2, 1, false, true, Path.of("a.png")),
                parse("--qp 28 --bitrate 900 --fps 25 --keyint 120 --threads 2 --layers 2 --refs 1 --aq 0 --psnr --explain a.png"));
    }

    @Test
    void keepsToABitrateUnlessAQuantiserIsGiven() {
        assertEquals(new EncodeOptions(-1, 4000, 0, 250, 1, 1, 3, true, false, null), parse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--qp 52", "--qp -1", "--qp many", "--qp", "--bitrate 49", "--fps 0", "--fps 121", "--keyint 0",
        "--threads 17", "--layers 3", "--refs 4", "--aq 2", "--speed 9", "in.y4m"})
    void namesWhatItRefuses(String line) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> parse(line));
        assertTrue(refusal.getMessage().contains(line.split(" ")[0]), refusal.getMessage());
    }
}
