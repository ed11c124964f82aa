package stream.codec.h264;

import java.nio.ByteBuffer;

/// NAL units, §7.3.1: a header byte and the payload, with `03` put in wherever two zero bytes would
/// be followed by a byte below four, so that a start code never appears inside.
///
/// ```
/// +-+---+-----+
/// |0|ref|type |  forbidden_zero_bit, nal_ref_idc, nal_unit_type
/// +-+---+-----+
/// ```
final class NalUnit {
    static final int SLICE = 1;
    static final int IDR_SLICE = 5;
    static final int SEQUENCE_PARAMETER_SET = 7;
    static final int PICTURE_PARAMETER_SET = 8;

    private NalUnit() {}

    static byte header(int referenceIdc, int type) {
        return (byte) (referenceIdc << 5 | type);
    }

    /// The most bytes that a payload of `length` bytes can become, with header and length.
    static int bound(int length) {
        return Integer.BYTES + 1 + length + length / 2 + 1;
    }

    /// Writes a unit in AVC format: behind its length in four bytes (ISO/IEC 14496-15 §5.3.4.2.1).
    static void write(ByteBuffer out, byte header, byte[] payload, int length) {
        int lengthAt = out.position();
        out.putInt(0);
        out.put(header);
        escape(out, payload, length);
        out.putInt(lengthAt, out.position() - lengthAt - Integer.BYTES);
    }

    /// The unit alone: header and escaped payload.
    static byte[] toBytes(byte header, BitWriter payload) {
        var out = ByteBuffer.allocate(bound(payload.byteLength()));
        write(out, header, payload.toBytes(), payload.byteLength());
        var unit = new byte[out.position() - Integer.BYTES];
        out.get(Integer.BYTES, unit);
        return unit;
    }

    private static void escape(ByteBuffer out, byte[] payload, int length) {
        int copied = 0;
        int at = 2;
        while (at < length) {
            if ((payload[at] & 0xff) > 3) { // no sequence ends here, nor at the two bytes after it
                at += 3;
            } else if (at - 2 >= copied && payload[at - 1] == 0 && payload[at - 2] == 0) {
                out.put(payload, copied, at - copied);
                out.put((byte) 3);
                copied = at;
                at += 2;
            } else {
                at++;
            }
        }
        out.put(payload, copied, length - copied);
    }
}
