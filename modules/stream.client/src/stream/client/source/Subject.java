package stream.client.source;

import java.nio.file.Path;
import java.util.Optional;
import stream.client.capture.Area;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureSource;
import stream.client.capture.Capturing;
import stream.client.capture.Region;
import stream.client.capture.Screen;
import stream.client.capture.SizeLimit;
import stream.client.capture.WindowName;
import stream.client.capture.X11WindowSource;

/// What the user chose to show. It can be written as a line of text and read again; opening it gives
/// the [CaptureSource] that takes the pictures.
public sealed interface Subject {

    /// The screen with this number.
    record WholeScreen(int screen) implements Subject {
        @Override
        public CaptureSource open(Capturing how) throws CaptureException {
            return how.open(Area.whole(Screen.at(screen)));
        }

        @Override
        public Optional<SizeLimit> size() {
            var screens = Screen.all();
            return screen < screens.size()
                    ? Optional.of(SizeLimit.NONE.fit(screens.get(screen).width(), screens.get(screen).height()))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "screen " + screen;
        }
    }

    /// A part of that screen.
    record Part(int screen, Region region) implements Subject {
        @Override
        public CaptureSource open(Capturing how) throws CaptureException {
            return how.open(new Area(Screen.at(screen), Optional.of(region)));
        }

        @Override
        public Optional<SizeLimit> size() {
            return Optional.of(SizeLimit.NONE.fit(region.width(), region.height()));
        }

        @Override
        public String toString() {
            return "region " + screen + " " + region;
        }
    }

    /// One window, where the desktop tells of windows.
    record Window(WindowName name) implements Subject {
        @Override
        public CaptureSource open(Capturing how) throws CaptureException {
            return new X11WindowSource(name);
        }

        @Override
        public String toString() {
            return "window " + name;
        }
    }

    /// A picture in a file.
    record Image(Path file) implements Subject {
        @Override
        public CaptureSource open(Capturing how) throws CaptureException {
            return new ImageSource(file);
        }

        @Override
        public String toString() {
            return "image " + file;
        }
    }

    /// A webcam of Linux.
    ///
    /// @param file such as `/dev/video0`
    /// @param wanted the size of its pictures; empty for the usual one
    record Camera(String file, Optional<SizeLimit> wanted) implements Subject {
        public Camera {
            if (!Webcam.isFile(file)) {
                throw new IllegalArgumentException(
                        "a webcam is named by its file, such as /dev/video0, not '" + file + "'");
            }
        }

        /// Reads `/dev/video0` or `/dev/video0 1280x720`.
        public static Camera parse(String text) {
            var parts = text.split("[ ,]", 2);
            return new Camera(parts[0], parts.length == 2 ? Optional.of(SizeLimit.parse(parts[1])) : Optional.empty());
        }

        @Override
        public CaptureSource open(Capturing how) throws CaptureException {
            return new WebcamSource(file, wanted);
        }

        @Override
        public Optional<SizeLimit> size() {
            return wanted;
        }

        @Override
        public String toString() {
            return "webcam " + file + wanted.map(size -> " " + size).orElse("");
        }
    }

    /// What a program writes on its standard output, as MJPEG or Y4M.
    ///
    /// @param commandLine split at spaces, with quotation marks as shells have them
    record Program(String commandLine) implements Subject {
        public Program {
            CommandLine.split(commandLine);
        }

        @Override
        public CaptureSource open(Capturing how) throws CaptureException {
            return new ProgramSource(commandLine);
        }

        @Override
        public String toString() {
            return "program " + commandLine;
        }
    }

    /// Opens it.
    ///
    /// @param how a screen is read; without meaning for anything else
    /// @throws CaptureException when it is not to be had, with a sentence that says why
    CaptureSource open(Capturing how) throws CaptureException;

    /// The size of its pictures, where that is known before it is opened.
    default Optional<SizeLimit> size() {
        return Optional.empty();
    }

    /// Reads what `toString` wrote: a word that says what it is, then the rest.
    ///
    /// @throws IllegalArgumentException when the text is none of these
    static Subject parse(String text) {
        var parts = text.split(" ", 2);
        return switch (parts.length == 2 ? parts[0] : "") {
            case "screen" -> new WholeScreen(index(parts[1]));
            case "region" -> {
                var rest = parts[1].split(" ", 2);
                yield new Part(index(rest[0]), Region.parse(rest[rest.length - 1]));
            }
            case "window" -> new Window(WindowName.parse(parts[1]));
            case "image" -> new Image(Path.of(parts[1]));
            case "webcam" -> Camera.parse(parts[1]);
            case "program" -> new Program(parts[1]);
            default -> throw new IllegalArgumentException("there is nothing to show called '" + text + "'");
        };
    }

    private static int index(String text) {
        int index = Integer.parseInt(text);
        if (index < 0) {
            throw new IllegalArgumentException("there is no screen " + index);
        }
        return index;
    }
}
