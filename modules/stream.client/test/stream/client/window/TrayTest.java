package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.client.Programs;
import stream.client.capture.Xvfb;

@Timeout(120)
class TrayTest {
    @TempDir
    Path directory;

    @BeforeEach
    void needScreen() {
        assumeTrue(Xvfb.isThere(), "Xvfb is not installed, so no tray was looked for");
    }

    private static String said(Xvfb screen) throws Exception {
        var process = Programs.testProgram(TrayMenu.class, screen.display());
        try {
            assertTrue(process.waitFor(100, TimeUnit.SECONDS), "the program hangs");
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            Programs.end(process);
        }
    }

    @Test
    void whereThereIsNoTrayNothingIsShown() throws Exception {
        try (var screen = new Xvfb(640, 480, directory)) {
            assertEquals("no tray", said(screen));
        }
    }

    @Test
    void theMenuOffersWhatCanBeDoneNowAndDoesIt() throws Exception {
        assumeTrue(Programs.areThere("trayer"), "trayer is not installed, so no icon was placed in a tray");
        try (var screen = new Xvfb(640, 480, directory)) {
            var builder = new ProcessBuilder("trayer", "--edge", "bottom")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("DISPLAY", screen.display());
            var trayer = builder.start();
            try {
                var said = said(screen);
                // It may take a moment until the desktop has its tray.
                while (said.equals("no tray") && trayer.isAlive()) {
                    said = said(screen);
                }
                assertEquals(
                        """
                        Ström: Offline [Go live, Hide the picture, Mute the microphone (off), Open the window, Quit]
                        Ström: Live, 3 viewers [Stop streaming, Show the picture again, Unmute the microphone, Open the window, Quit]
                        [live, hidden, muted, open, quit]
                        0""",
                        said);
            } finally {
                Programs.end(trayer);
            }
        }
    }
}
