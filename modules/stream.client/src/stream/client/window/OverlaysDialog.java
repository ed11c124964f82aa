package stream.client.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JSpinner;
import javax.swing.KeyStroke;
import javax.swing.SpinnerNumberModel;
import javax.swing.SwingUtilities;
import stream.client.scene.Corner;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.source.Preset;
import stream.client.source.Subject;
import stream.client.source.Webcam;

/// What lies over the picture, a line for each with its corner and size, and a button to add more. What
/// one changes is shown at once, so that the preview behind tells how it looks.
final class OverlaysDialog extends JDialog {
    private static final long serialVersionUID = 1L;
    private static final int GAP = 8;
    private static final int WIDTH = 560;
    private static final int INSET_PERCENT = 25;
    private static final int TEXT_PERCENT = 5;

    private final transient Texts texts;
    private final transient SubjectChooser chooser;
    private final transient Consumer<List<Overlay>> changed;
    private final transient List<Overlay> overlays;
    private final transient List<Preset> presets = Preset.found();
    private final JPanel lines = new JPanel(new GridBagLayout());
    private final JButton add = new JButton();

    /// Shows it, and comes back when it was closed.
    ///
    /// @param parent lies in the window that it belongs to
    /// @param changed told each time what lies over the picture now
    static void show(
            Component parent,
            Texts texts,
            Palette palette,
            SubjectChooser chooser,
            List<Overlay> overlays,
            Consumer<List<Overlay>> changed) {
        var dialog = new OverlaysDialog(parent, texts, palette, chooser, overlays, changed);
        dialog.setVisible(true);
        dialog.dispose();
    }

    private OverlaysDialog(
            Component parent,
            Texts texts,
            Palette palette,
            SubjectChooser chooser,
            List<Overlay> overlays,
            Consumer<List<Overlay>> changed) {
        super(SwingUtilities.getWindowAncestor(parent), texts.text("over.title"), Dialog.ModalityType.APPLICATION_MODAL);
        this.texts = texts;
        this.chooser = chooser;
        this.overlays = new ArrayList<>(overlays);
        this.changed = changed;
        var all = new JPanel(new BorderLayout(0, 2 * GAP));
        all.setBackground(palette.surface());
        all.setBorder(BorderFactory.createEmptyBorder(16, 16, 16, 16));
        lines.setOpaque(false);
        all.add(lines);
        all.add(foot(), BorderLayout.SOUTH);
        setContentPane(all);
        getRootPane().registerKeyboardAction(
                _ -> setVisible(false), KeyStroke.getKeyStroke("ESCAPE"), JComponent.WHEN_IN_FOCUSED_WINDOW);
        fill();
        setLocationRelativeTo(parent);
    }

    private JComponent foot() {
        add.setText(texts.text("over.add"));
        add.addActionListener(_ -> addMenu().show(add, 0, add.getHeight() + 4));
        var close = new JButton(texts.text("over.close"));
        close.addActionListener(_ -> setVisible(false));
        var foot = new JPanel(new BorderLayout());
        foot.setOpaque(false);
        foot.add(add, BorderLayout.WEST);
        foot.add(close, BorderLayout.EAST);
        return foot;
    }

    private JPopupMenu addMenu() {
        var menu = new JPopupMenu();
        for (var webcam : Webcam.devices()) {
            item(menu, webcam.name(), () -> addInset(
                    Optional.of(new Subject.Camera(webcam.file(), Optional.empty())), Corner.BOTTOM_RIGHT));
        }
        for (var preset : presets) {
            item(menu, preset.name(), () -> addInset(
                    Optional.of(new Subject.Program(preset.commandLine())), Corner.BOTTOM_RIGHT));
        }
        item(menu, texts.text("subject.program"),
                () -> addInset(chooser.choose(SubjectChooser.Kind.PROGRAM, Optional.empty()), Corner.BOTTOM_RIGHT));
        item(menu, texts.text("subject.image"),
                () -> addInset(chooser.choose(SubjectChooser.Kind.IMAGE, Optional.empty()), Corner.TOP_LEFT));
        item(menu, texts.text("over.text"),
                () -> Question.ask(this, texts, "over.text", text -> new Overlay.Caption(Corner.BOTTOM_LEFT, TEXT_PERCENT, text))
                        .ifPresent(this::add));
        item(menu, texts.text("over.clock"), () -> add(new Overlay.Clock(Corner.TOP_RIGHT, TEXT_PERCENT)));
        return menu;
    }

    private static void item(JPopupMenu menu, String name, Runnable action) {
        menu.add(name).addActionListener(_ -> action.run());
    }

    private void addInset(Optional<Subject> subject, Corner corner) {
        subject.ifPresent(each -> add(new Overlay.Inset(corner, INSET_PERCENT, each)));
    }

    private void add(Overlay overlay) {
        overlays.add(overlay);
        fill();
        changed.accept(List.copyOf(overlays));
    }

    /// Makes the lines anew.
    private void fill() {
        lines.removeAll();
        for (int i = 0; i < overlays.size(); i++) {
            line(i);
        }
        if (overlays.isEmpty()) {
            lines.add(new JLabel(texts.text("over.empty")));
        }
        add.setEnabled(overlays.size() < Scene.MOST_OVERLAYS);
        pack();
        setSize(Math.max(WIDTH, getWidth()), getHeight());
        add.requestFocusInWindow();
    }

    private void line(int index) {
        var overlay = overlays.get(index);
        var name = new JLabel(name(overlay));
        var corner = new JComboBox<Choice<Corner>>();
        for (var each : Corner.values()) {
            corner.addItem(new Choice<>(each, texts.text("over." + each.word())));
        }
        corner.setSelectedIndex(overlay.corner().ordinal());
        corner.getAccessibleContext().setAccessibleName(texts.text("over.corner", name.getText()));
        var size = new JSpinner(new SpinnerNumberModel(overlay.percent(), overlay.least(), overlay.most(), 1));
        size.setToolTipText(texts.text(overlay instanceof Overlay.Inset ? "over.size.picture" : "over.size.letters"));
        size.getAccessibleContext().setAccessibleName(texts.text("over.size", name.getText()));
        corner.addActionListener(_ -> move(index, corner, size));
        size.addChangeListener(_ -> move(index, corner, size));
        var remove = new JButton(texts.text("over.remove"));
        remove.getAccessibleContext().setAccessibleName(texts.text("over.remove.name", name.getText()));
        remove.addActionListener(_ -> {
            overlays.remove(index);
            fill();
            changed.accept(List.copyOf(overlays));
        });
        var percent = new JPanel(new FlowLayout(FlowLayout.LEFT, 4, 0));
        percent.setOpaque(false);
        percent.add(size);
        percent.add(new JLabel("%"));
        var at = new GridBagConstraints();
        at.gridy = index;
        at.fill = GridBagConstraints.HORIZONTAL;
        at.insets = new Insets(index == 0 ? 0 : GAP, 0, 0, GAP);
        at.weightx = 1;
        name.setMinimumSize(new Dimension(0, 0));
        lines.add(name, at);
        at.weightx = 0;
        lines.add(corner, at);
        lines.add(percent, at);
        at.insets = new Insets(at.insets.top, 0, 0, 0);
        lines.add(remove, at);
    }

    private void move(int index, JComboBox<Choice<Corner>> corner, JSpinner size) {
        var to = corner.getItemAt(corner.getSelectedIndex()).value();
        overlays.set(index, overlays.get(index).at(to, (Integer) size.getValue()));
        changed.accept(List.copyOf(overlays));
    }

    private String name(Overlay overlay) {
        return switch (overlay) {
            case Overlay.Caption(_, _, var text) -> texts.text("over.text.item", SubjectBox.shortened(text));
            case Overlay.Clock _ -> texts.text("over.clock.item");
            case Overlay.Inset(_, _, Subject.Image(Path file)) ->
                texts.text("subject.image.item", SubjectBox.shortened(String.valueOf(file.getFileName())));
            case Overlay.Inset(_, _, Subject.Camera camera) -> texts.text("subject.webcam.item", camera.file());
            case Overlay.Inset(_, _, var subject) -> SubjectBox.shortened(presets.stream()
                    .filter(each -> subject.equals(new Subject.Program(each.commandLine())))
                    .findFirst()
                    .map(Preset::name)
                    .orElse(subject.toString()));
        };
    }
}
