package stream.codec.h264;

/// Writes bits, most significant first, into a growing array: fixed-length codes and the
/// Exp-Golomb codes of H.264 §9.1.
///
/// Bits gather in a 64-bit word and leave it four bytes at a time; nothing is allocated once the
/// array is large enough.
final class BitWriter {
    private byte[] bytes;
    private int length;
    /// The bits that have not been stored yet are the `pending` lowest of this word.
    private long word;
    private int pending;

    BitWriter(int capacity) {
        bytes = new byte[capacity + Integer.BYTES];
    }

    /// Forgets all that was written.
    void clear() {
        length = 0;
        word = 0;
        pending = 0;
    }

    /// u(n) or f(n): the `count` lowest bits of `value`, whose other bits are zero; at most 32.
    void put(int count, int value) {
        word = word << count | value & 0xffffffffL;
        pending += count;
        if (pending >= Integer.SIZE) {
            store();
        }
    }

    private void store() {
        if (length + Integer.BYTES > bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, bytes.length * 2);
        }
        pending -= Integer.SIZE;
        ByteViews.putIntBigEndian(bytes, length, (int) (word >>> pending));
        length += Integer.BYTES;
    }

    void flag(boolean value) {
        put(1, value ? 1 : 0);
    }

    /// ue(v), §9.1: as many zeros as `value + 1` has bits after its first one, then `value + 1`.
    void ue(int value) {
        int code = value + 1;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(code);
        if (bits <= Integer.SIZE / 2) {
            put(2 * bits - 1, code);
        } else {
            put(bits - 1, 0);
            put(bits, code);
        }
    }

    /// se(v), §9.1.1: 0, 1, −1, 2, −2 … as ue(v) of 0, 1, 2, 3, 4 …
    void se(int value) {
        ue(value > 0 ? 2 * value - 1 : -2 * value);
    }

    /// How many bits [#ue] takes.
    static int ueBits(int value) {
        return 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(value + 1)) - 1;
    }

    /// How many bits [#se] takes.
    static int seBits(int value) {
        return ueBits(value > 0 ? 2 * value - 1 : -2 * value);
    }

    boolean isByteAligned() {
        return (pending & 7) == 0;
    }

    /// rbsp_trailing_bits(), §7.3.2.11: a one, then zeros up to the end of the byte.
    void trailingBits() {
        put(1, 1);
        put(-pending & 7, 0);
    }

    /// The bytes written, valid up to [#byteLength] once the last byte is whole.
    byte[] toBytes() {
        for (int at = length, left = pending; left > 0; left -= Byte.SIZE) {
            bytes[at++] = (byte) (word >>> left - Byte.SIZE);
        }
        return bytes;
    }

    int byteLength() {
        return length + pending / Byte.SIZE;
    }
}
