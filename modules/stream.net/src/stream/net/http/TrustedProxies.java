package stream.net.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The reverse proxies whose word about the client is believed. They give it in one way, and what comes
/// in another, or from anyone else, is noise: a proxy that speaks of its own in one header commonly passes
/// on what its client wrote into the others.
///
/// @param networks such as 127.0.0.1/32
public record TrustedProxies(List<Network> networks, Means means) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), Means.X_FORWARDED);

    /// How they tell where a client comes from.
    public enum Means {
        /// `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Host`, as everybody has it.
        X_FORWARDED,
        /// `Forwarded`, as RFC 7239 has it.
        FORWARDED,
        /// The PROXY protocol: a header before each connection's first byte.
        PROXY_PROTOCOL;

        /// As in the configuration: `x-forwarded`.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A network in CIDR notation.
    public record Network(InetAddress address, int prefixBits) {

        /// @throws IllegalArgumentException when it is not an address or a network
        public static Network parse(String text) {
            int slash = text.indexOf('/');
            var host = slash < 0 ? text : text.substring(0, slash);
            try {
                var address = InetAddress.ofLiteral(host);
                int most = address.getAddress().length * Byte.SIZE;
                int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
                if (bits < 0 || bits > most) {
                    throw new IllegalArgumentException(text);
                }
                return new Network(address, bits);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("not an address or network: " + text, e);
            }
        }

        boolean contains(InetAddress other) {
            var mine = address.getAddress();
            var theirs = other.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /// Finds out where a request came from.
    ///
    /// @param peer the other end of the connection
    /// @param header finds a header's value, values of repeated ones with commas between
    Origin origin(InetSocketAddress peer, boolean secure, Function<String, Optional<String>> header) {
        var host = header.apply("Host").orElse("");
        if (!trusts(peer.getAddress())) {
            return new Origin(peer.getAddress(), secure, host);
        }
        return switch (means) {
            case X_FORWARDED -> byFields(peer.getAddress(), secure, host, header);
            case FORWARDED -> byHops(peer.getAddress(), secure, host, header.apply("Forwarded").orElse(""));
            case PROXY_PROTOCOL -> new Origin(peer.getAddress(), secure, host); // it was said before
        };
    }

    private Origin byFields(
            InetAddress peer, boolean secure, String host, Function<String, Optional<String>> header) {
        var proto = header.apply("X-Forwarded-Proto").map(TrustedProxies::last);
        return new Origin(
            client(
                peer,
                List.of(header.apply("X-Forwarded-For").orElse("").split(",")).reversed(),
                TrustedProxies::address),
            proto.map("https"::equalsIgnoreCase).orElse(secure),
            header.apply("X-Forwarded-Host").map(TrustedProxies::last).orElse(host));
    }

    /// As by fields; scheme and host are by the word of the hop next to here.
    private Origin byHops(InetAddress peer, boolean secure, String host, String header) {
        var hops = Forwarded.parse(header);
        if (hops.isEmpty()) {
            return new Origin(peer, secure, host);
        }
        var last = hops.getLast();
        return new Origin(
            client(peer, hops.reversed(), Forwarded::client),
            last.proto().map("https"::equalsIgnoreCase).orElse(secure),
            last.host().orElse(host));
    }

    /// Whether connections from there begin with a [ProxyHeader].
    boolean introduce(InetAddress address) {
        return means == Means.PROXY_PROTOCOL && trusts(address);
    }

    /// Whether it is a trusted proxy's.
    public boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /// Each proxy appends the address that it was called from, so the list is read from its end, as
    /// long as those who wrote it are trusted; what stands before could have been made up.
    ///
    /// @param hops the last one first
    /// @param address of a hop; nothing for a hidden or unknown one, which ends the way
    private <T> InetAddress client(
            InetAddress peer, List<T> hops, Function<T, Optional<InetAddress>> address) {
        var client = peer;
        for (var hop : hops) {
            var from = trusts(client) ? address.apply(hop) : Optional.<InetAddress>empty();
            if (from.isEmpty()) {
                break;
            }
            client = from.get();
        }
        return client;
    }

    private static Optional<InetAddress> address(String hop) {
        try {
            return Optional.of(InetAddress.ofLiteral(hop.trim()));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // "unknown" or nonsense
        }
    }

    private static String last(String list) {
        return list.substring(list.lastIndexOf(',') + 1).trim();
    }
}
