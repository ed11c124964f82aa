package stream.client.window;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;
import stream.client.publish.ServerAddress;

/// Opens pages in the user's browser, and nothing but pages: what the desktop would do with an address
/// of another scheme (`file:`, `smb:`) is for nobody else to say.
///
/// @param failed told the address that could not be opened
record Browser(Consumer<String> failed) {

    /// Opens a page of this server; an address that leads elsewhere is not opened.
    void openPage(ServerAddress server, URI page) {
        if (isOn(server, page)) {
            open(page);
        }
    }

    /// Whether it is a page of this server.
    static boolean isOn(ServerAddress server, URI page) {
        var base = server.base();
        return isWeb(page)
                && page.getScheme().equalsIgnoreCase(base.getScheme())
                && page.getHost().equalsIgnoreCase(base.getHost())
                && page.getPort() == base.getPort();
    }

    /// Whether it is a page at all, on whichever server.
    static boolean isWeb(URI page) {
        return page.getScheme() != null
                && page.getScheme().toLowerCase(Locale.ROOT).matches("https?")
                && page.getHost() != null
                && page.getUserInfo() == null;
    }

    /// Opens a page that a person wrote of.
    void openLink(URI page) {
        if (isWeb(page)) {
            open(page);
        }
    }

    private void open(URI page) {
        try {
            if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(page);
            } else {
                new ProcessBuilder("xdg-open", page.toString()).inheritIO().start();
            }
        } catch (IOException _) {
            failed.accept(page.toString());
        }
    }
}
