package stream.server.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// Which database to use, and as whom. Never shows its password.
///
/// @param url `jdbc:mysql:` or `jdbc:h2:`, without a password: addresses end up in logs and process lists
public record DatabaseSettings(String url, String user, String password) {

    /// - `MODE=MySQL`: the statements of schema.sql are MySQL's.
    /// - `DATABASE_TO_LOWER`, `CASE_INSENSITIVE_IDENTIFIERS`: names as MySQL on Linux has them.
    /// - `WRITE_DELAY=0`: what was answered is in the file, also after `kill -9`; the default would
    ///   keep it in memory for half a second.
    /// - `DB_CLOSE_DELAY=1`: a moment without connections does not close the database.
    /// - `DB_CLOSE_ON_EXIT=FALSE`: the server closes the database itself, after its last request.
    private static final String EMBEDDED_OPTIONS = ";MODE=MySQL;DATABASE_TO_LOWER=TRUE"
            + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0;DB_CLOSE_DELAY=1;DB_CLOSE_ON_EXIT=FALSE";

    /// A database that is there but does not answer is as good as away; connections that nothing passes
    /// through are not cut by what stands between. Not for what the address says itself.
    private static final Map<String, String> MYSQL_DEFAULTS =
            Map.of("connectTimeout", "1500", "socketTimeout", "3000", "tcpKeepAlive", "true");

    private static final String MYSQL = "jdbc:mysql:";
    private static final String H2 = "jdbc:h2:";

    public DatabaseSettings {
        var lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(MYSQL) && !lower.startsWith(H2)) {
            throw new IllegalArgumentException(
                    "The database address must be like jdbc:mysql://localhost/strom.");
        }
        if (lower.contains("password=") || lower.matches("jdbc:mysql:[^/]*//[^/]*:[^/]*@.*")) {
            throw new IllegalArgumentException(
                    "The database address must not hold a password: give it in the environment.");
        }
    }

    /// The embedded database, in files within a directory of its own.
    public static DatabaseSettings embedded(Path directory) {
        var file = directory.toAbsolutePath().resolve("strom");
        // "async" opens files in a way that an interrupted thread cannot close for all others.
        return new DatabaseSettings("jdbc:h2:async:" + file + EMBEDDED_OPTIONS, "strom", "");
    }

    private boolean embedded() {
        return url.regionMatches(true, 0, H2, 0, H2.length());
    }

    /// What the driver is told.
    Properties properties() {
        var properties = new Properties();
        if (!embedded()) {
            MYSQL_DEFAULTS.forEach((name, value) -> {
                if (!url.contains(name + "=")) {
                    properties.setProperty(name, value);
                }
            });
        }
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    @Override
    public String toString() {
        return url;
    }
}
