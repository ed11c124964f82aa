package stream.client.window;

import java.awt.BorderLayout;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.KeyStroke;
import javax.swing.Timer;
import stream.client.settings.SoundSettings;
import stream.client.sound.SoundException;
import stream.client.sound.SoundInput;
import stream.client.sound.SoundLoop;

/// Microphone and what the computer plays, side by side; Ctrl+M mutes the microphone.
final class SoundPanel extends Card {
    private static final long serialVersionUID = 1L;
    /// Often enough for a meter to look alive.
    private static final int METER_MILLIS = 50;

    private final transient SoundLoop loop;
    private final transient Map<SoundInput.Kind, SoundStrip> strips = new EnumMap<>(SoundInput.Kind.class);
    private final Timer meters = new Timer(METER_MILLIS, _ -> showPeaks());
    private transient SoundSettings settings;

    /// @param loop does what is chosen here
    SoundPanel(Texts texts, Palette palette, SoundLoop loop, SoundSettings settings) {
        super(new BorderLayout(), palette.surface(), palette.line(), 9, 16);
        this.loop = loop;
        this.settings = settings;
        var form = new Form();
        for (var kind : SoundInput.Kind.values()) {
            var strip = new SoundStrip(
                    kind, texts, palette,
                    input -> {
                        this.settings = this.settings.withInput(kind, input.map(SoundInput::id).orElse(""));
                        loop.choose(kind, input);
                    },
                    percent -> {
                        this.settings = this.settings.withPercent(kind, percent);
                        loop.level(kind, percent);
                    },
                    () -> toggleMute(kind));
            strip.level(settings.percent(kind));
            strip.showMuted(loop.isMuted(kind));
            strips.put(kind, strip);
        }
        form.row(
                strips.get(SoundInput.Kind.MICROPHONE), 1,
                strips.get(SoundInput.Kind.SYSTEM), 1);
        add(form);
        registerKeyboardAction(
                _ -> toggleMicrophone(), KeyStroke.getKeyStroke("ctrl M"), JComponent.WHEN_IN_FOCUSED_WINDOW);
    }

    /// Mutes the microphone, or lets it be heard again; nothing without one.
    void toggleMicrophone() {
        if (loop.chosen(SoundInput.Kind.MICROPHONE).isPresent()) {
            toggleMute(SoundInput.Kind.MICROPHONE);
        }
    }

    private void toggleMute(SoundInput.Kind kind) {
        loop.mute(kind, !loop.isMuted(kind));
        strips.get(kind).showMuted(loop.isMuted(kind));
    }

    /// Lists what there is, and takes up what was chosen last time.
    void offer(List<SoundInput> inputs) {
        var before = settings;
        strips.forEach((kind, strip) -> strip.offer(inputs, before.input(kind)));
        // What is not plugged in today is remembered all the same.
        settings = before;
    }

    void showFailure(SoundInput input, SoundException failure) {
        strips.get(input.kind()).showFailure(failure.getMessage());
    }

    private void showPeaks() {
        strips.forEach((kind, strip) -> strip.show(loop.takePeak(kind)));
    }

    /// What was chosen, to be remembered.
    SoundSettings settings() {
        return settings;
    }

    @Override
    public void addNotify() {
        super.addNotify();
        meters.start();
    }

    @Override
    public void removeNotify() {
        meters.stop();
        super.removeNotify();
    }
}
