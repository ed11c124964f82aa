package stream.client.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import stream.client.publish.Broadcast;
import stream.client.sound.SoundException;
import stream.client.sound.SoundInput;
import stream.client.sound.SoundInputs;
import stream.client.sound.SoundLoop;
import stream.common.sound.SoundEncoderProvider;

/// The sound of `stream-client publish`.
final class PublishSound implements AutoCloseable {
    /// What a meter shows of silence, in dB below full scale.
    private static final double LEAST_DECIBELS = -96;

    private final StatusLines out;
    private final SoundEncoderProvider encoders;
    private final SoundLoop loop;

    /// Opens the inputs.
    ///
    /// @throws UsageException when there is no such input, or the program was built without an encoder
    static PublishSound open(SoundArguments asked, StatusLines out) throws UsageException {
        var encoders = ServiceLoader.load(SoundEncoderProvider.class).findFirst()
                .orElseThrow(() -> new UsageException("This program was built without sound."));
        var inputs = SoundInputs.all();
        var microphone = find(inputs, SoundInput.Kind.MICROPHONE, asked.microphone());
        var system = find(inputs, SoundInput.Kind.SYSTEM, asked.system());
        var sound = new PublishSound(out, encoders);
        sound.loop.level(SoundInput.Kind.MICROPHONE, asked.microphonePercent());
        sound.loop.level(SoundInput.Kind.SYSTEM, asked.systemPercent());
        sound.muteAll(asked.muted());
        sound.loop.choose(SoundInput.Kind.MICROPHONE, microphone);
        sound.loop.choose(SoundInput.Kind.SYSTEM, system);
        sound.loop.start();
        return sound;
    }

    private static Optional<SoundInput> find(List<SoundInput> inputs, SoundInput.Kind kind, Optional<String> text)
            throws UsageException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var found = SoundInputs.find(inputs, kind, text.get());
        if (found.isEmpty()) {
            var what = kind == SoundInput.Kind.MICROPHONE ? "microphone" : "way to hear what the computer plays";
            throw new UsageException(text.get().isEmpty()
                    ? "There is no " + what + " here."
                    : "There is no " + what + " '" + text.get() + "'; stream-client devices lists them.");
        }
        return found;
    }

    private PublishSound(StatusLines out, SoundEncoderProvider encoders) {
        this.out = out;
        this.encoders = encoders;
        loop = new SoundLoop(this::failed);
    }

    private void failed(SoundInput input, SoundException failure) {
        out.line("sound", "failed=" + SoundDevices.word(input.kind()) + " " + failure.getMessage());
    }

    void addTo(Broadcast broadcast) {
        broadcast.addSound(loop, encoders);
    }

    private void muteAll(boolean muted) {
        for (var kind : SoundInput.Kind.values()) {
            loop.mute(kind, muted);
        }
    }

    /// Sends silence, or the sound again.
    ///
    /// @param which the word for the kind of input, empty for all
    void mute(String which, boolean muted) throws UsageException {
        if (which.isEmpty()) {
            muteAll(muted);
            return;
        }
        loop.mute(
                Stream.of(SoundInput.Kind.values())
                        .filter(kind -> SoundDevices.word(kind).equals(which))
                        .findFirst()
                        .orElseThrow(() -> new UsageException("What can be muted is microphone or system-sound, not '" + which + "'.")),
                muted);
    }

    /// How loud the inputs were since the last time, in dB below full scale.
    void report() {
        var line = new StringBuilder();
        for (var kind : SoundInput.Kind.values()) {
            if (loop.chosen(kind).isPresent()) {
                line.append(String.format(
                        Locale.ROOT, "%s_db=%.0f muted=%s ", SoundDevices.word(kind), decibels(loop.takePeak(kind)),
                        loop.isMuted(kind) ? "yes" : "no"));
            }
        }
        out.line("sound", line.toString().stripTrailing());
    }

    private static double decibels(double peak) {
        return Math.max(LEAST_DECIBELS, 20 * Math.log10(peak));
    }

    @Override
    public void close() {
        loop.close();
    }
}
