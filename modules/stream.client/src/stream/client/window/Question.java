package stream.client.window;

import java.awt.Component;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.JComponent;
import javax.swing.JOptionPane;
import javax.swing.JTextField;

/// A dialog that asks for one thing, which has the focus at first; an option pane leaves it with the
/// first button, which Enter presses all the same.
final class Question extends JOptionPane {
    private static final long serialVersionUID = 1L;
    private static final int COLUMNS = 32;

    private final JComponent field;

    /// @param field gets the focus; it lies in `shown`, or is it
    Question(String hint, JComponent shown, JComponent field, Object[] answers) {
        super(new Object[] {hint, shown}, PLAIN_MESSAGE, OK_CANCEL_OPTION, null, answers, answers[0]);
        this.field = field;
    }

    /// Asks for a line of text until it is one that can be taken, and comes back with the answer.
    ///
    /// @param name of the texts: `name.title`, `name.hint`, `name.take` and `name.wrong`
    /// @param field holds what is written at first
    /// @param check throws an `IllegalArgumentException` for what cannot be taken
    /// @return empty when the user thought better of it
    static <T> Optional<T> ask(
            Component parent, Texts texts, String name, JTextField field, Function<String, T> check) {
        EditMenu.addTo(field, texts);
        field.getAccessibleContext().setAccessibleName(texts.text(name + ".title"));
        var hint = texts.text(name + ".hint");
        while (true) {
            var answers = new Object[] {texts.text(name + ".take"), texts.text("subject.cancel")};
            var question = new Question(hint, field, field, answers);
            var dialog = question.createDialog(parent, texts.text(name + ".title"));
            dialog.setVisible(true);
            dialog.dispose();
            if (question.getValue() != answers[0]) {
                return Optional.empty();
            }
            try {
                return Optional.of(check.apply(field.getText().strip()));
            } catch (IllegalArgumentException _) {
                hint = texts.text(name + ".wrong");
            }
        }
    }

    /// The same for a line that is empty at first.
    static <T> Optional<T> ask(
            Component parent, Texts texts, String name, Function<String, T> check) {
        return ask(parent, texts, name, new JTextField(COLUMNS), check);
    }

    @Override
    public void selectInitialValue() {
        super.selectInitialValue();
        field.requestFocusInWindow();
    }
}
