package stream.net.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Counts the connections of each client address. An IPv6 customer is given a /64 at least, and can
/// come from any address in it: they count as one.
///
/// **Threads.** Any thread calls any method.
final class AddressCount {
    private static final int IPV6_PREFIX_BYTES = 8;

    private final int most;
    private final Map<String, Integer> counts = new HashMap<>();

    AddressCount(int most) {
        this.most = most;
    }

    /// Counts one more connection.
    ///
    /// @return false, and nothing counted, when the address has all that it may have
    synchronized boolean add(InetAddress address) {
        var key = key(address);
        int count = counts.getOrDefault(key, 0);
        if (count >= most) {
            return false;
        }
        counts.put(key, count + 1);
        return true;
    }

    synchronized void remove(InetAddress address) {
        counts.computeIfPresent(key(address), (_, count) -> count == 1 ? null : count - 1);
    }

    private static String key(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            bytes = Arrays.copyOf(bytes, IPV6_PREFIX_BYTES);
        }
        return HexFormat.of().formatHex(bytes);
    }
}
