package stream.net.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One hop of the header `Forwarded` (RFC 7239): what a proxy says of the request that it was sent.
///
/// ```
/// for=192.0.2.60;proto=https;host="live.example", for="[2001:db8::17]:4711"
/// ```
///
/// @param client nothing for a hidden or unknown one
record Forwarded(Optional<InetAddress> client, Optional<String> proto, Optional<String> host) {
    /// One `name=value`, and how it ends: another pair, another hop, or the header.
    private static final Pattern PAIR = Pattern.compile(
        "\\s*+([A-Za-z]++)=(?:([!#$%&'*+.^_`|~0-9A-Za-z:\\[\\]-]++)|\"((?:[^\"\\\\]|\\\\.)*+)\")\\s*+([;,]|$)");
    /// More hops than a request has behind any site.
    private static final int MAX_HOPS = 20;
    /// An address with the port that may follow it; names that start with `_` or a letter are hidden ones.
    private static final Pattern NODE =
        Pattern.compile("(?:(\\d{1,3}(?:\\.\\d{1,3}){3})|\\[([0-9A-Fa-f:.]{2,45})])(?::[0-9A-Za-z._-]{1,20})?");

    /// Reads the header.
    ///
    /// @return the hops in the order of the header; none of a malformed one
    static List<Forwarded> parse(String header) {
        var hops = new ArrayList<Forwarded>();
        var pairs = new HashMap<String, String>();
        var matcher = PAIR.matcher(header);
        int at = 0;
        while (at < header.length()) {
            if (!matcher.region(at, header.length()).lookingAt()) {
                return List.of();
            }
            var value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3).replaceAll("\\\\(.)", "$1");
            if (pairs.put(matcher.group(1).toLowerCase(Locale.ROOT), value) != null) {
                return List.of(); // §4: once in a hop
            }
            at = matcher.end();
            if (!matcher.group(4).equals(";")) {
                hops.add(of(pairs));
                pairs.clear();
            }
        }
        int first = Math.max(0, hops.size() - MAX_HOPS);
        return List.copyOf(hops.subList(first, hops.size()));
    }

    private static Forwarded of(Map<String, String> pairs) {
        return new Forwarded(
            address(pairs.getOrDefault("for", "")),
            Optional.ofNullable(pairs.get("proto")), Optional.ofNullable(pairs.get("host")));
    }

    private static Optional<InetAddress> address(String node) {
        var matcher = NODE.matcher(node);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
