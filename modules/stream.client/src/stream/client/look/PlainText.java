package stream.client.look;

import java.util.List;
import javax.swing.JComponent;
import javax.swing.UIDefaults;
import javax.swing.UIManager;
import javax.swing.plaf.ComponentUI;

/// Lets every component show text as it is. Swing takes a text that begins with `<html>` for a page: it
/// fetches the images of it, and what a window shows here comes from chat, servers and foreign windows.
///
/// Whatever component is made, by the program or by Swing itself (lines of lists, tooltips, dialogs),
/// asks for a delegate of the look and feel before it looks at its text. This class answers all of these
/// requests: it forbids HTML, and passes on the look and feel's own delegate.
///
/// Its package is exported because Swing calls [#createUI] by its name.
///
/// **Threads.** The event thread.
public final class PlainText extends ComponentUI {
    private static final String DELEGATES = PlainText.class.getName() + ".delegates";

    private PlainText() {}

    /// To be called each time after a look and feel was set, before anything is made.
    public static void install() {
        var look = UIManager.getLookAndFeelDefaults();
        var delegates = new UIDefaults();
        for (var key : List.copyOf(look.keySet())) {
            if (key instanceof String name && name.endsWith("UI") && look.get(name) instanceof String delegate) {
                delegates.put(name, delegate);
                look.put(name, PlainText.class.getName());
            }
        }
        look.put(DELEGATES, delegates);
    }

    /// Called by Swing for each component.
    public static ComponentUI createUI(JComponent component) {
        component.putClientProperty("html.disable", true);
        return ((UIDefaults) UIManager.get(DELEGATES)).getUI(component);
    }
}
