package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.client.Programs;
import stream.client.capture.Xvfb;

class SmallWindowsTest {
    @Test
    @Timeout(120)
    void nothingIsCutOffOnASmallScreen(@TempDir Path directory) throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no window was opened");
        try (var screen = new Xvfb(1280, 800, directory)) {
            var process = Programs.testProgram(SmallWindows.class, screen.display());
            try {
                assertTrue(process.waitFor(100, TimeUnit.SECONDS), "the program hangs");
                assertEquals(
                        """
                        800×600 en: preview, Ström
                        800×600 en: preview, Live 12:45 · Ström
                        1024×600 en: preview, Ström
                        1024×600 en: preview, Live 12:45 · Ström
                        1280×800 en: chat, preview, Ström
                        1280×800 en: chat, preview, Live 12:45 · Ström
                        800×600 sv: preview, Ström
                        800×600 sv: preview, Live 12:45 · Ström
                        1024×600 sv: preview, Ström
                        1024×600 sv: preview, Live 12:45 · Ström
                        1280×800 sv: chat, preview, Ström
                        1280×800 sv: chat, preview, Live 12:45 · Ström""",
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            } finally {
                Programs.end(process);
            }
        }
    }
}
