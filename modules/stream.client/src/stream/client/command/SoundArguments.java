package stream.client.command;

import java.util.Optional;
import java.util.Set;
import stream.client.sound.SoundLoop;

/// The sound that `stream-client publish` was asked for, checked.
///
/// @param microphone its id or a part of its name, empty for the one that the system's settings say;
///     absent for none
/// @param system the same for what the computer plays
/// @param microphonePercent 0 to 200, 100 for as loud as it comes
/// @param systemPercent the same for what the computer plays
/// @param muted whether silence is sent in place of both
record SoundArguments(
        Optional<String> microphone,
        Optional<String> system,
        int microphonePercent,
        int systemPercent,
        boolean muted) {

    /// `--microphone` stands alone, `--microphone=NAME` chooses one.
    static final Set<String> VALUED = Set.of("microphone", "system-sound", "microphone-level", "system-level");
    static final Set<String> SWITCHES = Set.of("microphone", "system-sound", "mute");

    static SoundArguments of(Options options) throws UsageException {
        var asked = new SoundArguments(
                options.text("microphone"),
                options.text("system-sound"),
                options.whole("microphone-level", 100, 0, SoundLoop.MOST_PERCENT),
                options.whole("system-level", 100, 0, SoundLoop.MOST_PERCENT),
                options.has("mute"));
        if (!asked.isWanted() && asked.muted) {
            throw new UsageException("--mute needs --microphone or --system-sound: without them there is no sound.");
        }
        return asked;
    }

    boolean isWanted() {
        return microphone.isPresent() || system.isPresent();
    }
}
