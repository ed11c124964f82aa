package stream.server.configuration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stream.net.http.Bounds;
import stream.net.http.TrustedProxies;
import stream.server.status.MetricsPage;
import stream.server.store.DatabaseSettings;

/// All that a sysadmin can choose, checked. [Option] documents it.
///
/// @param address of the public port
/// @param redirect of a second one that sends visitors to the first
/// @param schema the file `schema.sql`
/// @param settings the values of all options, for features to read theirs
public record Configuration(
        InetSocketAddress address, Optional<InetSocketAddress> redirect, Tls tls, DatabaseSettings database,
        Path data, Path www, Path downloads, Path schema,
        TrustedProxies proxies, Bounds bounds,
        MetricsPage.Readers metrics, Optional<Path> accessLog, Settings settings) {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");
    /// Of the token for the metrics: a password that nobody types may be long.
    private static final int LEAST_TOKEN_CHARACTERS = 16;

    /// How the port is encrypted.
    public sealed interface Tls {
        record Off() implements Tls {}

        record SelfSigned() implements Tls {}

        record FromFiles(Path certificates, Path key) implements Tls {}
    }

    /// @param home the folder that holds `www` and `schema.sql`
    public static Configuration of(
            List<String> arguments, Map<String, String> environment, Path home, List<Option> options)
            throws ConfigurationException {
        var settings = Settings.gather(arguments, environment, home, options);
        var data = settings.folder(Option.DATA, home);
        var www = settings.folder(Option.WWW, home);
        if (!Files.isDirectory(www)) {
            throw new ConfigurationException("The site's pages are not there: " + www.toAbsolutePath()
                + " is no folder. Give the right one with --www.");
        }
        var host = host(settings.text(Option.HOST));
        var tls = tls(settings.text(Option.TLS));
        var proxies = proxies(settings.text(Option.TRUSTED_PROXIES), settings.text(Option.PROXY_HEADER));
        return new Configuration(
            new InetSocketAddress(host, settings.number(Option.PORT, 0, 65_535)),
            redirect(settings, host, tls), tls, database(settings, data),
            data, www, settings.folder(Option.DOWNLOADS, home),
            home.resolve("schema.sql"), proxies, bounds(settings),
            metrics(settings.text(Option.METRICS_TOKEN), proxies), settings.file(Option.ACCESS_LOG), settings);
    }

    /// Where the embedded database is, if there is one.
    public Path databaseFolder() {
        return databaseFolder(data);
    }

    private static Path databaseFolder(Path data) {
        return data.resolve("database");
    }

    /// The folder that holds `www` and `schema.sql`: the image's, whose runtime is in a folder of it;
    /// in development the working directory.
    public static Path findHome() {
        var runtime = Path.of(System.getProperty("java.home")).toAbsolutePath();
        for (var candidate : Arrays.asList(runtime.getParent(), runtime)) {
            if (candidate != null && Files.isDirectory(candidate.resolve("www"))) {
                return candidate;
            }
        }
        return Path.of("").toAbsolutePath();
    }

    private static Tls tls(String text) throws ConfigurationException {
        if (text.isEmpty()) {
            return new Tls.Off();
        }
        if (text.equals(Option.SELF_SIGNED)) {
            return new Tls.SelfSigned();
        }
        var files = text.split(",");
        if (files.length != 2) {
            throw new ConfigurationException(
                "The option tls must be self-signed or CERTIFICATE.pem,KEY.pem, not \"" + text + "\".");
        }
        for (var file : files) {
            if (!Files.isReadable(Path.of(file.trim()))) {
                throw new ConfigurationException(
                    "The file " + file.trim() + " of the option tls cannot be read.");
            }
        }
        return new Tls.FromFiles(Path.of(files[0].trim()), Path.of(files[1].trim()));
    }

    private static Optional<InetSocketAddress> redirect(Settings settings, InetAddress host, Tls tls)
            throws ConfigurationException {
        if (settings.text(Option.REDIRECT_PORT).isEmpty()) {
            return Optional.empty();
        }
        if (tls instanceof Tls.Off) {
            throw new ConfigurationException("The option redirect-port is of no use without the option tls.");
        }
        return Optional.of(new InetSocketAddress(host, settings.number(Option.REDIRECT_PORT, 0, 65_535)));
    }

    private static MetricsPage.Readers metrics(String token, TrustedProxies proxies) throws ConfigurationException {
        if (token.isEmpty()) {
            return LOOPBACK.stream().map(InetAddress::ofLiteral).anyMatch(proxies::trusts)
                ? new MetricsPage.Readers.Nobody() : new MetricsPage.Readers.Local();
        }
        if (token.length() < LEAST_TOKEN_CHARACTERS) {
            throw new ConfigurationException(
                "The option metrics-token needs " + LEAST_TOKEN_CHARACTERS + " characters or more.");
        }
        return new MetricsPage.Readers.Token(token);
    }

    private static InetAddress host(String host) throws ConfigurationException {
        try {
            return host.isEmpty() ? new InetSocketAddress(0).getAddress() : InetAddress.getByName(host);
        } catch (UnknownHostException _) {
            throw new ConfigurationException("The host \"" + host + "\" is not an address of this machine.");
        }
    }

    private static DatabaseSettings database(Settings settings, Path data) throws ConfigurationException {
        var url = settings.text(Option.DATABASE);
        try {
            return url.isEmpty()
                ? DatabaseSettings.embedded(databaseFolder(data))
                : new DatabaseSettings(url, settings.text(Option.DATABASE_USER),
                    settings.text(Option.DATABASE_PASSWORD));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private static TrustedProxies proxies(String list, String header) throws ConfigurationException {
        var means = Arrays.stream(TrustedProxies.Means.values())
            .filter(candidate -> candidate.key().equals(header))
            .findFirst()
            .orElseThrow(() -> new ConfigurationException("The option proxy-header must be x-forwarded, forwarded"
                + " or proxy-protocol, not \"" + header + "\"."));
        try {
            return new TrustedProxies(Arrays.stream(list.split("[,\\s]+"))
                .filter(item -> !item.isEmpty())
                .map(TrustedProxies.Network::parse)
                .toList(), means);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("In trusted-proxies: " + e.getMessage() + ".");
        }
    }

    private static Bounds bounds(Settings settings) throws ConfigurationException {
        return Bounds.DEFAULT.with(
            settings.number(Option.MAX_CONNECTIONS, 1, 1_000_000),
            settings.number(Option.MAX_HTTP_CONNECTIONS, 1, 1_000_000),
            settings.number(Option.MAX_CONNECTIONS_PER_ADDRESS, 1, 1_000_000));
    }
}
