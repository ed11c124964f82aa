package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
    /// The request of RFC 6455 §1.3.
    private static final Map<String, String> REQUEST = Map.of(
        "Upgrade", "websocket",
        "Connection", "Upgrade",
        "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version", "13");

    private static Handshake judge(Map<String, String> headers) throws Handshake.Refusal {
        var lookup = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        lookup.putAll(headers);
        return Handshake.of("GET", "HTTP/1.1", name -> Optional.ofNullable(lookup.get(name)));
    }

    private static Map<String, String> with(String name, String value) {
        var headers = new TreeMap<>(REQUEST);
        headers.put(name, value);
        return headers;
    }

    @Test
    void answersTheExampleOfTheRfc() throws Handshake.Refusal {
        var handshake = judge(REQUEST);
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", handshake.accept());
        assertEquals("""
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            \r
            """, new String(handshake.answer(Optional.empty()), StandardCharsets.ISO_8859_1));
    }

    @Test
    void findsTokensInLists() throws Handshake.Refusal {
        judge(with("Connection", "keep-alive, UPGRADE"));
        judge(with("Upgrade", "h2c, WebSocket"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "Upgrade, -, 426", "Upgrade, h2c, 426", "Connection, -, 426", "Connection, keep-alive, 426",
        "Sec-WebSocket-Version, -, 426", "Sec-WebSocket-Version, 8, 426", "Sec-WebSocket-Version, '13, 8', 426",
        "Sec-WebSocket-Key, -, 400", "Sec-WebSocket-Key, short, 400",
        "Sec-WebSocket-Key, AAAAAAAAAAAAAAAAAAAAAA==x, 400", "Sec-WebSocket-Key, AAAAAAAAAAAAAAAAAAAAAAAA, 400",
        "Sec-WebSocket-Key, 'AAAAAAAAAAAAAAAAAAAAAA==, AAAAAAAAAAAAAAAAAAAAAA==', 400"
    })
    void refusesABrokenHandshake(String header, String value, int status) {
        var headers = new TreeMap<>(REQUEST);
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        assertEquals(status, assertThrows(Handshake.Refusal.class, () -> judge(headers)).status());
    }

    @Test
    void refusesOtherMethodsAndVersions() {
        assertEquals(400, assertThrows(Handshake.Refusal.class, () ->
            Handshake.of("POST", "HTTP/1.1", name -> Optional.ofNullable(REQUEST.get(name)))).status());
        assertEquals(400, assertThrows(Handshake.Refusal.class, () ->
            Handshake.of("GET", "HTTP/1.0", name -> Optional.ofNullable(REQUEST.get(name)))).status());
    }
}
