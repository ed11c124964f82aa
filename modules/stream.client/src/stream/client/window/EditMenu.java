package stream.client.window;

import javax.swing.JMenuItem;
import javax.swing.JPasswordField;
import javax.swing.JPopupMenu;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import javax.swing.text.JTextComponent;

/// The menu of a field for text: cut, copy, paste, select all.
final class EditMenu {
    private EditMenu() {}

    /// What does not apply is not offered: nothing is cut from a text that cannot be changed, and a secret
    /// is not copied.
    static void addTo(JTextComponent field, Texts texts) {
        var menu = new JPopupMenu();
        var cut = item(menu, texts.text("edit.cut"), field::cut);
        var copy = item(menu, texts.text("edit.copy"), field::copy);
        var paste = item(menu, texts.text("edit.paste"), field::paste);
        menu.addSeparator();
        item(menu, texts.text("edit.all"), () -> {
            field.requestFocusInWindow();
            field.selectAll();
        });
        menu.addPopupMenuListener(new PopupMenuListener() {
            @Override
            public void popupMenuWillBecomeVisible(PopupMenuEvent event) {
                boolean canChange = field.isEditable() && field.isEnabled();
                boolean canCopy = field.getSelectionStart() != field.getSelectionEnd()
                        && !(field instanceof JPasswordField);
                cut.setEnabled(canChange && canCopy);
                copy.setEnabled(canCopy);
                paste.setEnabled(canChange);
            }

            @Override
            public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {
                // Nothing to undo.
            }

            @Override
            public void popupMenuCanceled(PopupMenuEvent event) {
                // Nothing to undo.
            }
        });
        field.setComponentPopupMenu(menu);
    }

    private static JMenuItem item(JPopupMenu menu, String name, Runnable action) {
        var item = menu.add(name);
        item.addActionListener(_ -> action.run());
        return item;
    }
}
