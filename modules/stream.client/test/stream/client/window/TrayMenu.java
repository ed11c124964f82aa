package stream.client.window;

import java.awt.MenuItem;
import java.awt.SystemTray;
import java.awt.event.ActionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.SwingUtilities;
import stream.client.publish.BroadcastEvent;
import stream.client.settings.Settings.Language;
import stream.common.control.ChannelState;

/// Places the icon in the tray of the desktop, says what its menu offers before and while live, and what its lines do;
/// `no tray` where there is none.
final class TrayMenu {
    private TrayMenu() {}

    public static void main(String[] arguments) throws Exception {
        SwingUtilities.invokeAndWait(TrayMenu::tell);
        System.exit(0);
    }

    private static void tell() {
        var done = new ArrayList<String>();
        var tray = Tray.place(Texts.of(Language.ENGLISH), Palette.DARK, new Tray.Actions(
                () -> done.add("live"), () -> done.add("hidden"), () -> done.add("muted"),
                () -> done.add("open"), () -> done.add("quit")));
        if (tray.isEmpty()) {
            System.out.println("no tray");
            return;
        }
        tray.get().show(StreamState.START, false, false, false);
        System.out.println(offer());
        var live = new BroadcastEvent.Live(new ChannelState("bo", "Bo", "", "", "sv", ChannelState.Presence.LIVE, 0, 3));
        tray.get().show(StreamState.START.after(live, 0), true, true, true);
        System.out.println(offer());
        for (var item : items()) {
            item.dispatchEvent(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, ""));
        }
        System.out.println(done);
        tray.get().remove();
        System.out.println(SystemTray.getSystemTray().getTrayIcons().length);
    }

    private static String offer() {
        var icon = SystemTray.getSystemTray().getTrayIcons()[0];
        var lines = items().stream().map(item -> item.getLabel() + (item.isEnabled() ? "" : " (off)")).toList();
        return icon.getToolTip() + " " + lines;
    }

    private static List<MenuItem> items() {
        var menu = SystemTray.getSystemTray().getTrayIcons()[0].getPopupMenu();
        var items = new ArrayList<MenuItem>();
        for (int i = 0; i < menu.getItemCount(); i++) {
            Optional.of(menu.getItem(i)).filter(item -> !item.getLabel().equals("-")).ifPresent(items::add);
        }
        return items;
    }
}
