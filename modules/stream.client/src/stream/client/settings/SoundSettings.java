package stream.client.settings;

import stream.client.sound.SoundInput;
import stream.client.sound.SoundLoop;

/// Which sound the user chose last time, and how loud. Nobody is heard who has not chosen to be.
///
/// @param microphone the id of the input, empty for none
/// @param microphonePercent 0 to [SoundLoop#MOST_PERCENT]
/// @param system the same of what the computer plays
/// @param systemPercent its level
public record SoundSettings(String microphone, int microphonePercent, String system, int systemPercent) {
    public static final SoundSettings DEFAULTS = new SoundSettings("", 100, "", 100);

    public SoundSettings {
        checked(microphonePercent);
        checked(systemPercent);
    }

    /// @throws IllegalArgumentException when it is no level
    static int percent(String text) {
        return checked(Integer.parseInt(text));
    }

    private static int checked(int percent) {
        if (percent < 0 || percent > SoundLoop.MOST_PERCENT) {
            throw new IllegalArgumentException("a level of " + percent + " %");
        }
        return percent;
    }

    public String input(SoundInput.Kind kind) {
        return switch (kind) {
            case MICROPHONE -> microphone;
            case SYSTEM -> system;
        };
    }

    public int percent(SoundInput.Kind kind) {
        return switch (kind) {
            case MICROPHONE -> microphonePercent;
            case SYSTEM -> systemPercent;
        };
    }

    public SoundSettings withInput(SoundInput.Kind kind, String id) {
        return switch (kind) {
            case MICROPHONE -> new SoundSettings(id, microphonePercent, system, systemPercent);
            case SYSTEM -> new SoundSettings(microphone, microphonePercent, id, systemPercent);
        };
    }

    public SoundSettings withPercent(SoundInput.Kind kind, int percent) {
        return switch (kind) {
            case MICROPHONE -> new SoundSettings(microphone, percent, system, systemPercent);
            case SYSTEM -> new SoundSettings(microphone, microphonePercent, system, percent);
        };
    }
}
