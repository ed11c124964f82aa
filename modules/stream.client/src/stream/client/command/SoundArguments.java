package stream.client.command;

import java.util.Optional;
import java.util.Set;
import stream.client.settings.SoundSettings;
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

    /// @param last what holds where nothing else is said
    static SoundArguments of(Options options, SoundSettings last) throws UsageException {
        var asked = new SoundArguments(
                options.text("microphone").or(() -> chosen(last.microphone())),
                options.text("system-sound").or(() -> chosen(last.system())),
                options.whole("microphone-level", last.microphonePercent(), 0, SoundLoop.MOST_PERCENT),
                options.whole("system-level", last.systemPercent(), 0, SoundLoop.MOST_PERCENT),
                options.has("mute"));
        if (!asked.isWanted() && asked.muted) {
            throw new UsageException("--mute needs --microphone or --system-sound: without them there is no sound.");
        }
        return asked;
    }

    private static Optional<String> chosen(String id) {
        return Optional.of(id).filter(each -> !each.isEmpty());
    }

    boolean isWanted() {
        return microphone.isPresent() || system.isPresent();
    }
}
