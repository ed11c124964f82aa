package stream.net.websocket;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Compressed messages: the extension permessage-deflate (RFC 7692), as far as it costs no memory
/// between messages. Each message is compressed by itself, either way, so that a connection holds no
/// window, and one compressed message serves all who get it.
///
/// **Threads.** Any thread calls any method.
public final class PerMessageDeflate {
    /// Shorter messages share a packet with their neighbours, compressed or not. The usual ones, of some
    /// hundred bytes, would save a third of that at best.
    public static final int LEAST_BYTES = 1024;

    private static final String NAME = "permessage-deflate";
    /// Java's compressor has this window only, of 32 KiB.
    private static final String WINDOW_BITS = "15";
    private static final Pattern ANY_WINDOW_BITS = Pattern.compile("[89]|1[0-5]");
    /// The end of an empty block, which senders leave out (§7.2.1).
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    /// A small message mostly grows to a few times its size.
    private static final int FIRST_BYTES = 512;

    private PerMessageDeflate() {}

    /// Chooses the first offer that can be kept to.
    ///
    /// @param offers the header `Sec-WebSocket-Extensions` of the client
    /// @return the header's value in the answer; nothing when messages are not to be compressed
    public static Optional<String> negotiate(String offers) {
        for (var offer : offers.split(",")) {
            var answer = answer(offer.split(";", -1));
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    /// Judges one offer by its parameters (§7.1). One that is not understood is declined, and so is one
    /// for a smaller window than there is.
    private static Optional<String> answer(String[] offer) {
        if (!offer[0].trim().equalsIgnoreCase(NAME)) {
            return Optional.empty();
        }
        var seen = new HashSet<String>();
        for (int i = 1; i < offer.length; i++) {
            int equals = offer[i].indexOf('=');
            var name = (equals < 0 ? offer[i] : offer[i].substring(0, equals)).trim().toLowerCase(Locale.ROOT);
            var value = equals < 0 ? "" : unquoted(offer[i].substring(equals + 1).trim());
            boolean understood = switch (name) {
                case "server_no_context_takeover", "client_no_context_takeover" -> equals < 0;
                case "server_max_window_bits" -> value.equals(WINDOW_BITS);
                case "client_max_window_bits" -> equals < 0 || ANY_WINDOW_BITS.matcher(value).matches();
                default -> false;
            };
            if (!understood || !seen.add(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(NAME + "; server_no_context_takeover; client_no_context_takeover"
            + (seen.contains("server_max_window_bits") ? "; server_max_window_bits=" + WINDOW_BITS : ""));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /// Compresses a message's payload (§7.2.1).
    static byte[] compress(byte[] payload) {
        // The quickest level: better ones take three times as long for a tenth less. Made for each
        // message, in some ten microseconds, rather than kept at a quarter of a megabyte.
        try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(payload);
            var out = new byte[payload.length / 2 + FIRST_BYTES];
            int length = 0;
            while (true) {
                length += deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
                if (length < out.length) {
                    return Arrays.copyOf(out, length - TAIL.length);
                }
                out = Arrays.copyOf(out, 2 * out.length);
            }
        }
    }

    /// Expands a message's payload (§7.2.2).
    ///
    /// @param most the largest message; what would become larger is refused as soon as it does
    static byte[] expand(byte[] compressed, int length, int most) throws WebSocketException {
        var in = Arrays.copyOf(compressed, length + TAIL.length);
        System.arraycopy(TAIL, 0, in, length, TAIL.length);
        try (var inflater = new Inflater(true)) {
            inflater.setInput(in);
            var out = new byte[Math.min(most + 1, Math.max(FIRST_BYTES, 4 * length))];
            int bytes = 0;
            while (true) {
                int n = inflater.inflate(out, bytes, out.length - bytes);
                bytes += n;
                if (bytes > most) {
                    throw new WebSocketException(CloseCode.MESSAGE_TOO_BIG,
                        "messages are limited to " + most + " bytes");
                }
                if (bytes == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(most + 1L, 2L * out.length));
                } else if (inflater.finished() && inflater.getRemaining() > 0) {
                    startOver(inflater, in); // a block that said it was the last one (§7.2.3.4)
                } else if (n == 0 || inflater.getRemaining() == 0) {
                    return Arrays.copyOf(out, bytes);
                }
            }
        } catch (DataFormatException _) {
            throw new WebSocketException(CloseCode.INVALID_PAYLOAD, "a message that is not compressed right");
        }
    }

    private static void startOver(Inflater inflater, byte[] in) {
        int left = inflater.getRemaining();
        inflater.reset();
        inflater.setInput(in, in.length - left, left);
    }
}
