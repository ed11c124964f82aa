package stream.client;

import java.awt.GraphicsEnvironment;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import stream.client.command.DevicesCommand;
import stream.client.command.ExitCode;
import stream.client.command.PublishCommand;
import stream.client.command.UsageException;
import stream.client.settings.ConfigurationDirectory;
import stream.client.settings.SettingsFile;
import stream.client.window.Presenter;
import stream.common.program.Question;

/// Starts the program: the window when there are no arguments, else a command.
public final class Main {
    /// Room in the kernel for what waits to be sent. Left to itself, Linux keeps up to 4 MB there, which
    /// is half a minute of a narrow line; with this a line that is full is felt here at once. 256 KiB
    /// still carry 20 Mbit/s over a round trip of 100 ms.
    private static final int SOCKET_BUFFER_BYTES = 256 * 1024;

    private static final String HELP = """
            Ström shows your screen to the world, or a part of it, an image, or what a program
            such as ffmpeg gives: a webcam.

              stream-client [--server URL]           opens the window; URL is filled in at the first time
              stream-client --live                   opens it and goes live at once, as last time
              stream-client publish [options]        streams without a window
              stream-client devices                  lists screens, windows, webcams and what can be heard
              stream-client --help                   this text; --version says which version this is

            Options of publish:
              --key-file FILE    holds the stream key, or one line https://host/#KEY; - reads it from standard input
              --last             as the window was last used: server, key and all else that is not said here
              --server URL       the server's address; not needed when the key file names it
              --screen N         which screen, as devices numbers them (0)
              --region WxH+X+Y   a part of the screen, in its pixels, such as 1280x720+0+360
              --window WHICH     one window (X11): its number as devices lists it, or a part of its title
              --webcam FILE      a webcam (Linux), such as /dev/video0; /dev/video0,1280x720 asks for that size
              --image FILE       shows an image: PNG, JPEG, GIF or BMP
              --program COMMAND  shows the MJPEG or Y4M that a program writes, such as 'ffmpeg … -f yuv4mpegpipe -'
              --over PLACE       lays something over the picture, in a corner and a size in percent; may be
                                 given up to 8 times: 'bottom-right 25 webcam /dev/video0' (or program
                                 COMMAND, or what else can be shown),
                                 'top-left 12 image FILE', 'top-left 5 text WORDS', 'top-right 4 clock'
              --scene NAME       shows a scene that was saved in the window
              --size WxH         the largest picture to send, such as 1280x720 (as large as the screen)
              --fps N            frame rate, 1 to 60 fps (30)
              --bitrate KBPS     the most to send, kbit/s (what suits the size)
              --layers N         2: viewers on slow lines get every other picture (1)
              --capture HOW      auto, x11 or robot (auto)
              --pointer HOW      shown, hidden or clicks: with a ring around it at each click, under
                                 X11 (shown)
              --microphone[=NAME]     sends a microphone, the system's usual one without a name
              --system-sound[=NAME]   sends what the computer plays
              --microphone-level N    how loud, 0 to 200 (100); --system-level N the same
              --mute             sends silence
              --seconds N        stops after so long on the air
              --retry no         ends when the connection is lost, where it would try again
              --chat             sends each line of the standard input to the chat
              --commands         obeys lines of the standard input: /hide [TEXT] shows a still picture
                                 in place of the source, at once; /show shows the source again;
                                 /scene NAME shows a saved scene; /pointer HOW; /mute and /unmute,
                                 or one of both: /mute microphone, /mute system-sound

            Exit codes: 0 stopped, 1 the program failed, 2 wrong command line, 3 wrong key, 4 another
            program took over, 5 the key was changed, 6 the server refused or ended the stream,
            7 unreachable (with --retry no), 8 no screen; 130 or 143 when a signal ended it.
            """;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        // The HTTP client of the JDK takes this as a system property only.
        if (System.getProperty("jdk.httpclient.sendBufferSize") == null) {
            System.setProperty("jdk.httpclient.sendBufferSize", Integer.toString(SOCKET_BUFFER_BYTES));
        }
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ExitCode code;
        try {
            code = run(List.of(arguments), out);
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.err.println("stream-client --help says what there is.");
            code = ExitCode.USAGE;
        }
        System.exit(code.status());
    }

    private static ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        switch (Question.in(arguments)) {
            case HELP -> {
                out.print(HELP);
                return ExitCode.DONE;
            }
            case VERSION -> {
                out.println(Question.version("stream-client", Main.class));
                return ExitCode.DONE;
            }
            case NONE -> { /* the window or a command, then */ }
        }
        if (arguments.isEmpty()) {
            return openWindow("", false);
        }
        var command = arguments.getFirst();
        var rest = arguments.subList(1, arguments.size());
        return switch (command) {
            case "--server" -> {
                if (rest.size() != 1) {
                    throw new UsageException("--server takes one address.");
                }
                yield openWindow(rest.getFirst(), false);
            }
            case "--live" -> {
                if (!rest.isEmpty()) {
                    throw new UsageException("--live takes nothing more: it goes live as last time.");
                }
                yield openWindow("", true);
            }
            case "publish" -> PublishCommand.run(rest, settingsFile(), out);
            case "devices" -> DevicesCommand.run(out);
            default -> throw new UsageException("There is no command '" + command + "'.");
        };
    }

    private static SettingsFile settingsFile() {
        return new SettingsFile(ConfigurationDirectory.ofUser());
    }

    private static ExitCode openWindow(String usualServer, boolean live) throws UsageException, InterruptedException {
        if (GraphicsEnvironment.isHeadless()) {
            throw new UsageException("There is no desktop to open a window on; 'publish' needs none.");
        }
        Presenter.open(settingsFile(), usualServer, live).await();
        return ExitCode.DONE;
    }
}
