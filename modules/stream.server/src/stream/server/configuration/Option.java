package stream.server.configuration;

import java.util.List;
import java.util.Locale;

/// Something that a sysadmin can choose. Each option can be given as an argument (`--port 80`), in the
/// environment (`STROM_PORT=80`), or in the file `strom.properties` (`port=80`); the first of these that
/// has it counts.
///
/// @param key its name in the file: `max-connections`
/// @param placeholder what stands for the value in the help text; [#isPath] goes by it
/// @param fallback the value when the option is not given
public record Option(String key, String placeholder, String fallback, String description) {
    static final Option HOST =
        new Option("host", "ADDRESS", "", "address to listen on; all of this machine's when left out");
    static final Option PORT = new Option("port", "NUMBER", "8080", "port of the site");
    static final Option TLS = new Option("tls", "FILES", "",
        "self-signed, or CERTIFICATE.pem,KEY.pem: encrypts the port; not at all when left out");
    static final Option REDIRECT_PORT = new Option("redirect-port", "NUMBER", "",
        "with --tls: a second port, mostly 80, that sends visitors on to the first");
    static final Option DATA =
        new Option("data", "DIR", "data", "where the embedded database and other data are kept");
    static final Option DATABASE = new Option("database", "URL", "",
        "jdbc:mysql://HOST/NAME; an embedded database in the data folder when left out");
    static final Option DATABASE_USER = new Option("database-user", "NAME", "strom", "user at the database");
    static final Option DATABASE_PASSWORD = new Option("database-password", "SECRET", "",
        "password at the database; better in the environment than here");
    static final Option WWW = new Option("www", "DIR", "www", "the site's pages");
    static final Option DOWNLOADS = new Option("downloads", "DIR", "downloads",
        "the desktop client's archives, offered on the download page");
    static final Option TRUSTED_PROXIES = new Option("trusted-proxies", "LIST", "",
        "addresses or networks of reverse proxies whose word about clients is believed");
    static final Option PROXY_HEADER = new Option("proxy-header", "KIND", "x-forwarded",
        "how they give it: x-forwarded, forwarded (RFC 7239) or proxy-protocol");
    static final Option METRICS_TOKEN = new Option("metrics-token", "SECRET", "",
        "who shows it may read /metrics; this machine alone when left out");
    static final Option ACCESS_LOG = new Option("access-log", "FILE", "",
        "writes a line of JSON for each request; not at all when left out");
    static final Option MAX_CONNECTIONS =
        new Option("max-connections", "NUMBER", "10000", "connections in all");
    static final Option MAX_HTTP_CONNECTIONS = new Option("max-http-connections", "NUMBER", "2000",
        "of these, connections that speak HTTP, not WebSocket");
    static final Option MAX_CONNECTIONS_PER_ADDRESS = new Option("max-connections-per-address", "NUMBER",
        "200", "connections of one client address");

    /// Those of the base; features bring their own.
    public static final List<Option> BASE = List.of(
        HOST, PORT, TLS, REDIRECT_PORT, DATA, DATABASE, DATABASE_USER, DATABASE_PASSWORD,
        WWW, DOWNLOADS, TRUSTED_PROXIES, PROXY_HEADER,
        METRICS_TOKEN, ACCESS_LOG, MAX_CONNECTIONS, MAX_HTTP_CONNECTIONS, MAX_CONNECTIONS_PER_ADDRESS);

    /// The value of the option tls for a certificate of the server's own.
    static final String SELF_SIGNED = "self-signed";

    /// Its name in the environment: `STROM_MAX_CONNECTIONS`.
    String variable() {
        return "STROM_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// Whether it names a file or folder, or several with commas between.
    boolean isPath() {
        return List.of("DIR", "FILE", "FILES").contains(placeholder);
    }

    boolean isSecret() {
        return placeholder.equals("SECRET");
    }

    /// A line of the help text.
    public String help() {
        var standard = fallback.isEmpty() ? "" : " (" + fallback + ")";
        return "  %-40s %s%s".formatted("--" + key + " " + placeholder, description, standard);
    }
}
