package stream.client.window;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JList;
import javax.swing.JOptionPane;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.filechooser.FileNameExtensionFilter;
import stream.client.capture.Screen;
import stream.client.capture.WindowName;
import stream.client.capture.X11Windows;
import stream.client.source.Subject;

/// Asks the user for what to show, other than a whole screen.
final class SubjectChooser {

    /// What is asked for.
    enum Kind {
        REGION,
        WINDOW,
        IMAGE,
        PROGRAM
    }

    private static final int LIST_WIDTH = 480;

    private final Texts texts;
    private final Palette palette;
    private final Component parent;

    /// @param parent lies in the window that asks
    SubjectChooser(Texts texts, Palette palette, Component parent) {
        this.texts = texts;
        this.palette = palette;
        this.parent = parent;
    }

    /// Comes back when the user has answered.
    ///
    /// @param before what is chosen now
    /// @return empty when the user thought better of it
    Optional<Subject> choose(Kind kind, Optional<Subject> before) {
        return switch (kind) {
            case REGION -> region();
            case WINDOW -> window();
            case IMAGE -> image(null);
            case PROGRAM -> program(before);
        };
    }

    /// On the screen that the window is on.
    private Optional<Subject> region() {
        var window = SwingUtilities.getWindowAncestor(parent);
        var device = window.getGraphicsConfiguration().getDevice().getIDstring();
        return Screen.all().stream()
                .filter(each -> each.name().equals(device))
                .findFirst()
                .flatMap(screen -> RegionDialog.ask(window, screen, texts, palette)
                        .map(region -> new Subject.Part(screen.index(), region)));
    }

    /// Of those that have a title; what has none is no window to a person.
    private Optional<Subject> window() {
        var windows = X11Windows.all().stream().filter(each -> !each.title().isBlank()).toList();
        if (windows.isEmpty()) {
            JOptionPane.showOptionDialog(
                    parent, texts.text("subject.window.none"), texts.text("subject.window.title"),
                    JOptionPane.DEFAULT_OPTION, JOptionPane.PLAIN_MESSAGE, null,
                    new Object[] {texts.text("subject.cancel")}, null);
            return Optional.empty();
        }
        return oneOf(windows);
    }

    /// Asks for one of these windows.
    Optional<Subject> oneOf(List<X11Windows.Window> windows) {
        var list = new JList<>(windows.stream().map(WindowLine::new).toArray(WindowLine[]::new));
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setSelectedIndex(0);
        list.setVisibleRowCount(Math.clamp(windows.size(), 4, 12));
        list.getAccessibleContext().setAccessibleName(texts.text("subject.window.title"));
        var pane = new JScrollPane(list);
        pane.setPreferredSize(new Dimension(LIST_WIDTH, pane.getPreferredSize().height));
        var answers = new Object[] {texts.text("subject.window.take"), texts.text("subject.cancel")};
        var question = new Question(texts.text("subject.window.hint"), pane, list, answers);
        var dialog = question.createDialog(parent, texts.text("subject.window.title"));
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2) {
                    question.setValue(answers[0]);
                }
            }
        });
        dialog.setVisible(true);
        dialog.dispose();
        return question.getValue() == answers[0] && !list.isSelectionEmpty()
                ? Optional.of(new Subject.Window(list.getSelectedValue().name()))
                : Optional.empty();
    }

    /// A line of the list of windows.
    private record WindowLine(X11Windows.Window window) {
        WindowName name() {
            return new WindowName(window.id(), window.title());
        }

        @Override
        public String toString() {
            return window.title() + "  (" + window.place().width + "×" + window.place().height + ")";
        }
    }

    private Optional<Subject> program(Optional<Subject> before) {
        var text = before.isPresent() && before.get() instanceof Subject.Program(var line) ? line : "";
        var field = new JTextField(text, 48);
        field.setFont(new Font(Font.MONOSPACED, Font.PLAIN, field.getFont().getSize()));
        return Question.ask(parent, texts, "subject.program", field, Subject.Program::new);
    }

    /// @param folder is shown at first; `null` for the user's own
    Optional<Subject> image(Path folder) {
        translateFileChooser();
        var dialog = new JFileChooser(folder == null ? null : folder.toFile());
        dialog.setDialogTitle(texts.text("subject.image.title"));
        dialog.setFileFilter(new FileNameExtensionFilter(
                texts.text("subject.image.files"), "png", "jpg", "jpeg", "gif", "bmp"));
        return dialog.showOpenDialog(parent) == JFileChooser.APPROVE_OPTION
                ? Optional.of(new Subject.Image(dialog.getSelectedFile().toPath().toAbsolutePath()))
                : Optional.empty();
    }

    /// Swing has words of its own, in few languages (Swedish is none of them), and in the system's
    /// language instead of the one that was chosen.
    private void translateFileChooser() {
        texts.catalogue().stringPropertyNames().stream()
                .filter(name -> name.startsWith("FileChooser."))
                .forEach(name -> UIManager.put(name, texts.text(name)));
        JComponent.setDefaultLocale(texts.locale());
    }
}
