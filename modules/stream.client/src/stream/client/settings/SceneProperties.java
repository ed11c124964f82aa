package stream.client.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import stream.client.scene.NamedScene;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.source.Subject;

/// Scenes as properties:
///
/// ```
/// subject=screen 0
/// over.1=bottom-right 25 program ffmpeg …
/// scene.1.name=Talk
/// scene.1.subject=image /home/bo/board.png
/// scene.1.over.1=top-right 4 clock
/// ```
///
/// What cannot be read is left out.
final class SceneProperties {
    private SceneProperties() {}

    static void write(Scene scene, String prefix, Properties properties) {
        properties.setProperty(prefix + "subject", scene.subject().toString());
        for (int i = 0; i < scene.overlays().size(); i++) {
            properties.setProperty(prefix + "over." + (i + 1), scene.overlays().get(i).toString());
        }
    }

    static void write(List<NamedScene> scenes, Properties properties) {
        for (int i = 0; i < scenes.size(); i++) {
            var prefix = "scene." + (i + 1) + ".";
            properties.setProperty(prefix + "name", scenes.get(i).name());
            write(scenes.get(i).scene(), prefix, properties);
        }
    }

    /// @return empty when there is no subject that can be read
    static Optional<Scene> read(String prefix, Properties properties) {
        try {
            var subject = Subject.parse(properties.getProperty(prefix + "subject", ""));
            return Optional.of(new Scene(subject, overlays(prefix, properties)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static List<Overlay> overlays(String prefix, Properties properties) {
        var overlays = new ArrayList<Overlay>();
        for (int i = 1; i <= Scene.MOST_OVERLAYS; i++) {
            try {
                overlays.add(Overlay.parse(properties.getProperty(prefix + "over." + i, "")));
            } catch (IllegalArgumentException _) {
                // Not there, or not to be read.
            }
        }
        return overlays;
    }

    /// Of several with the same name the first.
    static List<NamedScene> readNamed(Properties properties) {
        var names = new HashSet<String>();
        var scenes = new ArrayList<NamedScene>();
        for (int i = 1; i <= NamedScene.MOST; i++) {
            var prefix = "scene." + i + ".";
            var scene = read(prefix, properties);
            try {
                if (scene.isPresent()) {
                    var named = new NamedScene(properties.getProperty(prefix + "name", ""), scene.get());
                    if (names.add(named.name())) {
                        scenes.add(named);
                    }
                }
            } catch (IllegalArgumentException _) {
                // Without a name nobody finds it.
            }
        }
        return scenes;
    }
}
