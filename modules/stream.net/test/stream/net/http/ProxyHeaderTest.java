package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// What a header says, once it is seen that nothing after it was read.
    private static String read(byte[] header) throws IOException {
        var all = java.util.Arrays.copyOf(header, header.length + 3);
        var in = new ByteArrayInputStream(all);
        var read = ProxyHeader.read(in);
        assertEquals(3, in.available());
        return read.client().map(a -> a.getAddress().getHostAddress() + " " + a.getPort()).orElse("-")
            + (read.secure() ? " secure" : "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PROXY TCP4 192.0.2.60 203.0.113.9 51234 443            | 192.0.2.60 51234
        PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535 | 255.255.255.255 65535
        PROXY TCP6 2001:db8::17 ::1 51234 443                  | 2001:db8:0:0:0:0:0:17 51234
        PROXY UNKNOWN                                          | -
        PROXY UNKNOWN ffff:f...f:ffff 65535 65535              | -
        """)
    void readsVersion1(String line, String says) throws IOException {
        assertEquals(says, read(ascii(line + "\r\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        21 11 000c c000023c cb007109 c822 01bb                         | 192.0.2.60 51234
        21 21 0024 20010db8000000000000000000000017 00000000000000000000000000000001 c822 01bb \
        | 2001:db8:0:0:0:0:0:17 51234
        21 11 0014 c000023c cb007109 c822 01bb 20 0005 01 00000000     | 192.0.2.60 51234 secure
        21 11 0014 c000023c cb007109 c822 01bb 20 0005 00 00000000     | 192.0.2.60 51234
        21 11 0018 c000023c cb007109 c822 01bb 04 0001 00 20 0005 01 00000000 | 192.0.2.60 51234 secure
        20 00 0000                                                     | -
        20 11 000c c000023c cb007109 c822 01bb                         | -
        21 00 0002 abcd                                                | -
        21 31 0000                                                     | -
        """)
    void readsVersion2(String hex, String says) throws IOException {
        assertEquals(says, read(bytes(SIGNATURE + hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "GET / HTTP/1.1\r\n\r\n", "PROXY", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\n",
        "PROXY TCP4 1.2.3 5.6.7.8 1 2\r\n", "PROXY TCP4 ::1 ::1 1 2\r\n", "PROXY TCP6 1.2.3.4 5.6.7.8 1 2\r\n",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1 65536\r\n", "PROXY TCP4 1.2.3.4 5.6.7.8 -1 2\r\n",
        "PROXY TCP4 1.2.3.4  5.6.7.8 1 2\r\n", "PROXY TCP4 localhost localhost 1 2\r\n", "proxy UNKNOWN\r\n",
        "PROXY TCP9 1.2.3.4 5.6.7.8 1 2\r\n", "PROXY TCP4 999.2.3.4 5.6.7.8 1 2\r\n"
    })
    void refusesWhatIsNoLine(String line) {
        assertThrows(IOException.class, () -> ProxyHeader.read(new ByteArrayInputStream(ascii(line))));
    }

    @Test
    void readsNoMoreOfALineThanTheLongest() {
        var in = new ByteArrayInputStream(ascii("PROXY UNKNOWN " + "x".repeat(100_000)));
        assertThrows(IOException.class, () -> ProxyHeader.read(in));
        assertTrue(in.available() > 99_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "31 11 000c c000023c cb007109 c822 01bb", "22 11 000c c000023c cb007109 c822 01bb", "21 11 000b 00",
        "21 11 0004 c000023c", "21 21 000c c000023c cb007109 c822 01bb", "21 11 ffff c000023c",
        "21 11 000d c000023c cb007109 c822 01bb 20", "21 11 000f c000023c cb007109 c822 01bb 20 0001", "21"
    })
    void refusesWhatIsNoBinaryHeader(String hex) {
        assertThrows(IOException.class, () -> ProxyHeader.read(new ByteArrayInputStream(bytes(SIGNATURE + hex))));
    }

    @Test
    void damageOnlyEverRefuses() {
        var random = new Random(5);
        var good = new byte[][] {
            ascii("PROXY TCP6 2001:db8::17 ::1 51234 443\r\n"),
            bytes(SIGNATURE + "21 11 0018 c000023c cb007109 c822 01bb 04 0001 00 20 0005 01 00000000")
        };
        for (int n = 0; n < 50_000; n++) {
            var bad = good[n % 2].clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                ProxyHeader.read(new ByteArrayInputStream(bad, 0, random.nextInt(bad.length + 1)));
            } catch (IOException _) {
                // As it should be.
            }
        }
    }
}
