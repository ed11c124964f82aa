package stream.client.window;

import java.awt.AWTEvent;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import stream.client.settings.SettingsFile;

/// Opens the program's window as a user does, asks it to go live without a key, prints what it says to
/// that, and closes it.
final class OpenWindow {
    private OpenWindow() {}

    /// @param arguments the folder of the settings
    public static void main(String[] arguments) throws Exception {
        Toolkit.getDefaultToolkit().addAWTEventListener(event -> {
            if (event.getID() == WindowEvent.WINDOW_OPENED && event.getSource() instanceof JFrame window) {
                // Behind what opening does besides.
                SwingUtilities.invokeLater(() -> tellAndClose(window));
            }
        }, AWTEvent.WINDOW_EVENT_MASK);
        Presenter.open(new SettingsFile(Path.of(arguments[0])), "http://localhost:1", true).await();
        System.out.println("closed");
        System.exit(0);
    }

    private static void tellAndClose(Window window) {
        var banner = SmallWindows.find(window, Banner.class);
        System.out.println(((JFrame) window).getTitle() + ": " + banner.getAccessibleContext().getAccessibleName());
        window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING));
    }
}
