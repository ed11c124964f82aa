package stream.net.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The masking of client frames (RFC 6455 §5.3): each byte is combined by exclusive or with one of
/// the key's four. Every byte that a publisher sends passes here, so eight go at a time.
final class Mask {
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Mask() {}

    /// Masks or unmasks, which is the same, `bytes[from..to)` in place.
    ///
    /// @param key holds the key's four bytes at `keyAt`
    /// @param offset of the first byte within the frame's payload
    static void apply(byte[] key, int keyAt, int offset, byte[] bytes, int from, int to) {
        long four = 0;
        for (int i = 0; i < 4; i++) {
            four = four << 8 | key[keyAt + (offset + i & 3)] & 0xFF;
        }
        long eight = four << 32 | four;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            LONG.set(bytes, at, (long) LONG.get(bytes, at) ^ eight);
        }
        for (int i = 0; at < to; at++, i++) {
            bytes[at] ^= key[keyAt + (offset + i & 3)];
        }
    }
}
