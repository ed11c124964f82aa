package stream.client.command;

import java.io.PrintStream;
import stream.client.sound.SoundInput;
import stream.client.sound.SoundInputs;

/// The part of `stream-client devices` that can be heard.
final class SoundDevices {
    private SoundDevices() {}

    /// A line for each input, or one that says what is missing.
    static void list(PrintStream out) {
        var inputs = SoundInputs.all();
        for (var input : inputs) {
            var name = input.name().equals(input.id()) ? "" : "  " + input.name();
            out.println(StatusLines.clean(word(input.kind()) + "  " + input.id() + name));
        }
        if (inputs.isEmpty()) {
            out.println("There is no microphone here.");
        }
        if (inputs.stream().noneMatch(input -> input.kind() == SoundInput.Kind.SYSTEM)) {
            out.println("What the computer plays cannot be heard here. On Linux that needs PulseAudio or PipeWire, "
                    + "and the programs pactl and parec (Debian: pulseaudio-utils).");
        }
    }

    /// The kind as options and lines name it.
    static String word(SoundInput.Kind kind) {
        return switch (kind) {
            case MICROPHONE -> "microphone";
            case SYSTEM -> "system-sound";
        };
    }
}
