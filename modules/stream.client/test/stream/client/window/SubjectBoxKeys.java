package stream.client.window;

import static java.awt.event.KeyEvent.VK_DOWN;
import static java.awt.event.KeyEvent.VK_END;
import static java.awt.event.KeyEvent.VK_ENTER;
import static java.awt.event.KeyEvent.VK_ESCAPE;
import static java.awt.event.KeyEvent.VK_P;

import java.awt.KeyboardFocusManager;
import java.awt.Robot;
import java.awt.Window;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.plaf.basic.ComboPopup;
import stream.client.capture.Screen;
import stream.client.settings.Settings.Language;
import stream.client.source.Subject;

/// Chooses a source with the keyboard, on a desktop of its own; says `done`, or what went wrong.
final class SubjectBoxKeys {
    private static final int REGION = 1;
    private static final int IMAGE = 3;
    private static final int PROGRAM = 4;

    private final Robot robot = new Robot();
    private SubjectBox box;

    private SubjectBoxKeys() throws Exception {
        SwingUtilities.invokeAndWait(() -> {
            Theme.install(Palette.DARK);
            var texts = Texts.of(Language.ENGLISH);
            var window = new JFrame();
            var chooser = new SubjectChooser(texts, Palette.DARK, window.getContentPane());
            box = new SubjectBox(texts, Screen.all(), new Subject.WholeScreen(0), chooser, () -> { });
            window.add(box);
            window.pack();
            window.setVisible(true);
            window.toFront();
            box.requestFocusInWindow();
        });
        until(box::isFocusOwner);
    }

    public static void main(String[] arguments) throws Exception {
        var keys = new SubjectBoxKeys();
        keys.arrowsPassByWhatAsksFurther();
        keys.lettersAndEndInAClosedListOpenIt();
        System.out.println("done");
        System.exit(0);
    }

    private void arrowsPassByWhatAsksFurther() {
        for (int line = REGION; line <= IMAGE; line++) {
            press(VK_DOWN);
            int reached = line;
            until(() -> box.isPopupVisible() && pointedTo() == reached);
        }
        require(dialogs() == 0, "an arrow key has asked");
        press(VK_ENTER);
        until(() -> KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusedWindow() instanceof JDialog);
        press(VK_ESCAPE);
        until(() -> dialogs() == 0);
        // There is no window manager here to give it back.
        SwingUtilities.invokeLater(box::requestFocus);
        until(box::isFocusOwner);
        require(box.chosen().orElseThrow().equals(new Subject.WholeScreen(0)), "Escape has chosen");
    }

    private void lettersAndEndInAClosedListOpenIt() {
        press(VK_END);
        until(() -> box.isPopupVisible() && pointedTo() == PROGRAM);
        press(VK_ESCAPE);
        until(() -> !box.isPopupVisible());
        press(VK_P); // "Part of a screen…"
        until(() -> box.isPopupVisible() && pointedTo() == REGION);
        press(VK_P); // "Program…"
        until(() -> pointedTo() == PROGRAM);
        require(dialogs() == 0, "a letter has asked");
        press(VK_ESCAPE);
        until(() -> !box.isPopupVisible());
        require(box.getSelectedIndex() == 0, "moving has chosen");
    }

    private void press(int key) {
        robot.keyPress(key);
        robot.keyRelease(key);
        robot.waitForIdle();
    }

    private int pointedTo() {
        return ((ComboPopup) box.getUI().getAccessibleChild(box, 0)).getList().getSelectedIndex();
    }

    private static long dialogs() {
        return Arrays.stream(Window.getWindows())
                .filter(window -> window instanceof JDialog && window.isShowing())
                .count();
    }

    /// The test that started this has the patience; nothing here has.
    private void until(BooleanSupplier fact) {
        while (!fact.getAsBoolean()) {
            robot.waitForIdle();
            robot.delay(10);
        }
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            System.out.println(otherwise);
            System.exit(1);
        }
    }
}
