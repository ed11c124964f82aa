package stream.client.window;

import java.awt.Component;
import java.awt.Container;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import stream.client.publish.BroadcastEvent;
import stream.client.publish.StreamKey;
import stream.client.scene.Corner;
import stream.client.scene.NamedScene;
import stream.client.scene.Overlay;
import stream.client.scene.Scene;
import stream.client.settings.Settings;
import stream.client.settings.Settings.Language;
import stream.common.control.ChannelState;

/// Opens the window in small sizes, before and while it is live, in both languages, and prints what is cut
/// off or out of reach; then how the window looks at each size, and its title.
final class SmallWindows {
    private SmallWindows() {}

    public static void main(String[] arguments) throws Exception {
        SwingUtilities.invokeAndWait(() -> Theme.install(Palette.LIGHT));
        for (var language : List.of(Language.ENGLISH, Language.SWEDISH)) {
            for (int[] size : new int[][] {{800, 600}, {1024, 600}, {1280, 800}}) {
                open(language, size[0], size[1], false);
                open(language, size[0], size[1], true);
            }
        }
        System.exit(0);
    }

    private static void open(Language language, int width, int height, boolean live) throws Exception {
        var texts = Texts.of(language);
        var scene = new Scene(
                Settings.DEFAULTS.scene().subject(),
                List.of(new Overlay.Clock(Corner.TOP_LEFT, 5), new Overlay.Clock(Corner.TOP_RIGHT, 5)));
        var base = Settings.DEFAULTS.withScenes(List.of(new NamedScene("Koda", scene)));
        var settings = live
                ? new Settings(
                        "https://example.org", Optional.of(new StreamKey("k".repeat(32))), scene, base.scenes(),
                        base.pointer(), base.size(), 30, 0, base.appearance(), language, base.sound())
                : base;
        var made = new StreamWindow[1];
        SwingUtilities.invokeAndWait(() -> {
            var window = new StreamWindow(texts, Palette.LIGHT);
            made[0] = window;
            var panels = MarkupInWindows.panels(window, texts, Palette.LIGHT, settings);
            var state = live
                    ? StreamState.START.after(new BroadcastEvent.Live(new ChannelState(
                            "bosse", "", "", "", "", ChannelState.Presence.LIVE, 0, 12_345)), 0)
                    : StreamState.START;
            panels.header().show(state);
            panels.figures().setVisible(live);
            panels.form().show(state);
            panels.start().show(state, true);
            window.show(state, Duration.ofSeconds(765));
            window.setBounds(0, 0, width, height);
            window.setVisible(true);
        });
        // Forms learn their height from their width, and are laid out once more.
        for (int i = 0; i < 3; i++) {
            SwingUtilities.invokeAndWait(made[0]::validate);
        }
        SwingUtilities.invokeAndWait(() -> {
            inspect(made[0], made[0]);
            System.out.println(width + "×" + height + " " + texts.locale() + ": " + look(made[0]));
            made[0].dispose();
        });
    }

    private static String look(StreamWindow window) {
        return (find(window, ChatPanel.class).isVisible() ? "chat, " : "")
                + (find(window, PreviewPanel.class).getHeight() >= 160 ? "preview, " : "")
                + window.getTitle();
    }

    /// Each name and button has room for its words, and lies inside of what holds it; the title of a stream
    /// and the note beside the buttons give way to others, and have a tooltip.
    private static void inspect(StreamWindow window, Component component) {
        if (!component.isVisible()) {
            return;
        }
        boolean hasWords = component instanceof AbstractButton button && button.getText() != null
                || component instanceof JLabel;
        if (hasWords && component.getWidth() < component.getPreferredSize().width && component.getMinimumSize().width > 0) {
            System.out.println("cut off: " + words(component));
        }
        if (component instanceof JComponent && component.getX() + component.getWidth() > component.getParent().getWidth()) {
            System.out.println("too far right: " + component.getClass().getSimpleName() + " " + words(component));
        }
        if (component instanceof StartBar) {
            var place = SwingUtilities.convertRectangle(component.getParent(), component.getBounds(), window);
            if (place.y + place.height > window.getHeight()) {
                System.out.println("below the window's edge: the buttons");
            }
        }
        if (component instanceof Container container) {
            for (var each : container.getComponents()) {
                inspect(window, each);
            }
        }
    }

    private static String words(Component component) {
        return component instanceof AbstractButton button ? button.getText()
                : component instanceof JLabel label ? label.getText() : "";
    }

    static <T extends Component> T find(Container container, Class<T> kind) {
        for (var each : container.getComponents()) {
            if (kind.isInstance(each)) {
                return kind.cast(each);
            }
            var inner = each instanceof Container below ? find(below, kind) : null;
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }
}
