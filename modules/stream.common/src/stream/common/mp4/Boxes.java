package stream.common.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes boxes (ISO/IEC 14496-12 §4.2) into a buffer that grows: a size, a type of four characters,
/// and what the box holds, other boxes or fields.
///
/// ```
/// boxes.begin("moof");
/// boxes.full("mfhd", 0, 0).u32(sequence).end();
/// boxes.end();
/// ```
final class Boxes {
    /// Nothing here nests deeper: moov, trak, mdia, minf, stbl, stsd, avc1, avcC.
    private static final int MAX_DEPTH = 10;

    private byte[] bytes;
    private int length;
    private final int[] open = new int[MAX_DEPTH];
    private int depth;

    Boxes(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    Boxes begin(String type) {
        open[depth++] = length;
        return u32(0).ascii(type);
    }

    /// Begins a box that has a version and flags.
    Boxes full(String type, int version, int flags) {
        return begin(type).u32((long) version << 24 | flags);
    }

    Boxes end() {
        int start = open[--depth];
        ByteBuffer.wrap(bytes).putInt(start, length - start);
        return this;
    }

    int length() {
        return length;
    }

    Boxes u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Boxes u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Boxes u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    Boxes u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    Boxes zeros(int count) {
        reserve(count);
        length += count;
        return this;
    }

    Boxes ascii(String text) {
        return put(text.getBytes(StandardCharsets.US_ASCII));
    }

    Boxes put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /// Writes over a number that was not known when its place was passed.
    void setU32(int at, int value) {
        ByteBuffer.wrap(bytes).putInt(at, value);
    }

    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, length).slice();
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
