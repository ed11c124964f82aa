package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void isSplitAtSpaces() {
        assertEquals(List.of("ffmpeg", "-i", "/dev/video0", "-"), CommandLine.split("  ffmpeg -i\t/dev/video0  - "));
    }

    @Test
    void quotationMarksAndBackslashesKeepSpaces() {
        assertEquals(
                List.of("sh", "-c", "cat 'a b' | tee", "x y", "", "\\n", "it's"),
                CommandLine.split("sh -c \"cat 'a b' | tee\" x\\ y '' '\\n' it\\'s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "ffmpeg 'x", "ffmpeg \"x", "''", "a\0b"})
    void whatIsNoCommandIsRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> CommandLine.split(line));
    }

    @Test
    void anyLineIsSplitOrRefused() {
        var random = new Random(5);
        var letters = "a \\'\"\t|$";
        for (int round = 0; round < 5000; round++) {
            var line = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                line.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                assertEquals(false, CommandLine.split(line.toString()).isEmpty());
            } catch (IllegalArgumentException _) {
                // The only exception there may be.
            }
        }
    }
}
