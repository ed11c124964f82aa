package stream.client.publish;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a Ström server is: `http` or `https`, host, port and, behind some proxies, a path.
///
/// @param base ends in `/`, without query and fragment
public record ServerAddress(URI base) {
    /// What the server lets a channel be called (PROTOCOL.md, *Accounts*).
    private static final Pattern CHANNEL_NAME = Pattern.compile("[A-Za-z0-9_]{3,25}");

    /// Reads an address as people write it. Without a scheme it means `https`, or `http` on this very
    /// computer, where nobody has a certificate.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when it is no address
    public static ServerAddress parse(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("The server's address is missing.");
        }
        var uri = uri(trimmed.contains("://") ? trimmed : guessScheme(trimmed) + "://" + trimmed);
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

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw notAnAddress();
        }
    }

    private static String guessScheme(String text) {
        return isThisComputer(uri("https://" + text).getHost()) ? "http" : "https";
    }

    /// Decided on the address, not on how it is written: `127.example.org` is anybody's name. Names are
    /// not looked up, since the answer may come from elsewhere; `localhost` is this computer by RFC 6761.
    private static boolean isThisComputer(String host) {
        if (host == null || host.equalsIgnoreCase("localhost")) {
            return host != null;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false; // a name
        }
    }

    /// Where publishers connect.
    public URI publishSocket() {
        var socketScheme = isEncrypted() ? "wss" : "ws";
        return URI.create(socketScheme + base.resolve("api/publish").toString().substring(base.getScheme().length()));
    }

    /// The page where others watch; empty for a name that no channel can have, such as `file:///`.
    public Optional<URI> channelPage(String channel) {
        return CHANNEL_NAME.matcher(channel).matches() ? Optional.of(base.resolve(channel)) : Optional.empty();
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
