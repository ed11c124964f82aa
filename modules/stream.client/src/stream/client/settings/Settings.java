package stream.client.settings;

import java.util.Optional;
import stream.client.capture.SizeLimit;
import stream.client.publish.StreamKey;

/// What the user chose last time.
///
/// @param server as the user wrote it, maybe empty
/// @param screen the index of the screen
/// @param bitrateKbps 0 for what suits the size
public record Settings(
        String server,
        Optional<StreamKey> key,
        int screen,
        SizeLimit size,
        int framesPerSecond,
        int bitrateKbps,
        Appearance appearance,
        Language language) {

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
            "", Optional.empty(), 0, SizeLimit.NONE, 30, 0, Appearance.SYSTEM, Language.SYSTEM);

    public Settings withServer(String chosen) {
        return new Settings(chosen, key, screen, size, framesPerSecond, bitrateKbps, appearance, language);
    }

    public Settings withAppearance(Appearance chosen) {
        return new Settings(server, key, screen, size, framesPerSecond, bitrateKbps, chosen, language);
    }

    public Settings withLanguage(Language chosen) {
        return new Settings(server, key, screen, size, framesPerSecond, bitrateKbps, appearance, chosen);
    }
}
