package stream.client.window;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Finds out whether the desktop is dark, by asking it in its own way.
final class SystemAppearance {
    /// A desktop that does not answer at once is not waited for.
    private static final long TIMEOUT_MILLIS = 1500;
    /// What these commands print is a line or two.
    private static final int MOST_BYTES = 4096;

    private SystemAppearance() {}

    /// Runs a small program; not for the event thread.
    static boolean isDark() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return output("defaults", "read", "-g", "AppleInterfaceStyle").contains("Dark");
        }
        if (system.startsWith("windows")) {
            return output(
                    "reg", "query", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                    "/v", "AppsUseLightTheme").contains("0x0");
        }
        // The portal answers on every desktop of today, wrapped in variants: 1 is dark, 2 light.
        var portal = output(
                "gdbus", "call", "--session", "--timeout", "1", "--dest", "org.freedesktop.portal.Desktop",
                "--object-path", "/org/freedesktop/portal/desktop",
                "--method", "org.freedesktop.portal.Settings.Read", "org.freedesktop.appearance", "color-scheme");
        if (portal.contains("uint32")) {
            return portal.contains("uint32 1");
        }
        return output("gsettings", "get", "org.gnome.desktop.interface", "color-scheme").contains("dark");
    }

    private static String output(String... command) {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        } catch (IOException _) {
            return ""; // this desktop has no such program
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                return "";
            }
            return new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            process.destroyForcibly();
        }
    }
}
