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

/// Text from servers, chat, other windows, devices and files stays text in every window.
class MarkupTest {
    @Test
    @Timeout(120)
    void noComponentOfAnyWindowTakesATextForAPage(@TempDir Path directory) throws Exception {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no window was opened");
        var pixels = Files.createDirectory(directory.resolve("screen"));
        var files = Files.createDirectory(directory.resolve("files"));
        try (var screen = new Xvfb(1280, 1024, pixels)) {
            var process = Programs.testProgram(MarkupInWindows.class, screen.display(), files.toString());
            try {
                assertTrue(process.waitFor(100, TimeUnit.SECONDS), "a dialog stays open");
                assertEquals(
                        """
                        []
                        [Choose a window, Choose an image, End the stream?, Open this page?, Overlays, Show a program's output]
                        many components""",
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            } finally {
                Programs.end(process);
            }
        }
    }
}
