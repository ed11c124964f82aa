package stream.client.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import stream.client.capture.PointerStyle;
import stream.client.capture.Screen;
import stream.client.capture.SizeLimit;
import stream.client.capture.X11Windows;
import stream.client.publish.ConnectString;
import stream.client.publish.ServerAddress;
import stream.client.publish.StreamKey;
import stream.client.publish.VideoSettings;
import stream.client.settings.Settings;
import stream.client.scene.Scene;
import stream.client.source.Subject;

/// What one fills in before going live, and the button.
final class SettingsPanel extends Card {
    private static final long serialVersionUID = 1L;
    private static final List<SizeLimit> SIZES = List.of(
            new SizeLimit(1920, 1080), new SizeLimit(1280, 720), new SizeLimit(854, 480));
    private static final int[] FRAME_RATES = {10, 15, 24, 30, 48, 60};
    private static final int[] BITRATES_KBPS = {500, 1000, 2000, 3000, 4000, 6000, 8000, 12_000};

    private final transient Texts texts;
    private final JTextField server = new JTextField();
    private final JPasswordField key = new JPasswordField();
    private final SubjectBox subject;
    private final ScenePanel scene;
    private final JComboBox<Choice<PointerStyle>> pointer = new JComboBox<>();
    private final JComboBox<Choice<SizeLimit>> size = new JComboBox<>();
    private final JComboBox<Choice<Integer>> fps = new JComboBox<>();
    private final JComboBox<Choice<Integer>> bitrate = new JComboBox<>();
    private final JLabel note = new JLabel(" ");
    private final JButton button = new JButton();
    private final JButton hide = new JButton();
    private final transient Palette palette;

    /// @param toggle pressed Start or Stop
    /// @param sceneChosen chose something else to show, or to lie over it
    /// @param pointerChosen chose how the pointer is shown
    /// @param toggleHidden pressed Hide or Show again
    SettingsPanel(
            Texts texts,
            Palette palette,
            List<Screen> screens,
            Settings settings,
            Runnable toggle,
            Runnable sceneChosen,
            Consumer<PointerStyle> pointerChosen,
            Runnable toggleHidden) {
        super(new BorderLayout(0, 10), palette.surface(), palette.line(), 14, 16);
        this.texts = texts;
        this.palette = palette;
        var chooser = new SubjectChooser(texts, palette, this);
        subject = new SubjectBox(texts, screens, settings.scene().subject(), chooser, () -> sceneChanged(sceneChosen));
        scene = new ScenePanel(
                texts, palette, chooser, settings.scene().overlays(), settings.scenes(),
                subject::chosen, subject::take, () -> sceneChanged(sceneChosen));
        fill(settings);
        var form = new Form();
        form.row(field("form.server", server), 3, field("form.key", key), 2);
        form.row(
                field("form.subject", subject), 5, field("form.pointer", pointer), 1, field("form.size", size), 2,
                field("form.fps", fps), 1, field("form.bitrate", bitrate), 2);
        form.row(scene, 1);
        add(form);
        add(foot(), BorderLayout.SOUTH);
        server.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, texts.text("form.server.hint"));
        key.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, texts.text("form.key.hint"));
        key.setToolTipText(texts.text("form.key.tip"));
        takeApart(server);
        takeApart(key);
        button.addActionListener(_ -> {
            splitIfBoth(server.getText());
            splitIfBoth(new String(key.getPassword()));
            toggle.run();
        });
        hide.addActionListener(_ -> toggleHidden.run());
        hide.setToolTipText(texts.text("form.hide.tip"));
        server.addActionListener(_ -> toggle.run());
        key.addActionListener(_ -> toggle.run());
        pointer.addActionListener(_ -> pointerChosen.accept(chosen(pointer)));
        size.addActionListener(_ -> nameAutomaticBitrate());
        fps.addActionListener(_ -> nameAutomaticBitrate());
        show(StreamState.START);
        hintOrWarning();
    }

    private void sceneChanged(Runnable sceneChosen) {
        nameAutomaticBitrate();
        scene.refresh();
        sceneChosen.run();
    }

    private void fill(Settings settings) {
        server.setText(settings.server());
        key.setText(settings.key().map(StreamKey::secret).orElse(""));
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
            fps.addItem(new Choice<>(rate, Integer.toString(rate)));
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

    private JComponent foot() {
        var foot = new JPanel(new BorderLayout(12, 0));
        foot.setOpaque(false);
        note.setFont(note.getFont().deriveFont(note.getFont().getSize2D() - 1f));
        note.setMinimumSize(new Dimension(0, 0));
        button.setFont(button.getFont().deriveFont(Font.BOLD, button.getFont().getSize2D() + 2f));
        button.setPreferredSize(new Dimension(150, 40));
        foot.add(note);
        var buttons = new JPanel(new BorderLayout(10, 0));
        buttons.setOpaque(false);
        buttons.add(hide);
        buttons.add(button, BorderLayout.EAST);
        foot.add(buttons, BorderLayout.EAST);
        return foot;
    }

    private JComponent field(String name, JComponent field) {
        var panel = new JPanel(new BorderLayout(0, 4));
        panel.setOpaque(false);
        var label = new JLabel(texts.text(name));
        label.setLabelFor(field);
        label.setForeground(palette.soft());
        panel.add(label, BorderLayout.NORTH);
        panel.add(field);
        field.setPreferredSize(new Dimension(60, 34));
        return panel;
    }

    /// Takes a line with address and key apart, in whichever field it lands: at once when it was
    /// pasted; when it is typed, not before the field is left, for only then is the key whole.
    private void takeApart(JTextField field) {
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent event) {
                splitIfBoth(field.getText());
            }
        });
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                boolean pasted = event.getLength() > 1;
                SwingUtilities.invokeLater(() -> {
                    if (pasted) {
                        splitIfBoth(field.getText());
                    }
                    hintOrWarning();
                });
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                SwingUtilities.invokeLater(SettingsPanel.this::hintOrWarning);
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                // Attributes only; there are none.
            }
        });
    }

    private void splitIfBoth(String text) {
        if (!text.contains("://") || !text.contains("#")) {
            return;
        }
        try {
            var both = ConnectString.parse(text);
            both.key().ifPresent(secret -> {
                server.setText(both.server().toString());
                key.setText(secret.secret());
            });
        } catch (IllegalArgumentException _) {
            // Not complete yet; Start will say what is missing.
        }
    }

    private void hintOrWarning() {
        boolean exposed = false;
        try {
            exposed = ServerAddress.parse(server.getText()).exposesKey();
        } catch (IllegalArgumentException _) {
            // No address yet, nothing to warn of.
        }
        boolean empty = server.getText().isBlank() || key.getPassword().length == 0;
        note.setForeground(exposed ? palette.problem() : palette.soft());
        note.setText(exposed ? texts.text("form.exposed") : empty ? texts.text("form.paste") : " ");
        note.setToolTipText(note.getText().isBlank() ? null : note.getText());
    }

    void show(StreamState state) {
        boolean on = state.isOn();
        button.setText(texts.text(on ? "form.stop" : "form.start"));
        button.putClientProperty(
                FlatClientProperties.STYLE,
                on
                        ? buttonStyle(palette.live(), palette.live(), palette.onLive())
                        : buttonStyle(palette.accent(), palette.accentStrong(), palette.onAccent()));
        for (var field : List.<Component>of(server, key, size, fps, bitrate)) {
            field.setEnabled(!on);
        }
        button.setEnabled(subject.chosen().isPresent());
        hide.setEnabled(subject.chosen().isPresent());
    }

    void showHidden(boolean hidden) {
        hide.setText(texts.text(hidden ? "form.show" : "form.hide"));
        hide.putClientProperty(
                FlatClientProperties.STYLE,
                hidden ? buttonStyle(palette.problem(), palette.problem(), palette.surface()) : null);
    }

    private static String buttonStyle(Color ground, Color underPointer, Color ink) {
        return String.format(
                "background: %1$s; focusedBackground: %1$s; hoverBackground: %2$s; pressedBackground: %2$s;"
                        + " foreground: %3$s; borderWidth: 0; innerFocusWidth: 2",
                Palette.hex(ground), Palette.hex(underPointer), Palette.hex(ink));
    }

    /// What was filled in, to be remembered; the key only when it can be one.
    Settings settings(Settings before) {
        Optional<StreamKey> secret;
        try {
            secret = Optional.of(new StreamKey(new String(key.getPassword()).strip()));
        } catch (IllegalArgumentException _) {
            secret = Optional.empty();
        }
        return new Settings(
                server.getText().strip(),
                secret,
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

    /// The name of the text that says what is missing or wrong, before one can start.
    Optional<String> missing() {
        if (server.getText().isBlank()) {
            server.requestFocusInWindow();
            return Optional.of("form.missing.server");
        }
        try {
            serverAddress();
        } catch (IllegalArgumentException _) {
            server.requestFocusInWindow();
            return Optional.of("form.wrong.server");
        }
        try {
            streamKey();
        } catch (IllegalArgumentException _) {
            key.requestFocusInWindow();
            return Optional.of(key.getPassword().length == 0 ? "form.missing.key" : "form.wrong.key");
        }
        return Optional.empty();
    }

    /// @throws IllegalArgumentException when it is missing or wrong
    ServerAddress serverAddress() {
        return ServerAddress.parse(server.getText());
    }

    /// @throws IllegalArgumentException when it is missing or wrong
    StreamKey streamKey() {
        return new StreamKey(new String(key.getPassword()).strip());
    }

    VideoSettings videoSettings() {
        int kbps = chosen(bitrate) == 0 ? suitableKbps() : chosen(bitrate);
        return new VideoSettings(chosen(size), chosen(fps), kbps);
    }

    JButton button() {
        return button;
    }

    /// Rows of fields that share the width by weight.
    private static final class Form extends JPanel {
        private static final long serialVersionUID = 1L;
        private static final int GAP = 12;
        private int rows;

        Form() {
            super(new GridBagLayout());
            setOpaque(false);
        }

        /// @param fieldsAndWeights a field, its weight, a field, its weight …
        void row(Object... fieldsAndWeights) {
            var row = new JPanel(new GridBagLayout());
            row.setOpaque(false);
            for (int i = 0; i < fieldsAndWeights.length; i += 2) {
                var at = new GridBagConstraints();
                at.gridx = i / 2;
                at.weightx = (Integer) fieldsAndWeights[i + 1];
                at.fill = GridBagConstraints.HORIZONTAL;
                at.insets = new Insets(0, i == 0 ? 0 : GAP, 0, 0);
                row.add((Component) fieldsAndWeights[i], at);
            }
            var at = new GridBagConstraints();
            at.gridy = rows;
            at.weightx = 1;
            at.fill = GridBagConstraints.HORIZONTAL;
            at.insets = new Insets(rows == 0 ? 0 : GAP, 0, 0, 0);
            rows++;
            add(row, at);
        }
    }
}
