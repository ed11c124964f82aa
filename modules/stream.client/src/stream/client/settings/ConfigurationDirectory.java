package stream.client.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where a program keeps its settings, as each platform wants it.
public final class ConfigurationDirectory {
    private static final String NAME = "strom";

    private ConfigurationDirectory() {}

    /// The directory of the user who runs this program.
    public static Path ofUser() {
        return of(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /// @param system as in the system property `os.name`
    /// @param environment the process's environment variables
    static Path of(String system, Map<String, String> environment, Path home) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            var roaming = environment.get("APPDATA");
            return (roaming == null ? home.resolve("AppData", "Roaming") : Path.of(roaming)).resolve("Strom");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library", "Application Support", "Strom");
        }
        // XDG Base Directory Specification: a path that is not absolute is passed over.
        var configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (configured.startsWith("/") ? Path.of(configured) : home.resolve(".config")).resolve(NAME);
    }
}
