package stream.client.window;

import java.awt.AWTException;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.image.BufferedImage;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;

/// The program's icon beside the desktop's clock: it tells whether one is live, and its menu does what
/// is needed while the window is covered. Where the desktop has no such place nothing is shown, and
/// nothing is lost: the window can do all of it.
///
/// **Threads.** The event thread.
final class Tray {
    private static final System.Logger LOG = System.getLogger(Tray.class.getName());

    /// What the lines of the menu do.
    ///
    /// @param live goes live, or stops
    /// @param hidden hides the picture, or shows it again
    /// @param muted mutes the microphone, or lets it be heard again
    record Actions(Runnable live, Runnable hidden, Runnable muted, Runnable open, Runnable quit) {}

    private final Texts texts;
    private final TrayIcon icon;
    private final Image idle;
    private final Image live;
    private final MenuItem liveItem;
    private final MenuItem hiddenItem;
    private final MenuItem mutedItem;

    private Tray(Texts texts, Palette palette, Actions actions) throws AWTException {
        this.texts = texts;
        var tray = SystemTray.getSystemTray();
        int size = Math.min(tray.getTrayIconSize().width, tray.getTrayIconSize().height);
        idle = image(size, Optional.empty());
        live = image(size, Optional.of(palette));
        var menu = new PopupMenu();
        liveItem = item(menu, actions.live);
        hiddenItem = item(menu, actions.hidden);
        mutedItem = item(menu, actions.muted);
        menu.addSeparator();
        item(menu, actions.open).setLabel(texts.text("tray.open"));
        item(menu, actions.quit).setLabel(texts.text("tray.quit"));
        icon = new TrayIcon(idle, texts.text("window.title"), menu);
        icon.addActionListener(_ -> actions.open.run());
        tray.add(icon);
    }

    private static MenuItem item(PopupMenu menu, Runnable action) {
        var item = new MenuItem();
        item.addActionListener(_ -> action.run());
        menu.add(item);
        return item;
    }

    /// Empty where the desktop has no tray.
    static Optional<Tray> place(Texts texts, Palette palette, Actions actions) {
        if (!SystemTray.isSupported()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tray(texts, palette, actions));
        } catch (AWTException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "the tray takes no icon", e);
            return Optional.empty();
        }
    }

    /// The mark, with a dot in its corner where a palette says how it is coloured.
    private static Image image(int size, Optional<Palette> dot) {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        new Mark(size).paintIcon(null, graphics, 0, 0);
        dot.ifPresent(palette -> new LiveDot(size, palette).paint(graphics));
        graphics.dispose();
        return image;
    }

    /// @param hasMicrophone whether there is one to be muted
    void show(StreamState state, boolean hidden, boolean hasMicrophone, boolean muted) {
        boolean isLive = state.phase() == StreamState.Phase.LIVE;
        icon.setImage(isLive ? live : idle);
        var phase = texts.text("state." + state.phase().name().toLowerCase(Locale.ROOT));
        icon.setToolTip(texts.text("tray.tip", isLive ? phase + ", " + texts.text("viewers", state.viewers()) : phase));
        liveItem.setLabel(texts.text(state.isOn() ? "tray.stop" : "tray.start"));
        hiddenItem.setLabel(texts.text(hidden ? "tray.show" : "tray.hide"));
        mutedItem.setLabel(texts.text(muted ? "tray.unmute" : "tray.mute"));
        mutedItem.setEnabled(hasMicrophone);
    }

    void remove() {
        SystemTray.getSystemTray().remove(icon);
    }
}
