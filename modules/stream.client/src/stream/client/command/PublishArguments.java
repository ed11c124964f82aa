package stream.client.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import stream.client.capture.Capturing;
import stream.client.capture.PointerStyle;
import stream.client.capture.SizeLimit;
import stream.client.publish.ConnectString;
import stream.client.publish.ServerAddress;
import stream.client.publish.StreamKey;
import stream.client.publish.VideoSettings;
import stream.client.scene.Scene;
import stream.client.settings.Settings;
import stream.client.settings.SettingsFile;
import stream.common.files.PlainText;

/// What `stream-client publish` was asked for, checked.
///
/// @param bitrateKbps 0 for one that suits the size
/// @param layers temporal layers, 1 or 2
/// @param seconds how long to stream, 0 for until stopped
/// @param readsChat whether lines of the standard input go to the chat
/// @param readsCommands whether lines of the standard input that begin with `/` are commands
/// @param retries whether to try again after a connection was lost
record PublishArguments(
        ServerAddress server,
        StreamKey key,
        Scene scene,
        Capturing capturing,
        PointerStyle pointer,
        SizeLimit size,
        int framesPerSecond,
        int bitrateKbps,
        int layers,
        int seconds,
        boolean readsChat,
        boolean readsCommands,
        boolean retries,
        SoundArguments sound) {

    private static final Set<String> VALUED = union(List.of(
            SceneArguments.VALUED, SoundArguments.VALUED,
            Set.of("server", "key-file", "capture", "pointer", "size", "fps", "bitrate", "layers", "seconds", "retry")));
    private static final Set<String> SWITCHES = union(List.of(
            SoundArguments.SWITCHES, Set.of("chat", "commands", "last")));
    private static final int MOST_SECONDS = 1_000_000_000;
    /// A key, or a line with address and key, is far shorter; the rest is a wrong file.
    private static final int MOST_KEY_FILE_BYTES = 4096;

    /// @param file what the window was last used with, which is read for `--last` and `--scene`
    static PublishArguments parse(List<String> arguments, SettingsFile file) throws UsageException {
        var options = Options.parse(arguments, VALUED, SceneArguments.REPEATED, SWITCHES);
        var last = options.has("last") ? load(file) : Settings.DEFAULTS;
        try {
            var secret = secret(options, last);
            var server = options.text("server").or(() -> Optional.of(last.server()).filter(text -> !text.isBlank()));
            StreamKey key;
            if (secret.contains("#")) {
                var both = ConnectString.parse(secret);
                server = options.text("server").or(() -> Optional.of(both.server().toString()));
                key = both.key().orElseThrow(() -> new UsageException("The key file holds no key behind the '#'."));
            } else {
                key = new StreamKey(secret);
            }
            if (server.isEmpty()) {
                throw new UsageException("--server is missing: the address of the server, such as https://example.org");
            }
            return new PublishArguments(
                    ServerAddress.parse(server.get()),
                    key,
                    SceneArguments.of(options, last, file),
                    capturing(options.text("capture").orElse("auto")),
                    options.text("pointer").map(PointerStyle::parse).orElse(last.pointer()),
                    options.text("size").map(SizeLimit::parse).orElse(last.size()),
                    options.whole("fps", last.framesPerSecond(), 1, VideoSettings.MOST_FRAMES_PER_SECOND),
                    options.whole("bitrate", last.bitrateKbps(), VideoSettings.LEAST_KBPS, VideoSettings.MOST_KBPS),
                    options.whole("layers", 1, 1, 2),
                    options.whole("seconds", 0, 1, MOST_SECONDS),
                    options.has("chat"),
                    options.has("commands"),
                    !options.text("retry").orElse("yes").equals("no"),
                    SoundArguments.of(options, last.sound()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    static Settings load(SettingsFile file) throws UsageException {
        try {
            return file.load();
        } catch (IOException e) {
            throw new UsageException("The settings cannot be read: " + e.getMessage());
        }
    }

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /// The key comes from a file, since others can read a command line.
    private static String secret(Options options, Settings last) throws UsageException {
        if (!options.has("key-file") && last.key().isPresent()) {
            return last.key().get().secret();
        }
        if (options.has("last") && !options.has("key-file")) {
            throw new UsageException("The last settings hold no stream key: go live from the window once,"
                    + " or name a --key-file.");
        }
        var name = options.text("key-file")
                .orElseThrow(() -> new UsageException("--key-file is missing: a file that holds the stream key."));
        try {
            return name.equals("-")
                    ? firstLine(System.in)
                    : PlainText.firstLine(PlainText.read(Path.of(name), MOST_KEY_FILE_BYTES));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("The key file " + name + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /// Reads no further than the line goes, since what follows on the standard input may be chat.
    static String firstLine(InputStream in) throws IOException {
        var read = new ByteArrayOutputStream();
        var line = "";
        while (line.isEmpty() && read.size() < MOST_KEY_FILE_BYTES) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read.write(next);
            if (next == '\n') {
                if (PlainText.isLittleEndian(read.toByteArray())) {
                    read.write(in.read()); // the other half of the line's end
                }
                line = PlainText.firstLine(PlainText.decode(read.toByteArray()));
            }
        }
        return line.isEmpty() ? PlainText.firstLine(PlainText.decode(read.toByteArray())) : line;
    }

    private static Capturing capturing(String name) throws UsageException {
        try {
            return Capturing.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new UsageException("--capture takes auto, x11 or robot, not '" + name + "'.");
        }
    }
}
