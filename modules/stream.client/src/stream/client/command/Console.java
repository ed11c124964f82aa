package stream.client.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import stream.client.capture.FrameLoop;
import stream.client.capture.PointerStyle;
import stream.client.publish.Broadcast;
import stream.client.scene.NamedScene;
import stream.client.scene.Scene;
import stream.client.settings.SettingsFile;

/// Reads the standard input of `stream-client publish`: lines that begin with `/` are commands, the
/// others go to the chat, each where it was asked for.
///
/// **Threads.** One of its own, until the input ends.
final class Console {
    private static final String COMMANDS =
            "there are /hide [TEXT], /show, /scene NAME, /pointer shown|hidden|clicks,"
                    + " and /mute and /unmute [microphone|system-sound].";

    private final PublishArguments arguments;
    private final SettingsFile file;
    private final StatusLines out;
    private final FrameLoop loop;
    private final PublishSound sound;
    private final Broadcast broadcast;
    private final Function<Scene, FrameLoop.Opener> opener;

    /// @param file holds the saved scenes
    /// @param sound `null` for a stream without
    Console(
            PublishArguments arguments,
            SettingsFile file,
            StatusLines out,
            FrameLoop loop,
            PublishSound sound,
            Broadcast broadcast,
            Function<Scene, FrameLoop.Opener> opener) {
        this.arguments = arguments;
        this.file = file;
        this.out = out;
        this.loop = loop;
        this.sound = sound;
        this.broadcast = broadcast;
        this.opener = opener;
    }

    void start() {
        Thread.ofPlatform().name("console").daemon().start(this::readLines);
    }

    private void readLines() {
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var text = line.strip();
                if (arguments.readsCommands() && text.startsWith("/")) {
                    obey(text);
                } else if (arguments.readsChat() && !text.isEmpty() && !broadcast.say(text)) {
                    out.line("error", "Not connected; the line was not sent.");
                }
            }
        } catch (IOException _) {
            // The standard input is gone; the stream goes on without it.
        }
    }

    private void obey(String line) {
        var words = line.split("\\s+", 2);
        var rest = words.length > 1 ? words[1] : "";
        try {
            switch (words[0]) {
                case "/hide" -> {
                    loop.hide(rest.isEmpty() ? "Back soon" : rest);
                    out.line("hidden", rest);
                }
                case "/show" -> {
                    loop.show();
                    out.line("shown", "");
                }
                case "/scene" -> {
                    var named = NamedScene.find(rest, PublishArguments.load(file).scenes());
                    loop.switchTo(opener.apply(named.scene()));
                    out.line("scene", named.name());
                }
                case "/pointer" -> {
                    loop.pointer(PointerStyle.parse(rest));
                    out.line("pointer", rest);
                }
                case "/mute" -> mute(rest, true);
                case "/unmute" -> mute(rest, false);
                default -> out.line("error", "There is no command " + words[0] + "; " + COMMANDS);
            }
        } catch (IllegalArgumentException | UsageException e) {
            out.line("error", e.getMessage());
        }
    }

    private void mute(String which, boolean muted) throws UsageException {
        if (sound == null) {
            throw new UsageException("There is no sound in this stream.");
        }
        sound.mute(which, muted);
        out.line(muted ? "muted" : "unmuted", which);
    }
}
