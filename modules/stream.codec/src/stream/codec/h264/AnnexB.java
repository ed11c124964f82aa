package stream.codec.h264;

import java.nio.ByteBuffer;

/// The byte stream format (Annex B): every NAL unit behind a start code, parameter sets included,
/// as files and pipes carry it.
public final class AnnexB {
    private static final int START_CODE = 1;

    private AnnexB() {}

    /// The parameter sets of an `AVCDecoderConfigurationRecord` that has one of each.
    public static ByteBuffer parameterSets(byte[] record) {
        var in = ByteBuffer.wrap(record);
        var out = ByteBuffer.allocate(record.length);
        in.position(5);
        for (int kind = 0; kind < 2; kind++) {
            in.get(); // the count, which is one
            int length = in.getShort();
            out.putInt(START_CODE).put(in.slice(in.position(), length));
            in.position(in.position() + length);
        }
        return out.flip();
    }

    /// Turns the lengths before the units of a payload into start codes, which are as long, in place.
    public static void startCodes(ByteBuffer payload) {
        for (int at = payload.position(); at < payload.limit(); ) {
            int length = payload.getInt(at);
            payload.putInt(at, START_CODE);
            at += Integer.BYTES + length;
        }
    }
}
