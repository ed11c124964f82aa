package stream.client.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import stream.client.scene.NamedScene;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.source.Subject;

/// Chooses what lies over the picture, and keeps scenes under names.
final class ScenePanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int FIELD_HEIGHT = 34;

    private final transient Texts texts;
    private final transient Supplier<Optional<Subject>> subject;
    private final transient Consumer<Subject> showSubject;
    private final transient Runnable changed;
    private final transient List<NamedScene> scenes;
    private transient List<Overlay> overlays;
    private final JComboBox<Choice<Optional<NamedScene>>> box = new JComboBox<>();
    private final JButton save = new JButton();
    private final JButton remove = new JButton();
    private final JButton over = new JButton();
    private boolean filling;

    /// @param overlays those of last time
    /// @param scenes those that are kept
    /// @param subject what is chosen to be shown
    /// @param showSubject chooses that to be shown, without a call of `changed`
    /// @param changed told after something else lies over the picture, or another scene was chosen
    ScenePanel(
            Texts texts,
            Palette palette,
            SubjectChooser chooser,
            List<Overlay> overlays,
            List<NamedScene> scenes,
            Supplier<Optional<Subject>> subject,
            Consumer<Subject> showSubject,
            Runnable changed) {
        super(new BorderLayout(0, 4));
        this.texts = texts;
        this.overlays = overlays;
        this.scenes = new ArrayList<>(scenes);
        this.subject = subject;
        this.showSubject = showSubject;
        this.changed = changed;
        setOpaque(false);
        var label = new JLabel(texts.text("scene.title"));
        label.setLabelFor(box);
        label.setForeground(palette.soft());
        add(label, BorderLayout.NORTH);
        box.setPreferredSize(new Dimension(60, FIELD_HEIGHT));
        box.setToolTipText(texts.text("scene.tip"));
        box.addActionListener(_ -> {
            if (!filling) {
                box.getItemAt(box.getSelectedIndex()).value().ifPresent(this::take);
            }
        });
        save.setText(texts.text("scene.save"));
        save.addActionListener(_ -> save());
        remove.setText(texts.text("scene.remove"));
        remove.addActionListener(_ -> remove());
        over.setToolTipText(texts.text("over.tip"));
        over.addActionListener(_ -> OverlaysDialog.show(this, texts, palette, chooser, this.overlays, fresh -> {
            this.overlays = fresh;
            refresh();
            changed.run();
        }));
        var buttons = Box.createHorizontalBox();
        for (var button : List.of(save, remove, over)) {
            sizeToText(button);
            buttons.add(Box.createHorizontalStrut(8));
            buttons.add(button);
        }
        add(box);
        add(buttons, BorderLayout.EAST);
        refresh();
    }

    /// What is shown; empty while there is nothing to show.
    Optional<Scene> scene() {
        return subject.get().map(shown -> new Scene(shown, overlays));
    }

    List<Overlay> overlays() {
        return overlays;
    }

    List<NamedScene> scenes() {
        return List.copyOf(scenes);
    }

    /// Shows the scene with this number, from 0 on, if there is one.
    void take(int number) {
        if (number < scenes.size()) {
            take(scenes.get(number));
        }
    }

    private void take(NamedScene named) {
        if (!isShown(named)) {
            overlays = named.scene().overlays();
            showSubject.accept(named.scene().subject());
            changed.run();
        }
        refresh();
    }

    /// Writes anew which scene is shown, and what the buttons do.
    void refresh() {
        filling = true;
        box.removeAllItems();
        var current = scenes.stream().filter(this::isShown).findFirst();
        if (current.isEmpty()) {
            box.addItem(new Choice<>(Optional.empty(), texts.text(scenes.isEmpty() ? "scene.none" : "scene.unsaved")));
        }
        for (var each : scenes) {
            box.addItem(new Choice<>(Optional.of(each), each.name()));
        }
        for (int i = 0; i < box.getItemCount(); i++) {
            if (Objects.equals(box.getItemAt(i).value(), current)) {
                box.setSelectedIndex(i);
            }
        }
        filling = false;
        box.setEnabled(!scenes.isEmpty());
        save.setEnabled(subject.get().isPresent());
        remove.setEnabled(current.isPresent());
        over.setText(texts.text("over.button", overlays.size()));
        sizeToText(over);
        revalidate();
    }

    /// As wide as its text asks, and as high as the field beside it.
    private static void sizeToText(JButton button) {
        button.setPreferredSize(null);
        var size = new Dimension(button.getPreferredSize().width, FIELD_HEIGHT);
        button.setPreferredSize(size);
        button.setMaximumSize(size);
    }

    private boolean isShown(NamedScene named) {
        return scene().equals(Optional.of(named.scene()));
    }

    /// A name that is there already gets what is shown now.
    private void save() {
        Question.ask(this, texts, "scene.save", name -> {
            var fresh = new NamedScene(name, scene().orElseThrow());
            if (scenes.size() >= NamedScene.MOST && scenes.stream().noneMatch(each -> each.name().equals(fresh.name()))) {
                throw new IllegalArgumentException("too many scenes");
            }
            return fresh;
        }).ifPresent(fresh -> {
            scenes.removeIf(each -> each.name().equals(fresh.name()));
            scenes.add(fresh);
            refresh();
        });
    }

    private void remove() {
        scenes.removeIf(this::isShown);
        refresh();
    }
}
