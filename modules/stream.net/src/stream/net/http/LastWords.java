package stream.net.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What the HTTP server said last on a connection. A request that it cannot read is refused without a
/// handler, behind the answers to those before, and the connection ended: that is seen here.
///
/// **Threads.** One: the server→client pump.
final class LastWords {
    /// More than there is to a refusal.
    private static final int MOST_BYTES = 512;
    /// A short answer to the very end, without a `Date`, which each answer of a handler has.
    private static final Pattern REFUSAL =
        Pattern.compile("HTTP/1\\.1 ([45]\\d\\d)[^\r\n]*\r\n(?:(?!Date:)[^\r\n]+\r\n)*\r\n[^\r\n]*\\z");

    private final byte[] bytes = new byte[MOST_BYTES];
    private int length;

    /// Some bytes came.
    void said(ByteBuffer some) {
        int fresh = Math.min(some.remaining(), MOST_BYTES);
        int kept = Math.min(length, MOST_BYTES - fresh);
        System.arraycopy(bytes, length - kept, bytes, 0, kept);
        some.get(some.limit() - fresh, bytes, kept, fresh);
        length = kept + fresh;
    }

    /// The status of the refusal that the connection ended with, if it did.
    OptionalInt refusal() {
        var refusal = REFUSAL.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        return refusal.find() ? OptionalInt.of(Integer.parseInt(refusal.group(1))) : OptionalInt.empty();
    }
}
