package stream.client.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectStringTest {

    @Test
    void readsServerAndKeyFromOneLine() {
        var both = ConnectString.parse(" https://example.org/#abc_DEF-123 ");
        assertEquals("https://example.org", both.server().toString());
        assertEquals("abc_DEF-123", both.key().orElseThrow().secret());
        assertEquals("https://example.org:8443", ConnectString.parse("strom://example.org:8443#k").server().toString());
    }

    @Test
    void readsAddressesAsPeopleWriteThem() {
        assertEquals("https://example.org", ServerAddress.parse("example.org").toString());
        assertEquals("http://localhost:8080", ServerAddress.parse("localhost:8080").toString());
        assertEquals("http://127.0.0.1:8080", ServerAddress.parse("127.0.0.1:8080/").toString());
        assertEquals("http://[::1]:8080", ServerAddress.parse("[::1]:8080").toString());
        assertEquals("https://example.org/live", ServerAddress.parse("https://example.org/live?x=1").toString());
    }

    @Test
    void findsTheSocketAndThePages() {
        var server = ServerAddress.parse("https://example.org/live");
        assertEquals("wss://example.org/live/api/publish", server.publishSocket().toString());
        assertEquals("https://example.org/live/bosse", server.channelPage("bosse").orElseThrow().toString());
        assertEquals("ws://localhost:8080/api/publish", ServerAddress.parse("localhost:8080").publishSocket().toString());
    }

    @Test
    void onlyANameThatAChannelCanHaveLeadsToAPage() {
        var server = ServerAddress.parse("https://example.org");
        for (var name : List.of(
                "", "bo", "file:///etc/passwd", "smb:host", "javascript:x", "//evil.example", "../dashboard", "a/b",
                "bo%2F", "bosse?x", "bosse#x", "https://evil.example", "bosse\n", "\\\\evil", "x".repeat(26))) {
            assertEquals(Optional.empty(), server.channelPage(name), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "192.168.1.2:8080", "[2001:db8::5]", "127.evil.example", "localhost.evil.example", "localhost.",
        "[::127.0.0.1]", "[::ffff:192.0.2.1]", "0.0.0.0", "[::]", "127", "0x7f000001", "0177.0.0.1", "example.org"
    })
    void aKeyForAnotherComputerIsExposedWithoutEncryption(String host) {
        assertTrue(ServerAddress.parse("http://" + host).exposesKey());
        assertFalse(ServerAddress.parse("https://" + host).exposesKey());
        assertTrue(ServerAddress.parse(host).isEncrypted(), "what is not this computer is guessed to be encrypted");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "localhost:8080", "LocalHost", "127.0.0.1", "127.9.9.9:8080", "[::1]:8080", "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]", "2130706433"
    })
    void aKeyForThisComputerIsNotExposed(String host) {
        assertFalse(ServerAddress.parse("http://" + host).exposesKey());
        assertFalse(ServerAddress.parse(host).isEncrypted(), "nobody has a certificate for this computer");
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (var text : List.of("", " ", "ftp://x", "https://", "https://a b", "https://u:p@host", "http:///x", "mailto:x",
                "http://127.1")) {
            assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(text), text);
        }
        for (var text : List.of("https://example.org#a b", "https://example.org#å", "#key")) {
            assertThrows(IllegalArgumentException.class, () -> ConnectString.parse(text), text);
        }
    }

    @Test
    void aKeyDoesNotPrintItself() {
        assertFalse(ConnectString.parse("https://example.org/#hemlig").toString().contains("hemlig"));
    }

    @Test
    void anyTextIsReadOrRefusedWithASentence() {
        var random = new Random(5);
        var alphabet = "https://:[]@#?%.&=abcÅ0 \\\t";
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder(random.nextBoolean() ? "https://" : "");
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                ConnectString.parse(text.toString()).server().publishSocket();
            } catch (IllegalArgumentException e) {
                assertFalse(e.getMessage().isEmpty());
            }
        }
    }
}
