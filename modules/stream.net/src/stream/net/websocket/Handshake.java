package stream.net.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// The opening handshake (RFC 6455 §4.2): judges a request and answers it. Whether the page that asks
/// may do so (its `Origin`) and whether its user may is for the caller to decide.
///
/// @param key as the client sent it: 16 bytes in base64
public record Handshake(String key) {
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;
    /// Appended to the key before hashing (§1.3): proves that a WebSocket server answered.
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// The request is not a handshake that can be answered.
    public static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refusal(int status, String detail) {
            super(detail);
            this.status = status;
        }

        /// Of the HTTP answer: 400, or 426, which also wants the headers `Upgrade: websocket` and
        /// `Sec-WebSocket-Version: 13`.
        public int status() {
            return status;
        }
    }

    /// Judges a request.
    ///
    /// @param protocol such as `HTTP/1.1`
    /// @param header finds a header's value; when the header came more than once, all its values
    ///     with commas between
    public static Handshake of(String method, String protocol, Function<String, Optional<String>> header)
            throws Refusal {
        if (!hasToken(header.apply("Upgrade"), "websocket")
                || !hasToken(header.apply("Connection"), "upgrade")) {
            throw new Refusal(426, "This address speaks WebSocket only.");
        }
        if (!method.equals("GET")) {
            throw new Refusal(400, "A WebSocket handshake is a GET request.");
        }
        if (!protocol.equals("HTTP/1.1")) {
            throw new Refusal(400, "A WebSocket handshake needs HTTP/1.1.");
        }
        if (!header.apply("Sec-WebSocket-Version").orElse("").trim().equals(VERSION)) {
            throw new Refusal(426, "Only WebSocket version 13 is spoken here.");
        }
        var key = header.apply("Sec-WebSocket-Key").orElse("").trim();
        if (!isKey(key)) {
            throw new Refusal(400, "Sec-WebSocket-Key must be 16 bytes in base64.");
        }
        return new Handshake(key);
    }

    /// The value of `Sec-WebSocket-Accept` (§4.2.2).
    public String accept() {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            var digest = sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-1
        }
    }

    /// The head that opens the connection, ready to be sent.
    ///
    /// @param extensions the value of `Sec-WebSocket-Extensions`, if messages are to be compressed
    public byte[] answer(Optional<String> extensions) {
        return ("HTTP/1.1 101 Switching Protocols\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept() + "\r\n"
                + extensions.map(value -> "Sec-WebSocket-Extensions: " + value + "\r\n").orElse("") + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == 24 && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false; // not base64
        }
    }

    private static boolean hasToken(Optional<String> list, String token) {
        for (var item : list.orElse("").split(",")) {
            if (item.trim().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }
}
