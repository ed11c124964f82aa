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

/// The field in which one chooses what to show, with real keys on a real X server: the tests
/// themselves run without a desktop.
class SubjectBoxTest {
    @Test
    @Timeout(120)
    void keysMoveInTheListAndEnterChooses(@TempDir Path directory) throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no keys were pressed");
        try (var screen = new Xvfb(640, 480, directory)) {
            var process = Programs.testProgram(SubjectBoxKeys.class, screen.display());
            try {
                assertTrue(process.waitFor(100, TimeUnit.SECONDS), "a key had no effect");
                assertEquals("done", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            } finally {
                Programs.end(process);
            }
        }
    }
}
