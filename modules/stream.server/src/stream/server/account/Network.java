package stream.server.account;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// Where attempts come from: an IPv4 address, or the first 64 bits of an IPv6 address, since whoever
/// has one of those has all the 2⁶⁴ that start with it.
///
/// @param prefix of the address
record Network(boolean four, long prefix) {
    static Network of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? new Network(true, bytes.getInt())
                : new Network(false, bytes.getLong());
    }
}
