package stream.client.settings;

import java.util.List;
import java.util.Optional;
import stream.client.capture.PointerStyle;
import stream.client.capture.SizeLimit;
import stream.client.publish.StreamKey;
import stream.client.scene.NamedScene;
import stream.client.scene.Scene;
import stream.client.source.Subject;

/// What the user chose last time.
///
/// @param server as the user wrote it, maybe empty
/// @param scene what is shown
/// @param scenes those that are kept under names, in the user's order
/// @param bitrateKbps 0 for what suits the size
public record Settings(
        String server,
        Optional<StreamKey> key,
        Scene scene,
        List<NamedScene> scenes,
        PointerStyle pointer,
        SizeLimit size,
        int framesPerSecond,
        int bitrateKbps,
        Appearance appearance,
        Language language,
        SoundSettings sound) {

    public Settings {
        scenes = List.copyOf(scenes);
    }

    /// Light or dark.
    public enum Appearance {
        SYSTEM,
        LIGHT,
        DARK
    }

    /// What language the window speaks.
    public enum Language {
        SYSTEM,
        SWEDISH,
        ENGLISH
    }

    public static final Settings DEFAULTS = new Settings(
            "", Optional.empty(), new Scene(new Subject.WholeScreen(0), List.of()), List.of(), PointerStyle.SHOWN,
            SizeLimit.NONE, 30, 0, Appearance.SYSTEM, Language.SYSTEM, SoundSettings.DEFAULTS);

    public Settings withServer(String chosen) {
        return new Settings(
                chosen, key, scene, scenes, pointer, size, framesPerSecond, bitrateKbps, appearance, language, sound);
    }

    public Settings withScenes(List<NamedScene> chosen) {
        return new Settings(
                server, key, scene, chosen, pointer, size, framesPerSecond, bitrateKbps, appearance, language, sound);
    }

    public Settings withAppearance(Appearance chosen) {
        return new Settings(
                server, key, scene, scenes, pointer, size, framesPerSecond, bitrateKbps, chosen, language, sound);
    }

    public Settings withLanguage(Language chosen) {
        return new Settings(
                server, key, scene, scenes, pointer, size, framesPerSecond, bitrateKbps, appearance, chosen, sound);
    }

    public Settings withSound(SoundSettings chosen) {
        return new Settings(
                server, key, scene, scenes, pointer, size, framesPerSecond, bitrateKbps, appearance, language, chosen);
    }
}
