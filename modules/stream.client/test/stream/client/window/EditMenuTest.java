package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javax.swing.JMenuItem;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.event.PopupMenuEvent;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.Test;
import stream.client.settings.Settings.Language;

class EditMenuTest {
    private static List<String> offered(JTextComponent field) {
        EditMenu.addTo(field, Texts.of(Language.ENGLISH));
        var menu = field.getComponentPopupMenu();
        for (var listener : menu.getPopupMenuListeners()) {
            listener.popupMenuWillBecomeVisible(new PopupMenuEvent(menu));
        }
        var offered = new ArrayList<String>();
        for (var each : menu.getComponents()) {
            if (each instanceof JMenuItem item && item.isEnabled()) {
                offered.add(item.getText());
            }
        }
        return offered;
    }

    private static <T extends JTextComponent> T selected(T field) {
        field.setText("abc");
        field.selectAll();
        return field;
    }

    @Test
    void whatIsSelectedCanBeCutAndCopied() {
        assertEquals(List.of("Cut", "Copy", "Paste", "Select all"), offered(selected(new JTextField())));
        assertEquals(List.of("Paste", "Select all"), offered(new JTextField("abc")));
    }

    @Test
    void aSecretIsNotCopied() {
        assertEquals(List.of("Paste", "Select all"), offered(selected(new JPasswordField())));
    }

    @Test
    void whatCannotBeChangedIsOnlyCopied() {
        var field = selected(new JTextField());
        field.setEditable(false);
        assertEquals(List.of("Copy", "Select all"), offered(field));
    }
}
