package stream.client.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import stream.client.capture.Region;
import stream.client.capture.WindowName;
import stream.client.scene.NamedScene;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.settings.Settings;
import stream.client.settings.SettingsFile;
import stream.client.source.Subject;

/// What `stream-client publish` was asked to show.
final class SceneArguments {
    static final Set<String> VALUED = Set.of("scene", "screen", "region", "window", "webcam", "image", "program");
    /// May be given several times.
    static final Set<String> REPEATED = Set.of("over");
    private static final int MOST_SCREENS = 64;

    private SceneArguments() {}

    /// @param last what to show where the options say nothing else
    /// @param file holds the scenes that were saved in the window
    /// @throws IllegalArgumentException when a value is none of those that there can be
    static Scene of(Options options, Settings last, SettingsFile file) throws UsageException {
        if (!options.has("scene")) {
            return new Scene(
                    subject(options, last),
                    options.has("over") ? options.all("over").stream().map(Overlay::parse).toList() : last.scene().overlays());
        }
        for (var other : List.of("over", "screen", "region", "window", "webcam", "image", "program")) {
            if (options.has(other)) {
                throw new UsageException("--scene and --" + other + " exclude each other.");
            }
        }
        return NamedScene.find(options.text("scene").get(), PublishArguments.load(file).scenes()).scene();
    }

    private static Subject subject(Options options, Settings last) throws UsageException {
        for (var one : List.of("window", "webcam", "image", "program")) {
            for (var other : List.of("screen", "region", "window", "webcam", "image")) {
                if (options.has(one) && options.has(other) && !one.equals(other)) {
                    throw new UsageException("--" + one + " and --" + other + " exclude each other.");
                }
            }
        }
        if (options.has("window")) {
            return new Subject.Window(WindowName.parse(options.text("window").get()));
        }
        if (options.has("webcam")) {
            return Subject.Camera.parse(options.text("webcam").get());
        }
        if (options.has("program")) {
            return new Subject.Program(options.text("program").get());
        }
        if (options.has("image")) {
            var file = Path.of(options.text("image").get());
            if (!Files.isReadable(file)) {
                throw new UsageException("The image " + file + " cannot be read.");
            }
            return new Subject.Image(file);
        }
        if (!options.has("screen") && !options.has("region")) {
            return last.scene().subject();
        }
        int screen = options.whole("screen", 0, 0, MOST_SCREENS);
        return options.has("region")
                ? new Subject.Part(screen, Region.parse(options.text("region").get()))
                : new Subject.WholeScreen(screen);
    }
}
