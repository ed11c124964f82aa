package stream.client.window;

import java.awt.BorderLayout;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JComboBox;
import stream.client.capture.PointerStyle;
import stream.client.capture.Screen;
import stream.client.capture.SizeLimit;
import stream.client.capture.X11Windows;
import stream.client.publish.VideoSettings;
import stream.client.settings.Settings;
import stream.client.scene.Scene;
import stream.client.source.Subject;

/// What one chooses before going live: where to, what is shown, and how.
final class SettingsPanel extends Card {
    private static final long serialVersionUID = 1L;
    private static final List<SizeLimit> SIZES = List.of(
            new SizeLimit(1920, 1080), new SizeLimit(1280, 720), new SizeLimit(854, 480));
    private static final int[] FRAME_RATES = {10, 15, 24, 30, 48, 60};
    private static final int[] BITRATES_KBPS = {500, 1000, 2000, 3000, 4000, 6000, 8000, 12_000};

    private final transient Texts texts;
    private final SubjectBox subject;
    private final ScenePanel scene;
    private final JComboBox<Choice<PointerStyle>> pointer = new JComboBox<>();
    private final JComboBox<Choice<SizeLimit>> size = new JComboBox<>();
    private final JComboBox<Choice<Integer>> fps = new JComboBox<>();
    private final JComboBox<Choice<Integer>> bitrate = new JComboBox<>();
    private final ConnectionPanel connection;

    /// @param start pressed Enter in a field of the connection
    /// @param sceneChosen chose something else to show, or to lie over it
    /// @param pointerChosen chose how the pointer is shown
    SettingsPanel(
            Texts texts,
            Palette palette,
            List<Screen> screens,
            Settings settings,
            Runnable start,
            Runnable sceneChosen,
            Consumer<PointerStyle> pointerChosen) {
        super(new BorderLayout(0, 10), palette.surface(), palette.line(), 10, 16);
        this.texts = texts;
        connection = new ConnectionPanel(texts, palette, settings, start);
        var chooser = new SubjectChooser(texts, palette, this);
        subject = new SubjectBox(texts, screens, settings.scene().subject(), chooser, () -> sceneChanged(sceneChosen));
        scene = new ScenePanel(
                texts, palette, chooser, settings.scene().overlays(), settings.scenes(),
                subject::chosen, subject::take, () -> sceneChanged(sceneChosen));
        fill(settings);
        var form = new Form();
        form.row(
                Form.field(texts.text("form.subject"), subject, palette), 5,
                Form.field(texts.text("form.pointer"), pointer, palette), 1,
                Form.field(texts.text("form.size"), size, palette), 2,
                Form.field(texts.text("form.fps"), fps, palette), 1,
                Form.field(texts.text("form.bitrate"), bitrate, palette), 2);
        add(connection, BorderLayout.NORTH);
        add(form);
        add(scene, BorderLayout.SOUTH);
        pointer.addActionListener(_ -> pointerChosen.accept(chosen(pointer)));
        size.addActionListener(_ -> nameAutomaticBitrate());
        fps.addActionListener(_ -> nameAutomaticBitrate());
        show(StreamState.START);
    }

    private void sceneChanged(Runnable sceneChosen) {
        nameAutomaticBitrate();
        scene.refresh();
        sceneChosen.run();
    }

    private void fill(Settings settings) {
        for (var style : PointerStyle.values()) {
            if (style == PointerStyle.CLICKS && !X11Windows.areTold()) {
                pointer.setToolTipText(texts.text("form.pointer.untold"));
                continue;
            }
            pointer.addItem(new Choice<>(style, texts.text("form.pointer." + style.word())));
        }
        choose(pointer, settings.pointer());
        size.addItem(new Choice<>(SizeLimit.NONE, texts.text("form.size.native")));
        SIZES.forEach(each -> size.addItem(new Choice<>(each, each.height() + "p")));
        choose(size, settings.size());
        for (int rate : FRAME_RATES) {
            fps.addItem(new Choice<>(rate, texts.text("form.fps.item", rate)));
        }
        choose(fps, settings.framesPerSecond());
        bitrate.addItem(new Choice<>(0, ""));
        for (int kbps : BITRATES_KBPS) {
            bitrate.addItem(new Choice<>(kbps, texts.text("form.bitrate.item", kbps / 1000.0)));
        }
        choose(bitrate, settings.bitrateKbps());
        nameAutomaticBitrate();
    }

    private static <T> void choose(JComboBox<Choice<T>> box, T value) {
        for (int i = 0; i < box.getItemCount(); i++) {
            if (Objects.equals(box.getItemAt(i).value(), value)) {
                box.setSelectedIndex(i);
            }
        }
    }

    private static <T> T chosen(JComboBox<Choice<T>> box) {
        return box.getItemAt(box.getSelectedIndex()).value();
    }

    /// The first bitrate is the one that suits the picture; its name says which that is.
    private void nameAutomaticBitrate() {
        boolean wasChosen = bitrate.getSelectedIndex() == 0;
        var named = new Choice<>(0, texts.text("form.bitrate.auto", suitableKbps() / 1000.0));
        bitrate.removeItemAt(0);
        bitrate.insertItemAt(named, 0);
        if (wasChosen) {
            bitrate.setSelectedIndex(0);
        }
    }

    private int suitableKbps() {
        var shown = subject.chosen().flatMap(Subject::size).orElse(SizeLimit.USUAL);
        return VideoSettings.suitableKbps(chosen(size).fit(shown.width(), shown.height()), chosen(fps));
    }

    void show(StreamState state) {
        connection.show(state);
        size.setEnabled(!state.isOn());
        fps.setEnabled(!state.isOn());
        bitrate.setEnabled(!state.isOn());
    }

    ConnectionPanel connection() {
        return connection;
    }

    /// What was filled in, to be remembered; the key only when it can be one.
    Settings settings(Settings before) {
        return new Settings(
                connection.server(),
                connection.key(),
                new Scene(subject.chosen().orElse(before.scene().subject()), scene.overlays()),
                scene.scenes(),
                chosen(pointer),
                chosen(size),
                chosen(fps),
                chosen(bitrate),
                before.appearance(),
                before.language(),
                before.sound());
    }

    /// What to show; empty when there is no screen and nothing else was chosen.
    Optional<Scene> scene() {
        return scene.scene();
    }

    /// Shows the saved scene with this number, from 0 on, if there is one.
    void takeScene(int number) {
        scene.take(number);
    }

    PointerStyle pointer() {
        return chosen(pointer);
    }

    int framesPerSecond() {
        return chosen(fps);
    }

    VideoSettings videoSettings() {
        int kbps = chosen(bitrate) == 0 ? suitableKbps() : chosen(bitrate);
        return new VideoSettings(chosen(size), chosen(fps), kbps);
    }
}
