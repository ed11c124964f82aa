package stream.client.settings;

import java.util.Optional;
import stream.client.capture.PointerStyle;
import stream.client.capture.SizeLimit;
import stream.client.publish.StreamKey;
import stream.client.source.Subject;

/// What the user chose last time.
///
/// @param server as the user wrote it, maybe empty
/// @param subject what is shown
/// @param bitrateKbps 0 for what suits the size
public record Settings(
        String server,
        Optional<StreamKey> key,
        Subject subject,
        PointerStyle pointer,
        SizeLimit size,
        int framesPerSecond,
        int bitrateKbps,
        Appearance appearance,
        Language language,
        SoundSettings sound) {

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
            "", Optional.empty(), new Subject.WholeScreen(0), PointerStyle.SHOWN, SizeLimit.NONE, 30, 0, Appearance.SYSTEM,
            Language.SYSTEM, SoundSettings.DEFAULTS);

    public Settings withServer(String chosen) {
        return new Settings(chosen, key, subject, pointer, size, framesPerSecond, bitrateKbps, appearance, language, sound);
    }

    public Settings withAppearance(Appearance chosen) {
        return new Settings(server, key, subject, pointer, size, framesPerSecond, bitrateKbps, chosen, language, sound);
    }

    public Settings withLanguage(Language chosen) {
        return new Settings(server, key, subject, pointer, size, framesPerSecond, bitrateKbps, appearance, chosen, sound);
    }

    public Settings withSound(SoundSettings chosen) {
        return new Settings(server, key, subject, pointer, size, framesPerSecond, bitrateKbps, appearance, language, chosen);
    }
}
