package stream.codec.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import stream.codec.h264.Kernels;
import stream.codec.h264.PlainKernels;
import stream.codec.h264.Quantiser;
import stream.codec.h264.Quantiser8x8;

/// Kernels in vectors: 16 samples at once, widened to 16 bits.
///
/// The compiler makes instructions of vectors whose class it knows, and objects of others. It guesses
/// the class from what went through the vector library's own methods before, which is why there is
/// one species for each element type here and no other: blocks 8 wide take the left half of it. A
/// vector that a method takes or returns may become an object too, when the method is not put where it
/// is called. Nothing can promise that it is, so steps are written out here that should be methods.
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Byte> BYTES_16 = ByteVector.SPECIES_128;
    private static final VectorSpecies<Short> SHORTS_16 = ShortVector.SPECIES_256;
    private static final VectorSpecies<Integer> INTS_8 = IntVector.SPECIES_256;
    private static final VectorOperators.Conversion<Byte, Short> WIDEN = VectorOperators.ZERO_EXTEND_B2S;
    /// Columns from a row of sums to the next.
    private static final int SUMS_STRIDE = 24;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /// The places of the DC coefficients of four blocks.
    private static final long DC_PLACES = 0x1111;

    /// The place of each block's sum in the result of [#satd16x4].
    private static final LongVector FIELDS =
            LongVector.fromArray(LongVector.SPECIES_256,
                    new long[] {0xffffL, 0xffffL << 16, 0xffffL << 32, 0xffffL << 48}, 0);

    private static final LongVector UPPER_QUARTERS =
            LongVector.fromArray(LongVector.SPECIES_256,
                    new long[] {0xffffL, 0xffffL, 0xffffL << 16, 0xffffL << 16}, 0);
    private static final LongVector LOWER_QUARTERS =
            LongVector.fromArray(LongVector.SPECIES_256,
                    new long[] {0xffffL << 32, 0xffffL << 32, 0xffffL << 48, 0xffffL << 48}, 0);

    /// Signs and factors of the 4 × 4 transforms' butterflies.
    private static final ShortVector FRONT = fours(1, 1, -1, -1);
    private static final ShortVector NEAR = fours(1, -1, 1, 1);
    private static final ShortVector FAR = fours(1, 1, 2, -2);
    private static final ShortVector FAR_BACK = fours(1, 1, -1, 1);
    /// Columns that the inverse transform takes whole, and halved.
    private static final ShortVector WHOLE = fours(-1, -1, 0, 0);
    private static final ShortVector HALVED = fours(0, 0, -1, -1);

    /// Keeps the sums of the first columns: 16 from the start, 8 from the middle on.
    private static final short[] COLUMNS = new short[32];

    static {
        Arrays.fill(COLUMNS, 0, 16, (short) -1);
    }

    private static ShortVector fours(int a, int b, int c, int d) {
        short[] lanes = new short[16];
        for (int i = 0; i < 16; i += 4) {
            lanes[i] = (short) a;
            lanes[i + 1] = (short) b;
            lanes[i + 2] = (short) c;
            lanes[i + 3] = (short) d;
        }
        return ShortVector.fromArray(SHORTS_16, lanes, 0);
    }

    public VectorKernels() {}

    @Override
    public int sad(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        var sum = ShortVector.zero(SHORTS_16);
        for (int row = 0; row < height; row++, aAt += aStride, bAt += bStride) {
            sum = sum.add(
                    ByteVector.fromArray(BYTES_16, a, aAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                    .sub(ByteVector.fromArray(BYTES_16, b, bAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts())
                    .abs());
        }
        var pairs = sum.and(ShortVector.fromArray(SHORTS_16, COLUMNS, 16 - width)).reinterpretAsInts();
        return pairs.and(0xffff).add(pairs.lanewise(VectorOperators.LSHR, 16)).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public int sadOfMean(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            byte[] c, int cAt, int cStride, int width, int height) {
        var sum = ShortVector.zero(SHORTS_16);
        for (int row = 0; row < height; row++, aAt += aStride, bAt += bStride, cAt += cStride) {
            var mean = ByteVector.fromArray(BYTES_16, b, bAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                    .add(ByteVector.fromArray(BYTES_16, c, cAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts())
                    .add((short) 1).lanewise(VectorOperators.LSHR, 1);
            sum = sum.add(
                    ByteVector.fromArray(BYTES_16, a, aAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                    .sub(mean).abs());
        }
        var pairs = sum.and(ShortVector.fromArray(SHORTS_16, COLUMNS, 16 - width)).reinterpretAsInts();
        return pairs.and(0xffff).add(pairs.lanewise(VectorOperators.LSHR, 16)).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void sadQuarters(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out) {
        var upper = ShortVector.zero(SHORTS_16);
        var lower = ShortVector.zero(SHORTS_16);
        for (int row = 0; row < 8; row++, aAt += aStride, bAt += bStride) {
            upper = upper.add(
                    ByteVector.fromArray(BYTES_16, a, aAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                    .sub(ByteVector.fromArray(BYTES_16, b, bAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts())
                    .abs());
            lower = lower.add(
                    ByteVector.fromArray(BYTES_16, a, aAt + 8 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                    .sub(ByteVector.fromArray(BYTES_16, b, bAt + 8 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts())
                    .abs());
        }
        upper = upper.add(upper.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        upper = upper.add(upper.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        lower = lower.add(lower.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        lower = lower.add(lower.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts());
        // Now every lane holds the sum of four columns: one of each is taken, and neighbours added.
        long four = upper.reinterpretAsLongs().and(UPPER_QUARTERS)
                .add(lower.reinterpretAsLongs().and(LOWER_QUARTERS))
                .reduceLanes(VectorOperators.ADD);
        out[0] = sum(four, 0);
        out[1] = sum(four, 1);
        out[2] = sum(four, 2);
        out[3] = sum(four, 3);
    }

    /// Signs of the butterfly of neighbouring lanes.
    private static final ShortVector SIGNS_16 =
            ShortVector.fromArray(SHORTS_16, new short[] {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}, 0);

    @Override
    public int satd(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        int sum = 0;
        for (int row = 0; row < height; row += 4, aAt += 4 * aStride, bAt += 4 * bStride) {
            long four = satd16x4(a, aAt, aStride, b, bAt, bStride);
            sum += sum(four, 0) + sum(four, 1);
            sum += width == 16 ? sum(four, 2) + sum(four, 3) : 0;
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
        var r0 = ByteVector.fromArray(BYTES_16, a, i).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, j).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r1 = ByteVector.fromArray(BYTES_16, a, i + aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, j + bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r2 = ByteVector.fromArray(BYTES_16, a, i + 2 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, j + 2 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r3 = ByteVector.fromArray(BYTES_16, a, i + 3 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, j + 3 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
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

    @Override
    public void satdOfTwo(
            byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, short[] memory, int[] out) {
        BlockVectors.satdOfTwo(a, aAt, aStride, b, bAt, bStride, memory, out);
    }

    @Override
    public int energy(byte[] samples, int at, int stride) {
        var sums = ShortVector.zero(SHORTS_16);
        var squares = IntVector.zero(INTS_8);
        for (int row = 0; row < 16; row++, at += stride) {
            var line = ByteVector.fromArray(BYTES_16, samples, at).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
            sums = sums.add(line);
            var pairs = line.mul(line).reinterpretAsInts();
            squares = squares.add(pairs.and(0xffff)).add(pairs.lanewise(VectorOperators.LSHR, 16));
        }
        long sum = sums.reduceLanes(VectorOperators.ADD) & 0xffff;
        return squares.reduceLanes(VectorOperators.ADD) - (int) (sum * sum >> 8);
    }

    @Override
    public void horizontal(
            byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        half(in, at, stride, 1, out, outAt, outStride, width, height);
    }

    @Override
    public void vertical(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        half(in, at, stride, stride, out, outAt, outStride, width, height);
    }

    /// Half samples by six taps.
    ///
    /// @param step from one tap to the next: 1 along a row, `stride` down a column
    private static void half(byte[] in, int at, int stride, int step,
            byte[] out, int outAt, int outStride, int width, int height) {
        for (int column = 0; column <= Math.max(0, width - 16); column++) { // a seventeenth comes with 15 others
            for (int row = 0, i = at + column, o = outAt + column; row < height; row++, i += stride, o += outStride) {
                var outer = ByteVector.fromArray(BYTES_16, in, i - 2 * step).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                        .add(ByteVector.fromArray(BYTES_16, in, i + 3 * step).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
                var middle = ByteVector.fromArray(BYTES_16, in, i - step).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                        .add(ByteVector.fromArray(BYTES_16, in, i + 2 * step).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
                var inner = ByteVector.fromArray(BYTES_16, in, i).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                        .add(ByteVector.fromArray(BYTES_16, in, i + step).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
                var sum = outer.sub(middle.mul((short) 5)).add(inner.mul((short) 20)).add((short) 16);
                var samples = sum.lanewise(VectorOperators.ASHR, 5).max((short) 0).min((short) 255);
                var bytes = (ByteVector) samples.convertShape(VectorOperators.S2B, BYTES_16, 0);
                if (width >= 16) {
                    bytes.intoArray(out, o);
                } else {
                    var longs = bytes.reinterpretAsLongs();
                    long left = longs.lane(0);
                    LONG.set(out, o, left);
                    if (width > 8) {
                        LONG.set(out, o + 1, left >>> 8 | longs.lane(1) << 56);
                    }
                }
            }
        }
    }

    /// Both filters together, a − 5b + 20c of sums, need more than 16 bits, but their sixteenth does
    /// not: it is ((a − b) ÷ 4 − b + c) ÷ 4 + c, each time rounded down.
    @Override
    public void centre(byte[] in, int at, int stride, byte[] out, int outAt, int outStride,
            int width, int height, short[] sums) {
        for (int column = 0; column <= Math.max(0, width - 16); column++) {
            for (int row = 0, i = at + column - 2 * stride; row < height + 5; row++, i += stride) {
                var outer = ByteVector.fromArray(BYTES_16, in, i - 2).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                        .add(ByteVector.fromArray(BYTES_16, in, i + 3).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
                var middle = ByteVector.fromArray(BYTES_16, in, i - 1).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                        .add(ByteVector.fromArray(BYTES_16, in, i + 2).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
                var inner = ByteVector.fromArray(BYTES_16, in, i).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                        .add(ByteVector.fromArray(BYTES_16, in, i + 1).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
                outer.sub(middle.mul((short) 5)).add(inner.mul((short) 20)).intoArray(sums, row * SUMS_STRIDE);
            }
            for (int row = 0, o = outAt + column; row < height; row++, o += outStride) {
                int i = row * SUMS_STRIDE;
                var outer = ShortVector.fromArray(SHORTS_16, sums, i)
                        .add(ShortVector.fromArray(SHORTS_16, sums, i + 5 * SUMS_STRIDE));
                var middle = ShortVector.fromArray(SHORTS_16, sums, i + SUMS_STRIDE)
                        .add(ShortVector.fromArray(SHORTS_16, sums, i + 4 * SUMS_STRIDE));
                var inner = ShortVector.fromArray(SHORTS_16, sums, i + 2 * SUMS_STRIDE)
                        .add(ShortVector.fromArray(SHORTS_16, sums, i + 3 * SUMS_STRIDE));
                var quarter = outer.sub(middle).lanewise(VectorOperators.ASHR, 2).sub(middle);
                var half = quarter.and(inner).add(
                        quarter.lanewise(VectorOperators.XOR, inner).lanewise(VectorOperators.ASHR, 1));
                var samples = half.lanewise(VectorOperators.ASHR, 1).add(inner).add((short) 32)
                        .lanewise(VectorOperators.ASHR, 6).max((short) 0).min((short) 255);
                var bytes = (ByteVector) samples.convertShape(VectorOperators.S2B, BYTES_16, 0);
                if (width >= 16) {
                    bytes.intoArray(out, o);
                } else {
                    var longs = bytes.reinterpretAsLongs();
                    long left = longs.lane(0);
                    LONG.set(out, o, left);
                    if (width > 8) {
                        LONG.set(out, o + 1, left >>> 8 | longs.lane(1) << 56);
                    }
                }
            }
        }
    }

    @Override
    public void bilinear(byte[] in, int at, int stride, int dx, int dy,
            byte[] out, int outAt, int outStride, int width, int height) {
        short a = (short) ((8 - dx) * (8 - dy));
        short b = (short) (dx * (8 - dy));
        short c = (short) ((8 - dx) * dy);
        short d = (short) (dx * dy);
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            var upper = ByteVector.fromArray(BYTES_16, in, at).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts().mul(a)
                    .add(ByteVector.fromArray(BYTES_16, in, at + 1).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts().mul(b));
            var lower = ByteVector.fromArray(BYTES_16, in, at + stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts().mul(c)
                    .add(ByteVector.fromArray(BYTES_16, in, at + stride + 1).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts().mul(d));
            var samples = upper.add(lower).add((short) 32).lanewise(VectorOperators.LSHR, 6);
            long eight = ((ByteVector) samples.convertShape(VectorOperators.S2B, BYTES_16, 0))
                    .reinterpretAsLongs().lane(0);
            if (width == 8) {
                LONG.set(out, outAt, eight);
            } else {
                INT.set(out, outAt, (int) eight);
            }
        }
    }

    @Override
    public long quantise(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int blocks,
            Quantiser quantiser, int rounding, boolean keepDc, short[] coefficients, short[] levels, int at) {
        var r0 = ByteVector.fromArray(BYTES_16, a, aAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r1 = ByteVector.fromArray(BYTES_16, a, aAt + aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r2 = ByteVector.fromArray(BYTES_16, a, aAt + 2 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 2 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r3 = ByteVector.fromArray(BYTES_16, a, aAt + 3 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 3 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var outer = r0.add(r3);
        var inner = r1.add(r2);
        var outerDifference = r0.sub(r3);
        var innerDifference = r1.sub(r2);
        r0 = outer.add(inner);
        r1 = outerDifference.add(outerDifference).add(innerDifference);
        r2 = outer.sub(inner);
        r3 = outerDifference.sub(innerDifference).sub(innerDifference);
        // Columns: each sample meets its mirror image, then its neighbour.
        r0 = r0.mul(FRONT).add(r0.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        r1 = r1.mul(FRONT).add(r1.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        r2 = r2.mul(FRONT).add(r2.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        r3 = r3.mul(FRONT).add(r3.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        r0.mul(NEAR).add(r0.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts().mul(FAR)).intoArray(coefficients, at);
        r1.mul(NEAR).add(r1.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts().mul(FAR)).intoArray(coefficients, at + 16);
        r2.mul(NEAR).add(r2.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts().mul(FAR)).intoArray(coefficients, at + 32);
        r3.mul(NEAR).add(r3.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts().mul(FAR)).intoArray(coefficients, at + 48);
        int dc0 = coefficients[at];
        int dc1 = coefficients[at + 4];
        int dc2 = coefficients[at + 8];
        int dc3 = coefficients[at + 12];
        int[] multipliers = quantiser.multipliers();
        short[] scales = quantiser.scales();
        int bias = quantiser.bias(rounding);
        int shift = quantiser.shift();
        long mask = 0;
        for (int row = 0; row < 4; row++) {
            // Of each pair of coefficients, the one at the even place and the one at the odd.
            var pairs = ShortVector.fromArray(SHORTS_16, coefficients, at + row * 16).reinterpretAsInts();
            var multiplier = IntVector.fromArray(INTS_8, multipliers, (row & 1) * 8);
            var even = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
            var evenSign = even.lanewise(VectorOperators.ASHR, 31);
            even = even.abs().mul(multiplier).add(bias).lanewise(VectorOperators.LSHR, shift)
                    .lanewise(VectorOperators.XOR, evenSign).sub(evenSign);
            var odd = pairs.lanewise(VectorOperators.ASHR, 16);
            var oddSign = odd.lanewise(VectorOperators.ASHR, 31);
            odd = odd.abs().mul(multiplier).add(bias).lanewise(VectorOperators.LSHR, shift)
                    .lanewise(VectorOperators.XOR, oddSign).sub(oddSign);
            var level = even.and(0xffff).or(odd.lanewise(VectorOperators.LSHL, 16)).reinterpretAsShorts();
            level.intoArray(levels, at + row * 16);
            level.mul(ShortVector.fromArray(SHORTS_16, scales, (row & 1) * 16)).intoArray(coefficients, at + row * 16);
            mask |= level.compare(VectorOperators.NE, (short) 0).toLong() << row * 16;
        }
        if (keepDc) {
            coefficients[at] = (short) dc0;
            coefficients[at + 4] = (short) dc1;
            coefficients[at + 8] = (short) dc2;
            coefficients[at + 12] = (short) dc3;
            mask &= ~DC_PLACES;
        }
        return mask;
    }

    @Override
    public void addInverse(short[] coefficients, int at, int blocks, byte[] samples, int samplesAt, int stride) {
        var r0 = ShortVector.fromArray(SHORTS_16, coefficients, at);
        var r1 = ShortVector.fromArray(SHORTS_16, coefficients, at + 16);
        var r2 = ShortVector.fromArray(SHORTS_16, coefficients, at + 32);
        var r3 = ShortVector.fromArray(SHORTS_16, coefficients, at + 48);
        r0 = r0.and(WHOLE).or(r0.lanewise(VectorOperators.ASHR, 1).and(HALVED)).mul(NEAR)
                .add(r0.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts().mul(FAR_BACK));
        r1 = r1.and(WHOLE).or(r1.lanewise(VectorOperators.ASHR, 1).and(HALVED)).mul(NEAR)
                .add(r1.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts().mul(FAR_BACK));
        r2 = r2.and(WHOLE).or(r2.lanewise(VectorOperators.ASHR, 1).and(HALVED)).mul(NEAR)
                .add(r2.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts().mul(FAR_BACK));
        r3 = r3.and(WHOLE).or(r3.lanewise(VectorOperators.ASHR, 1).and(HALVED)).mul(NEAR)
                .add(r3.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts().mul(FAR_BACK));
        r0 = r0.mul(FRONT).add(r0.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        r1 = r1.mul(FRONT).add(r1.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        r2 = r2.mul(FRONT).add(r2.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        r3 = r3.mul(FRONT).add(r3.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        r0 = r0.add((short) 32);
        var e0 = r0.add(r2);
        var e1 = r0.sub(r2);
        var e2 = r1.lanewise(VectorOperators.ASHR, 1).sub(r3);
        var e3 = r1.add(r3.lanewise(VectorOperators.ASHR, 1));
        r0 = e0.add(e3).lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r0.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt);
        r1 = e1.add(e2).lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r1.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + stride);
        r2 = e1.sub(e2).lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + 2 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r2.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + 2 * stride);
        r3 = e0.sub(e3).lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + 3 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r3.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + 3 * stride);
    }

    @Override
    public void quantise8x8(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            Quantiser8x8 quantiser, int rounding, short[] coefficients, short[] levels, int at, long[] masks) {
        BlockVectors.quantise8x8(
                a, aAt, aStride, b, bAt, bStride, quantiser, rounding, coefficients, levels, at, masks);
    }

    @Override
    public void addInverse8x8(short[] coefficients, int at, byte[] samples, int samplesAt, int stride) {
        BlockVectors.addInverse8x8(coefficients, at, samples, samplesAt, stride);
    }

    @Override
    public void deblockLuma(
            byte[] samples, int at, int across, int along, int alpha, int beta, int limits, byte[] memory) {
        if (along == 1) {
            deblockLuma(samples, at, across, alpha, beta, limits);
            return;
        }
        Transposition.transpose(samples, at - 4, along, memory, 0, 16);
        Transposition.transpose(samples, at - 4 + 8 * along, along, memory, 8, 16);
        if (deblockLuma(memory, 4 * 16, 16, alpha, beta, limits)) {
            Transposition.transpose(memory, 0, 16, samples, at - 4, along);
            Transposition.transpose(memory, 8, 16, samples, at - 4 + 8 * along, along);
        }
    }

    private static boolean deblockLuma(byte[] samples, int at, int stride, int alpha, int beta, int limits) {
        return limits == STRONG
                ? EdgeVectors.strongLuma(samples, at, stride, alpha, beta)
                : EdgeVectors.luma(samples, at, stride, alpha, beta, limits);
    }

    @Override
    public void deblockChroma(byte[] cb, byte[] cr, int at, int across, int along,
            int alpha, int beta, int limits, byte[] memory) {
        for (int row = 0, from = at - 2 * across; row < 4 * 16; row += 16, from += across) {
            gather(cb, from, along, memory, row);
            gather(cr, from, along, memory, row + 8);
        }
        boolean changed = limits == STRONG
                ? EdgeVectors.strongChroma(memory, 2 * 16, 16, alpha, beta)
                : EdgeVectors.chroma(memory, 2 * 16, 16, alpha, beta, limits);
        for (int row = 16, to = at - across; changed && row < 3 * 16; row += 16, to += across) {
            scatter(memory, row, cb, to, along);
            scatter(memory, row + 8, cr, to, along);
        }
    }

    /// Eight samples along an edge become a row.
    private static void gather(byte[] in, int at, int along, byte[] out, int outAt) {
        if (along == 1) {
            LONG.set(out, outAt, (long) LONG.get(in, at));
            return;
        }
        for (int i = 0; i < 8; i++, at += along) {
            out[outAt + i] = in[at];
        }
    }

    private static void scatter(byte[] in, int at, byte[] out, int outAt, int along) {
        if (along == 1) {
            LONG.set(out, outAt, (long) LONG.get(in, at));
            return;
        }
        for (int i = 0; i < 8; i++, outAt += along) {
            out[outAt] = in[at + i];
        }
    }
}
