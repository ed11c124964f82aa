package stream.client.publish;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where a Ström server is: `http` or `https`, host, port and, behind some proxies, a path.
///
/// @param base ends in `/`, without query and fragment
public record ServerAddress(URI base) {

    /// Reads an address as people write it. Without a scheme it means `https`, or `http` on this very
    /// computer, where nobody has a certificate.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when it is no address
    public static ServerAddress parse(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("The server's address is missing.");
        }
        URI uri;
        try {
            uri = new URI(trimmed.contains("://") ? trimmed : guessScheme(trimmed) + "://" + trimmed);
        } catch (URISyntaxException _) {
            throw notAnAddress();
        }
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("strom")) {
            scheme = "https";
        }
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null || uri.getUserInfo() != null) {
            throw notAnAddress();
        }
        var path = uri.getPath().endsWith("/") ? uri.getPath() : uri.getPath() + "/";
        try {
            return new ServerAddress(new URI(scheme, null, uri.getHost(), uri.getPort(), path, null, null));
        } catch (URISyntaxException _) {
            throw notAnAddress();
        }
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("This is not a server's address. It looks like https://example.org");
    }

    private static String guessScheme(String text) {
        return isThisComputer(text.split("[:/#?]", 2)[0]) ? "http" : "https";
    }

    private static boolean isThisComputer(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.startsWith("[");
    }

    /// Where publishers connect.
    public URI publishSocket() {
        var socketScheme = isEncrypted() ? "wss" : "ws";
        return URI.create(socketScheme + base.resolve("api/publish").toString().substring(base.getScheme().length()));
    }

    /// The page where others watch.
    public URI channelPage(String channel) {
        return base.resolve(channel);
    }

    /// Where a streamer finds the stream key.
    public URI dashboardPage() {
        return base.resolve("dashboard");
    }

    public boolean isEncrypted() {
        return base.getScheme().equals("https");
    }

    /// Whether the key would travel over a network for all to read.
    public boolean exposesKey() {
        return !isEncrypted() && !isThisComputer(base.getHost());
    }

    /// The address as people write it, without a needless `/` at the end.
    @Override
    public String toString() {
        var text = base.toString();
        return text.substring(0, text.length() - 1);
    }
}
