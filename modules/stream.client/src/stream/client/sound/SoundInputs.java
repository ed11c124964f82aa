package stream.client.sound;

import java.util.List;
import java.util.Optional;

/// What sound can be taken from on this computer. Starts programs and opens devices to find out, which
/// may take a moment: not for the event thread.
public final class SoundInputs {
    private SoundInputs() {}

    /// Those of the sound server where one answers (PulseAudio, or PipeWire in its place), else those
    /// that Java finds. Of each kind, what the system's settings say comes first.
    public static List<SoundInput> all() {
        var served = PulseInput.all();
        return served.isEmpty() ? LineInput.all() : served;
    }

    /// The input of this kind that the text means, or the first when there is no text.
    public static Optional<SoundInput> find(List<SoundInput> inputs, SoundInput.Kind kind, String text) {
        return inputs.stream()
                .filter(input -> input.kind() == kind && (text.isEmpty() || input.matches(text)))
                .findFirst();
    }
}
