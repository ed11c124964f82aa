package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.client.Programs;
import stream.client.capture.Xvfb;

class OpenWindowTest {
    @Test
    @Timeout(120)
    void theWindowOpensSaysWhatIsMissingAndCloses(@TempDir Path directory) throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no window was opened");
        var pixels = Files.createDirectory(directory.resolve("screen"));
        var settings = directory.resolve("settings");
        try (var screen = new Xvfb(1024, 600, pixels)) {
            var process = Programs.testProgram(OpenWindow.class, screen.display(), settings.toString());
            try {
                assertTrue(process.waitFor(100, TimeUnit.SECONDS), "the window does not open or close");
                assertEquals(
                        """
                        Ström: Enter your stream key. You find it on your dashboard.
                        closed""",
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
                assertTrue(Files.exists(settings.resolve("client.properties")), "what was chosen is remembered");
            } finally {
                Programs.end(process);
            }
        }
    }
}
