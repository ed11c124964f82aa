package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stream.net.http.ConformanceCase.brief;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.net.websocket.FrameReader;

/// RFC 7692 from outside, as [ConformanceTest] does for RFC 6455: sizes and fragments of compressed
/// messages, and what offers are answered.
@Timeout(120)
class CompressionConformanceTest {
    private static final int LARGEST = 131_072;
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final int COMPRESSED_TEXT = 0xC1;
    private static TestSite site;

    @BeforeAll
    static void open() throws IOException {
        site = new TestSite(new Router()
            .socket("/", new FrameReader.Limits(LARGEST, 1024, true), TestSite.echo())
            .socket("/plain", new FrameReader.Limits(LARGEST, 1024), TestSite.echo()));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static ConformanceCase conversation() {
        return new ConformanceCase(site, OFFER);
    }

    /// As a client does it.
    private static byte[] deflate(byte[] payload, int level, int strategy) {
        try (var deflater = new Deflater(level, true)) {
            if (strategy != Deflater.DEFAULT_STRATEGY) {
                deflater.setStrategy(strategy);
            }
            deflater.setInput(payload);
            var out = new byte[payload.length + payload.length / 100 + 64];
            int length = 0;
            int n;
            do { // the first call may do no more than change the strategy
                n = deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
                length += n;
            } while (n > 0 || length == 0);
            return Arrays.copyOf(out, length - 4);
        }
    }

    private static byte[] deflate(String text) {
        return deflate(text.getBytes(StandardCharsets.UTF_8), 6, Deflater.DEFAULT_STRATEGY);
    }

    /// Lines like those of a chat, in so many characters.
    private static String chat(int length) {
        var random = new Random(length);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append("{\"id\":").append(random.nextInt()).append(",\"text\":\"h\u00e4r \u00e4r det\"}");
        }
        return text.substring(0, length);
    }

    /// What the echo of a text looks like: compressed when it is long enough to gain by it.
    private static String echo(String text) {
        boolean compressed = text.getBytes(StandardCharsets.UTF_8).length >= 1024;
        return (compressed ? "compressed text " : "text ") + brief(text);
    }

    @TestFactory
    Stream<DynamicTest> sizes() {
        return Stream.of(0, 1, 16, 64, 256, 1023, 1024, 4096, 8192, 16_384, 32_768, 65_536, 100_000).flatMap(size -> {
            var text = chat(size);
            var whole = conversation();
            var pieces = conversation();
            for (int i = 0; i < 10; i++) {
                whole.send(COMPRESSED_TEXT, deflate(text)).expect(echo(text));
                pieces.send(COMPRESSED_TEXT, deflate(text)).expect(echo(text));
            }
            return Stream.of(
                whole.thenClose().named("ten of " + size),
                pieces.thenClose().inPiecesOf(997).named("ten of " + size + " in pieces"),
                conversation().send(0x81, text).expect(echo(text)).thenClose().named("plain, of " + size));
        });
    }

    @TestFactory
    Stream<DynamicTest> fragments() {
        return Stream.of(1, 7, 256).map(size -> {
            var text = chat(size == 1 ? 200 : 5000);
            var bytes = deflate(text);
            var fragments = conversation();
            for (int at = 0; at < bytes.length; at += size) {
                var piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
                fragments.send(at == 0 ? COMPRESSED_TEXT & 0x7F : 0x00, piece);
                if (at == size) {
                    fragments.sendHex(0x89, "01").expect("pong 01");
                }
            }
            return fragments.send(0x80, "").expect(echo(text)).thenClose().named("fragments of " + size);
        });
    }

    @TestFactory
    Stream<DynamicTest> waysToCompress() {
        var text = chat(5000);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
            conversation().send(COMPRESSED_TEXT, deflate(bytes, 0, Deflater.DEFAULT_STRATEGY)).expect(echo(text))
                .thenClose().named("stored"),
            conversation().send(COMPRESSED_TEXT, deflate(bytes, 9, Deflater.HUFFMAN_ONLY)).expect(echo(text))
                .thenClose().named("Huffman codes only"),
            conversation().sendHex(COMPRESSED_TEXT, "f3 48 cd c9 c9 07 00 00").expect("text Hello").thenClose()
                .named("a last block"),
            conversation().sendHex(COMPRESSED_TEXT, "f2 48 05 00 00 00 ff ff ca c9 c9 07 00").expect("text Hello")
                .thenClose().named("two blocks"),
            conversation().sendHex(COMPRESSED_TEXT, "00").expect("text ").thenClose().named("nothing"),
            conversation().send(0xC2, deflate("Hello")).expect("binary 48656c6c6f").thenClose().named("binary"));
    }

    @TestFactory
    Stream<DynamicTest> faults() {
        var bomb = deflate(new byte[10_000_000], 9, Deflater.DEFAULT_STRATEGY);
        return Stream.of(
            conversation().send(COMPRESSED_TEXT, bomb).expect("close 1009").named("bomb"),
            conversation().send(0xC2, bomb).expect("close 1009").named("binary bomb"),
            conversation().sendHex(COMPRESSED_TEXT, "ffffff").expect("close 1007").named("not compressed at all"),
            conversation().send(COMPRESSED_TEXT, deflate(new byte[] {(byte) 0xC0, (byte) 0xAF}, 6, 0))
                .expect("close 1007").named("not UTF-8"),
            conversation().send(0x01, "a").send(0xC0, "b").expect("close 1002").named("marked later"),
            conversation().sendHex(0xC9, "").expect("close 1002").named("marked ping"),
            conversation().sendHex(0xC8, "03e8").expect("close 1002").named("marked close"),
            conversation().sendHex(0xE1, "").expect("close 1002").named("another bit"),
            new ConformanceCase(site).send(COMPRESSED_TEXT, deflate("a")).expect("close 1002").named("not offered"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        permessage-deflate | ''
        permessage-deflate; client_max_window_bits | ''
        permessage-deflate; client_max_window_bits=9; server_no_context_takeover | ''
        Permessage-Deflate ; client_no_context_takeover;server_max_window_bits=15 | ; server_max_window_bits=15
        permessage-deflate; server_max_window_bits="15" | ; server_max_window_bits=15
        permessage-deflate; server_max_window_bits=9, permessage-deflate | ''
        x-webkit-deflate-frame, permessage-deflate; client_max_window_bits="12" | ''
        """)
    void takesAnOffer(String offer, String more) throws IOException {
        assertTrue(handshake("/", offer).contains("\r\nSec-WebSocket-Extensions: permessage-deflate; "
            + "server_no_context_takeover; client_no_context_takeover" + more + "\r\n"), offer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        permessage-deflate; server_max_window_bits=9
        permessage-deflate; server_max_window_bits
        permessage-deflate; server_max_window_bits=16
        permessage-deflate; client_max_window_bits=7
        permessage-deflate; client_max_window_bits=012
        permessage-deflate; client_max_window_bits; client_max_window_bits
        permessage-deflate; server_no_context_takeover=1
        permessage-deflate; something
        permessage-deflate;
        permessage-bzip2
        ,;=
        """)
    void speaksPlainlyWhereAnOfferCannotBeKept(String offer) throws IOException {
        assertFalse(handshake("/", offer).contains("Extensions"), offer);
    }

    @Test
    void compressesNothingWhereMediaGo() throws IOException {
        assertFalse(handshake("/plain", "permessage-deflate").contains("Extensions"));
    }

    private static String handshake(String path, String offer) throws IOException {
        try (var client = site.connect()) {
            client.send(TestSite.handshake(path, "Sec-WebSocket-Extensions: " + offer));
            var head = client.head();
            assertEquals("HTTP/1.1 101", head.substring(0, 12));
            return head;
        }
    }
}
