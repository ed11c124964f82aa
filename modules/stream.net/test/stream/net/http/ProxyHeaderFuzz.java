package stream.net.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// Fuzz target: what a proxy says of a connection.
public final class ProxyHeaderFuzz {
    private ProxyHeaderFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var in = new ByteArrayInputStream(input);
        try {
            ProxyHeader.read(in);
        } catch (IOException _) {
            // Refused.
        }
        int read = input.length - in.available();
        if (read > 16 + 4096) {
            throw new IllegalStateException(read + " bytes were read");
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
            "PROXY TCP4 192.0.2.60 203.0.113.9 51234 443\r\n".getBytes(StandardCharsets.US_ASCII),
            "PROXY TCP6 2001:db8::17 ::1 51234 443\r\n".getBytes(StandardCharsets.US_ASCII),
            "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII),
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a21110014c000023ccb007109c82201bb20000501000000000000"));
    }
}
