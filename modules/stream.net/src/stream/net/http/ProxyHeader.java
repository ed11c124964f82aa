package stream.net.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a proxy says of a connection before it passes on the first byte: the PROXY protocol of HAProxy
/// (proxy-protocol.txt, versions 1 and 2), which proxies of many kinds speak.
///
/// ```
/// version 1:  PROXY TCP4 192.0.2.60 203.0.113.9 51234 443 CR LF
///
/// version 2:  +-----------------------+----+----+---------+-------------------------+-------
///             | 0d0a0d0a000d0a515549  | 2c | fp | length  | source, destination, 2  | more:
///             | 540a                  |    |    | 16 bits | ports (12, 36 bytes)    | type, length, value
///             +-----------------------+----+----+---------+-------------------------+-------
///             c: 0 the proxy's own connection, 1 a client's; f: 1 IPv4, 2 IPv6; p: 1 TCP
/// ```
///
/// @param client nothing for a connection of the proxy's own, and for what is neither IPv4 nor IPv6
/// @param secure whether the client speaks TLS with the proxy
record ProxyHeader(Optional<InetSocketAddress> client, boolean secure) {
    private static final ProxyHeader NOTHING = new ProxyHeader(Optional.empty(), false);

    /// No header is shorter, so as much can be read before it is known which one it is.
    private static final int SIGNATURE_BYTES = 12;
    private static final byte[] SIGNATURE_2 = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final byte[] SIGNATURE_1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    /// §2.1: the longest line, its end included.
    private static final int MAX_LINE_BYTES = 107;
    /// Addresses take 216 at most; the rest is what proxies add, such as a certificate's name.
    private static final int MAX_BINARY_BYTES = 4096;
    private static final Pattern LINE =
        Pattern.compile("PROXY (?:UNKNOWN( .*)?|(TCP[46]) (\\S+) (\\S+) (\\d{1,5}) (\\d{1,5}))");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private static final int IPV4_TCP = 0x11;
    private static final int IPV6_TCP = 0x21;
    /// §2.2.6: `PP2_TYPE_SSL`; its first byte says by this bit whether the client speaks TLS.
    private static final int TYPE_SSL = 0x20;
    private static final int CLIENT_SSL = 1;

    /// Reads a header, and nothing after it.
    ///
    /// @throws ProtocolException when there is none, or not a right one
    static ProxyHeader read(InputStream in) throws IOException {
        var start = in.readNBytes(SIGNATURE_BYTES);
        if (Arrays.equals(start, SIGNATURE_2)) {
            return binary(in);
        }
        if (Arrays.mismatch(start, SIGNATURE_1) >= SIGNATURE_1.length) {
            return line(start, in);
        }
        throw new ProtocolException("no PROXY header");
    }

    private static ProxyHeader line(byte[] start, InputStream in) throws IOException {
        var line = Arrays.copyOf(start, MAX_LINE_BYTES);
        int length = start.length;
        while (line[length - 1] != '\n') {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("in the PROXY header");
            }
            if (length == MAX_LINE_BYTES) {
                throw new ProtocolException("the line of the PROXY header is too long");
            }
            line[length++] = (byte) b;
        }
        var text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        var matcher = LINE.matcher(text.endsWith("\r\n") ? text.substring(0, length - 2) : "");
        if (!matcher.matches()) {
            throw new ProtocolException("a malformed PROXY header");
        }
        if (matcher.group(2) == null) {
            return NOTHING;
        }
        boolean four = matcher.group(2).equals("TCP4");
        address(matcher.group(4), four);
        port(matcher.group(6));
        var client = new InetSocketAddress(address(matcher.group(3), four), port(matcher.group(5)));
        return new ProxyHeader(Optional.of(client), false);
    }

    private static InetAddress address(String text, boolean four) throws ProtocolException {
        try {
            if (IPV4.matcher(text).matches() == four) {
                return InetAddress.ofLiteral(text);
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new ProtocolException("a malformed address in the PROXY header");
    }

    private static int port(String text) throws ProtocolException {
        int port = Integer.parseInt(text);
        if (port > 0xFFFF) {
            throw new ProtocolException("a malformed port in the PROXY header");
        }
        return port;
    }

    private static ProxyHeader binary(InputStream in) throws IOException {
        var head = ByteBuffer.wrap(exactly(in, 4));
        int versionAndCommand = head.get();
        int family = head.get();
        int length = head.getShort() & 0xFFFF;
        if (versionAndCommand != 0x20 && versionAndCommand != 0x21) {
            throw new ProtocolException("an unknown version of the PROXY header");
        }
        if (length > MAX_BINARY_BYTES) {
            throw new ProtocolException("the PROXY header is too long");
        }
        var body = ByteBuffer.wrap(exactly(in, length));
        int addressBytes = family == IPV4_TCP ? 4 : 16;
        if (versionAndCommand == 0x20 || family != IPV4_TCP && family != IPV6_TCP) {
            return NOTHING;
        }
        if (length < 2 * addressBytes + 4) {
            throw new ProtocolException("no room for the addresses of the PROXY header");
        }
        var source = new byte[addressBytes];
        body.get(source).position(2 * addressBytes);
        int port = body.getShort() & 0xFFFF;
        body.getShort();
        return new ProxyHeader(
            Optional.of(new InetSocketAddress(InetAddress.getByAddress(source), port)), isSecure(body));
    }

    /// Looks through what follows the addresses.
    private static boolean isSecure(ByteBuffer more) throws ProtocolException {
        while (more.hasRemaining()) {
            int type = more.get() & 0xFF;
            int length = more.remaining() < 2 ? Integer.MAX_VALUE : more.getShort() & 0xFFFF;
            if (length > more.remaining()) {
                throw new ProtocolException("the PROXY header ends too soon");
            }
            if (type == TYPE_SSL && length > 0) {
                return (more.get(more.position()) & CLIENT_SSL) != 0;
            }
            more.position(more.position() + length);
        }
        return false;
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("in the PROXY header");
        }
        return bytes;
    }
}
