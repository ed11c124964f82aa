package stream.server;

import java.util.Locale;
import java.util.Optional;

/// What can be configured. Each option can be given as an argument (`--port 80`), in the environment
/// (`STROM_PORT=80`), or in the file `strom.properties` (`port=80`); the first of these that has it
/// counts.
enum Option {
    HOST("ADDRESS", "", "address to listen on; all of this machine's when left out"),
    PORT("NUMBER", "8080", "port of the site"),
    TLS("KIND", "", "self-signed, or CERTIFICATE.pem,KEY.pem: encrypts the port; not at all when left out"),
    REDIRECT_PORT("NUMBER", "", "with --tls: a second port, mostly 80, that sends visitors on to the first"),
    DATA("DIR", "data", "where the embedded database and other data are kept"),
    DATABASE("URL", "", "jdbc:mysql://HOST/NAME; an embedded database in the data folder when left out"),
    DATABASE_USER("NAME", "strom", "user at the database"),
    DATABASE_PASSWORD("SECRET", "", "password at the database; better in the environment than here"),
    IGDB_CLIENT_ID("ID", "", "completes games from IGDB, with the id and secret of an application registered there"),
    IGDB_CLIENT_SECRET("SECRET", "", "better in the environment than here"),
    WWW("DIR", "www", "the site's pages"),
    DOWNLOADS("DIR", "downloads", "the desktop client's archives, offered on the download page"),
    TRUSTED_PROXIES("LIST", "", "addresses or networks of reverse proxies whose word about clients is believed"),
    PROXY_HEADER("KIND", "x-forwarded", "how they give it: x-forwarded, forwarded (RFC 7239) or proxy-protocol"),
    METRICS_TOKEN("SECRET", "", "who shows it may read /metrics; this machine alone when left out"),
    ACCESS_LOG("FILE", "", "writes a line of JSON for each request; not at all when left out"),
    MAX_CONNECTIONS("NUMBER", "10000", "connections in all"),
    MAX_HTTP_CONNECTIONS("NUMBER", "2000", "of these, connections that speak HTTP, not WebSocket"),
    MAX_CONNECTIONS_PER_ADDRESS("NUMBER", "200", "connections of one client address");

    /// What the option tls says for a certificate of the server's own.
    static final String SELF_SIGNED = "self-signed";

    private final String placeholder;
    private final String fallback;
    private final String description;

    Option(String placeholder, String fallback, String description) {
        this.placeholder = placeholder;
        this.fallback = fallback;
        this.description = description;
    }

    /// As in the file: `max-connections`.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String variable() {
        return "STROM_" + name();
    }

    String fallback() {
        return fallback;
    }

    /// Whether it names a file or folder, or several with commas between.
    boolean isPath() {
        return placeholder.equals("DIR") || placeholder.equals("FILE") || this == TLS;
    }

    /// A line of the help text.
    String help() {
        var standard = fallback.isEmpty() ? "" : " (" + fallback + ")";
        return "  %-40s %s%s".formatted("--" + key() + " " + placeholder, description, standard);
    }

    static Optional<Option> of(String key) {
        for (var option : values()) {
            if (option.key().equals(key)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
