package stream.client.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import stream.client.scene.NamedScene;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.source.Subject;

/// Chooses what lies over the picture, and keeps scenes under names.
final class ScenePanel extends JPanel {
    private static final long serialVersionUID = 1L;

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
        super(new BorderLayout());
        this.texts = texts;
        this.overlays = overlays;
        this.scenes = new ArrayList<>(scenes);
        this.subject = subject;
        this.showSubject = showSubject;
        this.changed = changed;
        setOpaque(false);
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
        var form = new Form();
        form.row(Form.field(texts.text("scene.title"), box, palette), 1, atFoot(save, remove, over), 0);
        add(form);
        refresh();
    }

    /// Side by side, level with the field beside them.
    private static JComponent atFoot(JButton... buttons) {
        var row = Box.createHorizontalBox();
        for (var button : buttons) {
            if (row.getComponentCount() > 0) {
                row.add(Box.createHorizontalStrut(8));
            }
            button.putClientProperty(FlatClientProperties.MINIMUM_HEIGHT, Form.FIELD_HEIGHT);
            row.add(button);
        }
        var panel = new JPanel(new BorderLayout());
        panel.setOpaque(false);
        panel.add(row, BorderLayout.SOUTH);
        return panel;
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
        revalidate();
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
