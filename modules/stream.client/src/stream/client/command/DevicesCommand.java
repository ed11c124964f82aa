package stream.client.command;

import java.io.PrintStream;
import java.util.Locale;
import stream.client.capture.Screen;

/// `stream-client devices`: what there is to capture.
public final class DevicesCommand {
    private DevicesCommand() {}

    public static ExitCode run(PrintStream out) {
        var screens = Screen.all();
        if (screens.isEmpty()) {
            out.println("There is no screen here. On Linux, set DISPLAY.");
            return ExitCode.NO_SCREEN;
        }
        for (var screen : screens) {
            out.printf(
                    Locale.ROOT,
                    "screen %d  %dx%d%s%s  %s%n",
                    screen.index(),
                    screen.width(),
                    screen.height(),
                    screen.scale() == 1 ? "" : String.format(Locale.ROOT, " (scale %.2f)", screen.scale()),
                    screen.primary() ? "  primary" : "",
                    screen.name());
        }
        return ExitCode.DONE;
    }
}
