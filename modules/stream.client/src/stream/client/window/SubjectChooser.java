package stream.client.window;

import java.awt.Component;
import java.awt.Font;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.filechooser.FileNameExtensionFilter;
import stream.client.capture.Screen;
import stream.client.source.Subject;

/// Asks the user for what to show, other than a whole screen.
final class SubjectChooser {

    /// What is asked for.
    enum Kind {
        REGION,
        IMAGE,
        PROGRAM
    }

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
            case IMAGE -> image();
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

    /// Asks again while there is no command line in what was written.
    private Optional<Subject> program(Optional<Subject> before) {
        var text = before.isPresent() && before.get() instanceof Subject.Program(var line) ? line : "";
        var field = new JTextField(text, 48);
        field.setFont(new Font(Font.MONOSPACED, Font.PLAIN, field.getFont().getSize()));
        field.getAccessibleContext().setAccessibleName(texts.text("subject.program.title"));
        var hint = texts.text("subject.program.hint");
        while (true) {
            var answers = new Object[] {texts.text("subject.program.take"), texts.text("subject.cancel")};
            var question = new Question(hint, field, answers);
            var dialog = question.createDialog(parent, texts.text("subject.program.title"));
            dialog.setVisible(true);
            dialog.dispose();
            if (question.getValue() != answers[0]) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Subject.Program(field.getText().strip()));
            } catch (IllegalArgumentException _) {
                hint = texts.text("subject.program.wrong");
            }
        }
    }

    /// Gives the focus to its field, where an option pane leaves it with the first button, which Enter
    /// presses all the same.
    private static final class Question extends JOptionPane {
        private static final long serialVersionUID = 1L;
        private final JTextField field;

        Question(String hint, JTextField field, Object[] answers) {
            super(new Object[] {hint, field}, PLAIN_MESSAGE, OK_CANCEL_OPTION, null, answers, answers[0]);
            this.field = field;
        }

        @Override
        public void selectInitialValue() {
            super.selectInitialValue();
            field.requestFocusInWindow();
        }
    }

    private Optional<Subject> image() {
        var dialog = new JFileChooser();
        dialog.setDialogTitle(texts.text("subject.image.title"));
        dialog.setFileFilter(new FileNameExtensionFilter(
                texts.text("subject.image.files"), "png", "jpg", "jpeg", "gif", "bmp"));
        return dialog.showOpenDialog(parent) == JFileChooser.APPROVE_OPTION
                ? Optional.of(new Subject.Image(dialog.getSelectedFile().toPath().toAbsolutePath()))
                : Optional.empty();
    }
}
