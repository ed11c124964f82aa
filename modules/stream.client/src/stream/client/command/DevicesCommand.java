package stream.client.command;

import java.awt.Rectangle;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import stream.client.capture.Screen;
import stream.client.capture.SizeLimit;
import stream.client.capture.WindowName;
import stream.client.capture.X11Windows;
import stream.client.source.Preset;
import stream.client.source.Webcam;

/// `stream-client devices`: what there is to capture and to hear, one line each; the first word says what it is.
///
/// ```
/// screen 0  1920x1080  primary  :0.0
/// window 0x1c00007  800x600+100+50  Terminal
/// webcam /dev/video0  640x480 1280x720  Integrated Camera
/// program  Integrated Camera  ffmpeg -loglevel error …
/// microphone  mic  Desk microphone
/// ```
///
/// A window's number is as `--window` takes it, its size and place are as `--region` does, and a program's command line, which comes
/// after two spaces, as `--program` does.
public final class DevicesCommand {
    private DevicesCommand() {}

    public static ExitCode run(PrintStream out) {
        var screens = Screen.all();
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
        for (var window : X11Windows.all()) {
            out.println("window " + WindowName.idText(window.id()) + "  " + geometry(window.place()) + "  "
                    + StatusLines.clean(window.title()));
        }
        if (!screens.isEmpty() && !X11Windows.areTold()) {
            out.println("Single windows cannot be shown here: only X11 tells programs of them.");
        }
        var webcams = Webcam.found();
        for (var webcam : webcams) {
            out.println(line(webcam));
        }
        var presets = Preset.found();
        for (var preset : presets) {
            out.println("program  " + StatusLines.clean(preset.name()) + "  " + preset.commandLine());
        }
        SoundDevices.list(out);
        if (screens.isEmpty()) {
            out.println("There is no screen here. On Linux, set DISPLAY.");
        }
        if (screens.isEmpty() && webcams.isEmpty() && presets.isEmpty()) {
            return ExitCode.NO_SCREEN;
        }
        return ExitCode.DONE;
    }

    /// What is wrong with a webcam stands where its sizes would.
    static String line(Webcam webcam) {
        var sizes = webcam.sizes().stream().map(SizeLimit::toString).collect(Collectors.joining(" "));
        return "webcam " + webcam.device().file()
                + "  " + (webcam.trouble().isEmpty() ? sizes.isEmpty() ? "any size" : sizes : webcam.trouble())
                + "  " + StatusLines.clean(webcam.device().name());
    }

    /// As X11 writes it: a window that begins left of the desktop has a place like `+-5`.
    private static String geometry(Rectangle place) {
        return String.format(Locale.ROOT, "%dx%d+%d+%d", place.width, place.height, place.x, place.y);
    }
}
