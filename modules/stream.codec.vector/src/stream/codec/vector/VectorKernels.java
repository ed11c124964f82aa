package stream.codec.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import stream.codec.h264.Kernels;
import stream.codec.h264.PlainKernels;

/// Kernels in vectors: 8 or 16 samples at once, widened to 16 bits.
///
/// The species are fixed. The compiler turns a method into vector instructions as long as its vectors
/// are local variables; a vector handed to a method that is not put where it is called becomes an
/// object. That is why steps are written out here that would better be methods.
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Byte> BYTES_8 = ByteVector.SPECIES_64;
    private static final VectorSpecies<Byte> BYTES_16 = ByteVector.SPECIES_128;
    private static final VectorSpecies<Short> SHORTS_8 = ShortVector.SPECIES_128;
    private static final VectorSpecies<Short> SHORTS_16 = ShortVector.SPECIES_256;
    private static final VectorSpecies<Integer> INTS_8 = IntVector.SPECIES_256;
    /// Columns from a row of sums to the next.
    private static final int SUMS_STRIDE = 24;

    /// The place of each block's sum in the result of [#satd16x4].
    private static final LongVector FIELDS =
            LongVector.fromArray(LongVector.SPECIES_256, new long[] {0xffffL, 0xffffL << 16, 0xffffL << 32, 0xffffL << 48}, 0);

    private static final LongVector UPPER_QUARTERS =
            LongVector.fromArray(LongVector.SPECIES_256, new long[] {0xffffL, 0xffffL, 0xffffL << 16, 0xffffL << 16}, 0);
    private static final LongVector LOWER_QUARTERS =
            LongVector.fromArray(LongVector.SPECIES_256, new long[] {0xffffL << 32, 0xffffL << 32, 0xffffL << 48, 0xffffL << 48}, 0);

    private final PlainKernels plain = new PlainKernels();

    public VectorKernels() {}

    private static ShortVector load16(byte[] in, int at) {
        return (ShortVector) ByteVector.fromArray(BYTES_16, in, at)
                .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS_16, 0);
    }

    private static ShortVector load8(byte[] in, int at) {
        return (ShortVector) ByteVector.fromArray(BYTES_8, in, at)
                .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS_8, 0);
    }

    private static void store16(ShortVector samples, byte[] out, int at) {
        ((ByteVector) samples.convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(out, at);
    }

    private static void store8(ShortVector samples, byte[] out, int at) {
        ((ByteVector) samples.convertShape(VectorOperators.S2B, BYTES_8, 0)).intoArray(out, at);
    }

    /// The sum of lanes that hold no sign, up to 65535 each.
    private static int sumOfLanes(ShortVector lanes) {
        IntVector pairs = lanes.reinterpretAsInts();
        return pairs.and(0xffff).add(pairs.lanewise(VectorOperators.LSHR, 16)).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public int sad(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        return width == 16
                ? sad16(a, aAt, aStride, b, bAt, bStride, height)
                : sad8(a, aAt, aStride, b, bAt, bStride, height);
    }

    private static int sad16(byte[] a, int i, int aStride, byte[] b, int j, int bStride, int height) {
        var sum = ShortVector.zero(SHORTS_16);
        for (int row = 0; row < height; row++, i += aStride, j += bStride) {
            sum = sum.add(load16(a, i).sub(load16(b, j)).abs());
        }
        return sumOfLanes(sum);
    }

    private static int sad8(byte[] a, int i, int aStride, byte[] b, int j, int bStride, int height) {
        var sum = ShortVector.zero(SHORTS_8);
        for (int row = 0; row < height; row++, i += aStride, j += bStride) {
            sum = sum.add(load8(a, i).sub(load8(b, j)).abs());
        }
        return sumOfLanes(sum);
    }

    @Override
    public int sadOfMean(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            byte[] c, int cAt, int cStride, int width, int height) {
        return width == 16
                ? sadOfMean16(a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, height)
                : sadOfMean8(a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, height);
    }

    private static int sadOfMean16(byte[] a, int i, int aStride, byte[] b, int j, int bStride,
            byte[] c, int k, int cStride, int height) {
        var sum = ShortVector.zero(SHORTS_16);
        for (int row = 0; row < height; row++, i += aStride, j += bStride, k += cStride) {
            var mean = load16(b, j).add(load16(c, k)).add((short) 1).lanewise(VectorOperators.LSHR, 1);
            sum = sum.add(load16(a, i).sub(mean).abs());
        }
        return sumOfLanes(sum);
    }

    private static int sadOfMean8(byte[] a, int i, int aStride, byte[] b, int j, int bStride,
            byte[] c, int k, int cStride, int height) {
        var sum = ShortVector.zero(SHORTS_8);
        for (int row = 0; row < height; row++, i += aStride, j += bStride, k += cStride) {
            var mean = load8(b, j).add(load8(c, k)).add((short) 1).lanewise(VectorOperators.LSHR, 1);
            sum = sum.add(load8(a, i).sub(mean).abs());
        }
        return sumOfLanes(sum);
    }

    @Override
    public void sadQuarters(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out) {
        var upper = ShortVector.zero(SHORTS_16);
        var lower = ShortVector.zero(SHORTS_16);
        for (int row = 0; row < 8; row++, aAt += aStride, bAt += bStride) {
            upper = upper.add(load16(a, aAt).sub(load16(b, bAt)).abs());
            lower = lower.add(load16(a, aAt + 8 * aStride).sub(load16(b, bAt + 8 * bStride)).abs());
        }
        upper = upper.add(upper.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        upper = upper.add(upper.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        lower = lower.add(lower.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        lower = lower.add(lower.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        // Now every lane holds the sum of four columns: one of each is taken, and neighbours added.
        long four = upper.reinterpretAsLongs().and(UPPER_QUARTERS)
                .add(lower.reinterpretAsLongs().and(LOWER_QUARTERS))
                .reduceLanes(VectorOperators.ADD);
        for (int i = 0; i < 4; i++) {
            out[i] = sum(four, i);
        }
    }

    /// Signs of the butterfly of neighbouring lanes.
    private static final ShortVector SIGNS_16 =
            ShortVector.fromArray(SHORTS_16, new short[] {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}, 0);
    private static final ShortVector SIGNS_8 = (ShortVector) SIGNS_16.castShape(SHORTS_8, 0);

    @Override
    public int satd(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        int sum = 0;
        for (int row = 0; row < height; row += 4, aAt += 4 * aStride, bAt += 4 * bStride) {
            if (width == 16) {
                long four = satd16x4(a, aAt, aStride, b, bAt, bStride);
                sum += sum(four, 0) + sum(four, 1) + sum(four, 2) + sum(four, 3);
            } else {
                sum += satd8x4(a, aAt, aStride, b, bAt, bStride);
            }
        }
        return sum >> 1;
    }

    @Override
    public void satdOfFour(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out) {
        long four = satd16x4(a, aAt, aStride, b, bAt, bStride);
        for (int i = 0; i < 4; i++) {
            out[i] = sum(four, i) >> 1;
        }
    }

    private static int sum(long four, int i) {
        return (int) (four >>> 16 * i) & 0xffff;
    }

    /// Sums of absolute coefficients of four blocks side by side, 16 bits each, the first lowest.
    ///
    /// The last butterfly is not done: |x + y| + |x − y| is twice the larger of |x| and |y|, which then
    /// stands in both lanes.
    private static long satd16x4(byte[] a, int i, int aStride, byte[] b, int j, int bStride) {
        var r0 = load16(a, i).sub(load16(b, j));
        var r1 = load16(a, i + aStride).sub(load16(b, j + bStride));
        var r2 = load16(a, i + 2 * aStride).sub(load16(b, j + 2 * bStride));
        var r3 = load16(a, i + 3 * aStride).sub(load16(b, j + 3 * bStride));
        var s = r0.add(r1);
        var t = r0.sub(r1);
        var u = r2.add(r3);
        var v = r2.sub(r3);
        r0 = s.add(u);
        r1 = s.sub(u);
        r2 = t.add(v);
        r3 = t.sub(v);
        r0 = r0.mul(SIGNS_16).add(r0.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts()).abs();
        r1 = r1.mul(SIGNS_16).add(r1.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts()).abs();
        r2 = r2.mul(SIGNS_16).add(r2.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts()).abs();
        r3 = r3.mul(SIGNS_16).add(r3.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts()).abs();
        r0 = r0.max(r0.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        r1 = r1.max(r1.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        r2 = r2.max(r2.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        r3 = r3.max(r3.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        var pairs = r0.add(r1).add(r2).add(r3).reinterpretAsInts();
        var halves = pairs.reinterpretAsShorts().add(pairs.lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        var other = halves.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts();
        // Now every lane holds the sum of its block: one of each is taken.
        return halves.add(other).reinterpretAsLongs().and(FIELDS).reduceLanes(VectorOperators.OR);
    }

    private static int satd8x4(byte[] a, int i, int aStride, byte[] b, int j, int bStride) {
        var r0 = load8(a, i).sub(load8(b, j));
        var r1 = load8(a, i + aStride).sub(load8(b, j + bStride));
        var r2 = load8(a, i + 2 * aStride).sub(load8(b, j + 2 * bStride));
        var r3 = load8(a, i + 3 * aStride).sub(load8(b, j + 3 * bStride));
        var s = r0.add(r1);
        var t = r0.sub(r1);
        var u = r2.add(r3);
        var v = r2.sub(r3);
        r0 = s.add(u);
        r1 = s.sub(u);
        r2 = t.add(v);
        r3 = t.sub(v);
        r0 = r0.mul(SIGNS_8).add(r0.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts()).abs();
        r1 = r1.mul(SIGNS_8).add(r1.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts()).abs();
        r2 = r2.mul(SIGNS_8).add(r2.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts()).abs();
        r3 = r3.mul(SIGNS_8).add(r3.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts()).abs();
        r0 = r0.max(r0.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        r1 = r1.max(r1.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        r2 = r2.max(r2.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        r3 = r3.max(r3.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        var pairs = r0.add(r1).add(r2).add(r3).reinterpretAsInts();
        return pairs.and(0xffff).add(pairs.lanewise(VectorOperators.LSHR, 16)).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void horizontal(
            byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        if (width >= 16) {
            horizontal16(in, at, stride, out, outAt, outStride, height);
        } else {
            horizontal8(in, at, stride, out, outAt, outStride, height);
        }
        if ((width & 1) != 0) {
            horizontal8(in, at + width - 8, stride, out, outAt + width - 8, outStride, height);
        }
    }

    private static void horizontal16(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int height) {
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            var outer = load16(in, at - 2).add(load16(in, at + 3));
            var middle = load16(in, at - 1).add(load16(in, at + 2));
            var inner = load16(in, at).add(load16(in, at + 1));
            var sum = outer.sub(middle.mul((short) 5)).add(inner.mul((short) 20)).add((short) 16);
            store16(sum.lanewise(VectorOperators.ASHR, 5).max((short) 0).min((short) 255), out, outAt);
        }
    }

    private static void horizontal8(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int height) {
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            var outer = load8(in, at - 2).add(load8(in, at + 3));
            var middle = load8(in, at - 1).add(load8(in, at + 2));
            var inner = load8(in, at).add(load8(in, at + 1));
            var sum = outer.sub(middle.mul((short) 5)).add(inner.mul((short) 20)).add((short) 16);
            store8(sum.lanewise(VectorOperators.ASHR, 5).max((short) 0).min((short) 255), out, outAt);
        }
    }

    @Override
    public void vertical(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        if (width == 16) {
            vertical16(in, at, stride, out, outAt, outStride, height);
        } else {
            vertical8(in, at, stride, out, outAt, outStride, height);
        }
    }

    private static void vertical16(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int height) {
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            var outer = load16(in, at - 2 * stride).add(load16(in, at + 3 * stride));
            var middle = load16(in, at - stride).add(load16(in, at + 2 * stride));
            var inner = load16(in, at).add(load16(in, at + stride));
            var sum = outer.sub(middle.mul((short) 5)).add(inner.mul((short) 20)).add((short) 16);
            store16(sum.lanewise(VectorOperators.ASHR, 5).max((short) 0).min((short) 255), out, outAt);
        }
    }

    private static void vertical8(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int height) {
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            var outer = load8(in, at - 2 * stride).add(load8(in, at + 3 * stride));
            var middle = load8(in, at - stride).add(load8(in, at + 2 * stride));
            var inner = load8(in, at).add(load8(in, at + stride));
            var sum = outer.sub(middle.mul((short) 5)).add(inner.mul((short) 20)).add((short) 16);
            store8(sum.lanewise(VectorOperators.ASHR, 5).max((short) 0).min((short) 255), out, outAt);
        }
    }

    @Override
    public void centre(byte[] in, int at, int stride, byte[] out, int outAt, int outStride,
            int width, int height, short[] sums) {
        for (int column = 0; column + 8 <= width; column += 8) {
            centre8(in, at + column, stride, out, outAt + column, outStride, height, sums);
        }
        if ((width & 1) != 0) {
            centre8(in, at + width - 8, stride, out, outAt + width - 8, outStride, height, sums);
        }
    }

    private static void centre8(
            byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int height, short[] sums) {
        int line = at - 2 * stride;
        for (int row = 0; row < height + 5; row++, line += stride) {
            var outer = load8(in, line - 2).add(load8(in, line + 3));
            var middle = load8(in, line - 1).add(load8(in, line + 2));
            var inner = load8(in, line).add(load8(in, line + 1));
            outer.sub(middle.mul((short) 5)).add(inner.mul((short) 20)).intoArray(sums, row * SUMS_STRIDE);
        }
        for (int row = 0; row < height; row++, outAt += outStride) {
            int i = row * SUMS_STRIDE;
            var outer = sums(sums, i).add(sums(sums, i + 5 * SUMS_STRIDE));
            var middle = sums(sums, i + SUMS_STRIDE).add(sums(sums, i + 4 * SUMS_STRIDE));
            var inner = sums(sums, i + 2 * SUMS_STRIDE).add(sums(sums, i + 3 * SUMS_STRIDE));
            var sum = outer.sub(middle.mul(5)).add(inner.mul(20));
            var samples = sum.add(512).lanewise(VectorOperators.ASHR, 10).max(0).min(255);
            ((ByteVector) samples.convertShape(VectorOperators.I2B, BYTES_8, 0)).intoArray(out, outAt);
        }
    }

    /// Both filters together need more than 16 bits.
    private static IntVector sums(short[] sums, int at) {
        return (IntVector) ShortVector.fromArray(SHORTS_8, sums, at).convertShape(VectorOperators.S2I, INTS_8, 0);
    }

    @Override
    public void bilinear(byte[] in, int at, int stride, int dx, int dy,
            byte[] out, int outAt, int outStride, int width, int height) {
        if (width != 8) {
            plain.bilinear(in, at, stride, dx, dy, out, outAt, outStride, width, height);
            return;
        }
        short a = (short) ((8 - dx) * (8 - dy));
        short b = (short) (dx * (8 - dy));
        short c = (short) ((8 - dx) * dy);
        short d = (short) (dx * dy);
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            var upper = load8(in, at).mul(a).add(load8(in, at + 1).mul(b));
            var lower = load8(in, at + stride).mul(c).add(load8(in, at + stride + 1).mul(d));
            store8(upper.add(lower).add((short) 32).lanewise(VectorOperators.LSHR, 6), out, outAt);
        }
    }
}
