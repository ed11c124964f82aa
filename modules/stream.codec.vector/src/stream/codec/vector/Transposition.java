package stream.codec.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Turns blocks of 8 × 8 samples, so that columns become rows.
///
/// A row is a `long`; neighbours, pairs and fours of samples change places across the diagonal, each
/// in one step for the whole row.
final class Transposition {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x00ff00ff00ff00ffL;
    private static final long PAIRS = 0x0000ffff0000ffffL;
    private static final long FOURS = 0x00000000ffffffffL;

    private Transposition() {}

    static void transpose(byte[] in, int at, int stride, byte[] out, int outAt, int outStride) {
        long r0 = (long) LONG.get(in, at);
        long r1 = (long) LONG.get(in, at + stride);
        long r2 = (long) LONG.get(in, at + 2 * stride);
        long r3 = (long) LONG.get(in, at + 3 * stride);
        long r4 = (long) LONG.get(in, at + 4 * stride);
        long r5 = (long) LONG.get(in, at + 5 * stride);
        long r6 = (long) LONG.get(in, at + 6 * stride);
        long r7 = (long) LONG.get(in, at + 7 * stride);
        long s0 = upper(r0, r1, 8, ONES);
        long s1 = lower(r0, r1, 8, ONES);
        long s2 = upper(r2, r3, 8, ONES);
        long s3 = lower(r2, r3, 8, ONES);
        long s4 = upper(r4, r5, 8, ONES);
        long s5 = lower(r4, r5, 8, ONES);
        long s6 = upper(r6, r7, 8, ONES);
        long s7 = lower(r6, r7, 8, ONES);
        r0 = upper(s0, s2, 16, PAIRS);
        r1 = upper(s1, s3, 16, PAIRS);
        r2 = lower(s0, s2, 16, PAIRS);
        r3 = lower(s1, s3, 16, PAIRS);
        r4 = upper(s4, s6, 16, PAIRS);
        r5 = upper(s5, s7, 16, PAIRS);
        r6 = lower(s4, s6, 16, PAIRS);
        r7 = lower(s5, s7, 16, PAIRS);
        LONG.set(out, outAt, upper(r0, r4, 32, FOURS));
        LONG.set(out, outAt + outStride, upper(r1, r5, 32, FOURS));
        LONG.set(out, outAt + 2 * outStride, upper(r2, r6, 32, FOURS));
        LONG.set(out, outAt + 3 * outStride, upper(r3, r7, 32, FOURS));
        LONG.set(out, outAt + 4 * outStride, lower(r0, r4, 32, FOURS));
        LONG.set(out, outAt + 5 * outStride, lower(r1, r5, 32, FOURS));
        LONG.set(out, outAt + 6 * outStride, lower(r2, r6, 32, FOURS));
        LONG.set(out, outAt + 7 * outStride, lower(r3, r7, 32, FOURS));
    }

    /// The upper row of two, once their samples off the diagonal have changed places.
    private static long upper(long upper, long lower, int shift, long kept) {
        return upper & kept | (lower & kept) << shift;
    }

    private static long lower(long upper, long lower, int shift, long kept) {
        return upper >>> shift & kept | lower & ~kept;
    }
}
