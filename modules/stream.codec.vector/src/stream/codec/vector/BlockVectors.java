package stream.codec.vector;

import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import stream.codec.h264.Quantiser8x8;

/// The kernels of 8 × 8 blocks, two side by side in a vector; see [VectorKernels] for why it is written so.
final class BlockVectors {
    private static final VectorSpecies<Byte> BYTES_16 = ByteVector.SPECIES_128;
    private static final VectorSpecies<Short> SHORTS_16 = ShortVector.SPECIES_256;
    private static final VectorSpecies<Integer> INTS_8 = IntVector.SPECIES_256;
    private static final VectorOperators.Conversion<Byte, Short> WIDEN = VectorOperators.ZERO_EXTEND_B2S;

    /// Signs of the butterflies of neighbours and of pairs.
    private static final ShortVector SIGNS = lanes(lane -> (lane & 1) == 0 ? 1 : -1);
    private static final ShortVector PAIR_SIGNS = lanes(lane -> (lane & 2) == 0 ? 1 : -1);
    /// Lanes at even places and at odd ones; the first and last two, and the first and last four, of each block.
    private static final ShortVector EVEN = lanes(lane -> (lane & 1) == 0 ? -1 : 0);
    private static final ShortVector ODD = EVEN.not();
    private static final ShortVector LEFT_PAIRS = lanes(lane -> (lane & 2) == 0 ? -1 : 0);
    private static final ShortVector RIGHT_PAIRS = LEFT_PAIRS.not();
    private static final ShortVector LEFT_FOURS = lanes(lane -> (lane & 4) == 0 ? -1 : 0);
    private static final ShortVector RIGHT_FOURS = LEFT_FOURS.not();

    private BlockVectors() {}

    private static ShortVector lanes(IntUnaryOperator of) {
        short[] lanes = new short[16];
        for (int lane = 0; lane < 16; lane++) {
            lanes[lane] = (short) of.applyAsInt(lane);
        }
        return ShortVector.fromArray(SHORTS_16, lanes, 0);
    }

    /// The last butterfly, of columns four apart, is not done: |x + y| + |x − y| is twice the larger of |x|
    /// and |y|, which meet through memory.
    static void satdOfTwo(
            byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, short[] memory, int[] out) {
        var r0 = ByteVector.fromArray(BYTES_16, a, aAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r1 = ByteVector.fromArray(BYTES_16, a, aAt + aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r2 = ByteVector.fromArray(BYTES_16, a, aAt + 2 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 2 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r3 = ByteVector.fromArray(BYTES_16, a, aAt + 3 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 3 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r4 = ByteVector.fromArray(BYTES_16, a, aAt + 4 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 4 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r5 = ByteVector.fromArray(BYTES_16, a, aAt + 5 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 5 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r6 = ByteVector.fromArray(BYTES_16, a, aAt + 6 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 6 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r7 = ByteVector.fromArray(BYTES_16, a, aAt + 7 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 7 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var s0 = r0.add(r4);
        var s4 = r0.sub(r4);
        var s1 = r1.add(r5);
        var s5 = r1.sub(r5);
        var s2 = r2.add(r6);
        var s6 = r2.sub(r6);
        var s3 = r3.add(r7);
        var s7 = r3.sub(r7);
        r0 = s0.add(s2);
        r2 = s0.sub(s2);
        r1 = s1.add(s3);
        r3 = s1.sub(s3);
        r4 = s4.add(s6);
        r6 = s4.sub(s6);
        r5 = s5.add(s7);
        r7 = s5.sub(s7);
        s0 = r0.add(r1);
        s1 = r0.sub(r1);
        s2 = r2.add(r3);
        s3 = r2.sub(r3);
        s4 = r4.add(r5);
        s5 = r4.sub(r5);
        s6 = r6.add(r7);
        s7 = r6.sub(r7);
        s0 = s0.mul(SIGNS).add(s0.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        s1 = s1.mul(SIGNS).add(s1.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        s2 = s2.mul(SIGNS).add(s2.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        s3 = s3.mul(SIGNS).add(s3.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        s4 = s4.mul(SIGNS).add(s4.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        s5 = s5.mul(SIGNS).add(s5.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        s6 = s6.mul(SIGNS).add(s6.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        s7 = s7.mul(SIGNS).add(s7.reinterpretAsInts().lanewise(VectorOperators.ROL, 16).reinterpretAsShorts());
        s0 = s0.mul(PAIR_SIGNS).add(s0.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts()).abs();
        s1 = s1.mul(PAIR_SIGNS).add(s1.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts()).abs();
        s2 = s2.mul(PAIR_SIGNS).add(s2.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts()).abs();
        s3 = s3.mul(PAIR_SIGNS).add(s3.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts()).abs();
        s4 = s4.mul(PAIR_SIGNS).add(s4.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts()).abs();
        s5 = s5.mul(PAIR_SIGNS).add(s5.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts()).abs();
        s6 = s6.mul(PAIR_SIGNS).add(s6.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts()).abs();
        s7 = s7.mul(PAIR_SIGNS).add(s7.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsShorts()).abs();
        s0.intoArray(memory, 0);
        s1.intoArray(memory, 16);
        s2.intoArray(memory, 32);
        s3.intoArray(memory, 48);
        s4.intoArray(memory, 64);
        s5.intoArray(memory, 80);
        s6.intoArray(memory, 96);
        s7.intoArray(memory, 112);
        var sum = s0.max(ShortVector.fromArray(SHORTS_16, memory, 4));
        var other = s1.max(ShortVector.fromArray(SHORTS_16, memory, 20));
        sum = sum.add(s2.max(ShortVector.fromArray(SHORTS_16, memory, 36)));
        other = other.add(s3.max(ShortVector.fromArray(SHORTS_16, memory, 52)));
        sum = sum.add(s4.max(ShortVector.fromArray(SHORTS_16, memory, 68)));
        other = other.add(s5.max(ShortVector.fromArray(SHORTS_16, memory, 84)));
        sum = sum.add(s6.max(ShortVector.fromArray(SHORTS_16, memory, 100)));
        other = other.add(s7.max(ShortVector.fromArray(SHORTS_16, memory, 116)));
        var left = sum.and(LEFT_FOURS).reinterpretAsInts();
        var right = other.and(LEFT_FOURS).reinterpretAsInts();
        var pairs = left.and(0xffff).add(left.lanewise(VectorOperators.LSHR, 16))
                .add(right.and(0xffff)).add(right.lanewise(VectorOperators.LSHR, 16));
        var sums = pairs.add(pairs.reinterpretAsLongs().lanewise(VectorOperators.ROL, 32).reinterpretAsInts())
                .reinterpretAsLongs();
        out[0] = (int) sums.lane(0) + 1 >> 1;
        out[1] = (int) sums.lane(2) + 1 >> 1;
    }

    static void quantise8x8(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            Quantiser8x8 quantiser, int rounding, short[] coefficients, short[] levels, int at, long[] masks) {
        var r0 = ByteVector.fromArray(BYTES_16, a, aAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r1 = ByteVector.fromArray(BYTES_16, a, aAt + aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r2 = ByteVector.fromArray(BYTES_16, a, aAt + 2 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 2 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r3 = ByteVector.fromArray(BYTES_16, a, aAt + 3 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 3 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r4 = ByteVector.fromArray(BYTES_16, a, aAt + 4 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 4 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r5 = ByteVector.fromArray(BYTES_16, a, aAt + 5 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 5 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r6 = ByteVector.fromArray(BYTES_16, a, aAt + 6 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 6 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var r7 = ByteVector.fromArray(BYTES_16, a, aAt + 7 * aStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts()
                .sub(ByteVector.fromArray(BYTES_16, b, bAt + 7 * bStride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        var s0 = r0.add(r7);
        var s1 = r1.add(r6);
        var s2 = r2.add(r5);
        var s3 = r3.add(r4);
        var d0 = r0.sub(r7);
        var d1 = r1.sub(r6);
        var d2 = r2.sub(r5);
        var d3 = r3.sub(r4);
        var a0 = s0.add(s3);
        var a1 = s1.add(s2);
        var a2 = s0.sub(s3);
        var a3 = s1.sub(s2);
        var a4 = d1.add(d2).add(d0).add(d0.lanewise(VectorOperators.ASHR, 1));
        var a5 = d0.sub(d3).sub(d2).sub(d2.lanewise(VectorOperators.ASHR, 1));
        var a6 = d0.add(d3).sub(d1).sub(d1.lanewise(VectorOperators.ASHR, 1));
        var a7 = d1.sub(d2).add(d3).add(d3.lanewise(VectorOperators.ASHR, 1));
        r0 = a0.add(a1);
        r1 = a4.add(a7.lanewise(VectorOperators.ASHR, 2));
        r2 = a2.add(a3.lanewise(VectorOperators.ASHR, 1));
        r3 = a5.add(a6.lanewise(VectorOperators.ASHR, 2));
        r4 = a0.sub(a1);
        r5 = a6.sub(a5.lanewise(VectorOperators.ASHR, 2));
        r6 = a2.lanewise(VectorOperators.ASHR, 1).sub(a3);
        r7 = a4.lanewise(VectorOperators.ASHR, 2).sub(a7);
        // Neighbours change places across the diagonal, then pairs, then, through memory, fours.
        var t0 = r0.and(EVEN).or(r1.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).reinterpretAsShorts());
        var t1 = r0.reinterpretAsInts().lanewise(VectorOperators.LSHR, 16).reinterpretAsShorts().or(r1.and(ODD));
        var t2 = r2.and(EVEN).or(r3.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).reinterpretAsShorts());
        var t3 = r2.reinterpretAsInts().lanewise(VectorOperators.LSHR, 16).reinterpretAsShorts().or(r3.and(ODD));
        var t4 = r4.and(EVEN).or(r5.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).reinterpretAsShorts());
        var t5 = r4.reinterpretAsInts().lanewise(VectorOperators.LSHR, 16).reinterpretAsShorts().or(r5.and(ODD));
        var t6 = r6.and(EVEN).or(r7.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).reinterpretAsShorts());
        var t7 = r6.reinterpretAsInts().lanewise(VectorOperators.LSHR, 16).reinterpretAsShorts().or(r7.and(ODD));
        r0 = t0.and(LEFT_PAIRS).or(t2.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsShorts());
        r2 = t0.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsShorts().or(t2.and(RIGHT_PAIRS));
        r1 = t1.and(LEFT_PAIRS).or(t3.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsShorts());
        r3 = t1.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsShorts().or(t3.and(RIGHT_PAIRS));
        r4 = t4.and(LEFT_PAIRS).or(t6.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsShorts());
        r6 = t4.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsShorts().or(t6.and(RIGHT_PAIRS));
        r5 = t5.and(LEFT_PAIRS).or(t7.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsShorts());
        r7 = t5.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsShorts().or(t7.and(RIGHT_PAIRS));
        r0.intoArray(coefficients, at + 0);
        r1.intoArray(coefficients, at + 16);
        r2.intoArray(coefficients, at + 32);
        r3.intoArray(coefficients, at + 48);
        r4.intoArray(coefficients, at + 68);
        r5.intoArray(coefficients, at + 84);
        r6.intoArray(coefficients, at + 100);
        r7.intoArray(coefficients, at + 116);
        r0 = r0.and(LEFT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 64).and(RIGHT_FOURS));
        r1 = r1.and(LEFT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 80).and(RIGHT_FOURS));
        r2 = r2.and(LEFT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 96).and(RIGHT_FOURS));
        r3 = r3.and(LEFT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 112).and(RIGHT_FOURS));
        r4 = r4.and(RIGHT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 4).and(LEFT_FOURS));
        r5 = r5.and(RIGHT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 20).and(LEFT_FOURS));
        r6 = r6.and(RIGHT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 36).and(LEFT_FOURS));
        r7 = r7.and(RIGHT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 52).and(LEFT_FOURS));
        s0 = r0.add(r7);
        s1 = r1.add(r6);
        s2 = r2.add(r5);
        s3 = r3.add(r4);
        d0 = r0.sub(r7);
        d1 = r1.sub(r6);
        d2 = r2.sub(r5);
        d3 = r3.sub(r4);
        a0 = s0.add(s3);
        a1 = s1.add(s2);
        a2 = s0.sub(s3);
        a3 = s1.sub(s2);
        a4 = d1.add(d2).add(d0).add(d0.lanewise(VectorOperators.ASHR, 1));
        a5 = d0.sub(d3).sub(d2).sub(d2.lanewise(VectorOperators.ASHR, 1));
        a6 = d0.add(d3).sub(d1).sub(d1.lanewise(VectorOperators.ASHR, 1));
        a7 = d1.sub(d2).add(d3).add(d3.lanewise(VectorOperators.ASHR, 1));
        r0 = a0.add(a1);
        r1 = a4.add(a7.lanewise(VectorOperators.ASHR, 2));
        r2 = a2.add(a3.lanewise(VectorOperators.ASHR, 1));
        r3 = a5.add(a6.lanewise(VectorOperators.ASHR, 2));
        r4 = a0.sub(a1);
        r5 = a6.sub(a5.lanewise(VectorOperators.ASHR, 2));
        r6 = a2.lanewise(VectorOperators.ASHR, 1).sub(a3);
        r7 = a4.lanewise(VectorOperators.ASHR, 2).sub(a7);
        r0.intoArray(coefficients, at);
        r1.intoArray(coefficients, at + 16);
        r2.intoArray(coefficients, at + 32);
        r3.intoArray(coefficients, at + 48);
        r4.intoArray(coefficients, at + 64);
        r5.intoArray(coefficients, at + 80);
        r6.intoArray(coefficients, at + 96);
        r7.intoArray(coefficients, at + 112);
        int[] multipliers = quantiser.multipliers();
        short[] scales = quantiser.scales();
        int bias = quantiser.bias(rounding);
        int shift = quantiser.shift();
        long first = 0;
        long second = 0;
        for (int row = 0; row < 8; row++) {
            // Of each pair of coefficients, the one at the even place and the one at the odd.
            var pairs = ShortVector.fromArray(SHORTS_16, coefficients, at + row * 16).reinterpretAsInts();
            var even = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
            var evenSign = even.lanewise(VectorOperators.ASHR, 31);
            even = even.abs().mul(IntVector.fromArray(INTS_8, multipliers, row * 16)).add(bias)
                    .lanewise(VectorOperators.LSHR, shift).lanewise(VectorOperators.XOR, evenSign).sub(evenSign);
            var odd = pairs.lanewise(VectorOperators.ASHR, 16);
            var oddSign = odd.lanewise(VectorOperators.ASHR, 31);
            odd = odd.abs().mul(IntVector.fromArray(INTS_8, multipliers, row * 16 + 8)).add(bias)
                    .lanewise(VectorOperators.LSHR, shift).lanewise(VectorOperators.XOR, oddSign).sub(oddSign);
            var level = even.and(0xffff).or(odd.lanewise(VectorOperators.LSHL, 16)).reinterpretAsShorts();
            level.intoArray(levels, at + row * 16);
            level.mul(ShortVector.fromArray(SHORTS_16, scales, row * 16)).intoArray(coefficients, at + row * 16);
            long mask = level.compare(VectorOperators.NE, (short) 0).toLong();
            first |= (mask & 0xff) << row * 8;
            second |= (mask >> 8) << row * 8;
        }
        masks[0] = first;
        masks[1] = second;
    }

    static void addInverse8x8(short[] coefficients, int at, byte[] samples, int samplesAt, int stride) {
        var r0 = ShortVector.fromArray(SHORTS_16, coefficients, at);
        var r1 = ShortVector.fromArray(SHORTS_16, coefficients, at + 16);
        var r2 = ShortVector.fromArray(SHORTS_16, coefficients, at + 32);
        var r3 = ShortVector.fromArray(SHORTS_16, coefficients, at + 48);
        var r4 = ShortVector.fromArray(SHORTS_16, coefficients, at + 64);
        var r5 = ShortVector.fromArray(SHORTS_16, coefficients, at + 80);
        var r6 = ShortVector.fromArray(SHORTS_16, coefficients, at + 96);
        var r7 = ShortVector.fromArray(SHORTS_16, coefficients, at + 112);
        var a0 = r0.add(r4);
        var a2 = r0.sub(r4);
        var a4 = r2.lanewise(VectorOperators.ASHR, 1).sub(r6);
        var a6 = r6.lanewise(VectorOperators.ASHR, 1).add(r2);
        var a1 = r5.sub(r3).sub(r7).sub(r7.lanewise(VectorOperators.ASHR, 1));
        var a3 = r1.add(r7).sub(r3).sub(r3.lanewise(VectorOperators.ASHR, 1));
        var a5 = r7.sub(r1).add(r5).add(r5.lanewise(VectorOperators.ASHR, 1));
        var a7 = r3.add(r5).add(r1).add(r1.lanewise(VectorOperators.ASHR, 1));
        var b0 = a0.add(a6);
        var b2 = a2.add(a4);
        var b4 = a2.sub(a4);
        var b6 = a0.sub(a6);
        var b1 = a7.lanewise(VectorOperators.ASHR, 2).add(a1);
        var b3 = a3.add(a5.lanewise(VectorOperators.ASHR, 2));
        var b5 = a3.lanewise(VectorOperators.ASHR, 2).sub(a5);
        var b7 = a7.sub(a1.lanewise(VectorOperators.ASHR, 2));
        r0 = b0.add(b7);
        r1 = b2.add(b5);
        r2 = b4.add(b3);
        r3 = b6.add(b1);
        r4 = b6.sub(b1);
        r5 = b4.sub(b3);
        r6 = b2.sub(b5);
        r7 = b0.sub(b7);
        // Neighbours change places across the diagonal, then pairs, then, through memory, fours.
        var t0 = r0.and(EVEN).or(r1.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).reinterpretAsShorts());
        var t1 = r0.reinterpretAsInts().lanewise(VectorOperators.LSHR, 16).reinterpretAsShorts().or(r1.and(ODD));
        var t2 = r2.and(EVEN).or(r3.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).reinterpretAsShorts());
        var t3 = r2.reinterpretAsInts().lanewise(VectorOperators.LSHR, 16).reinterpretAsShorts().or(r3.and(ODD));
        var t4 = r4.and(EVEN).or(r5.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).reinterpretAsShorts());
        var t5 = r4.reinterpretAsInts().lanewise(VectorOperators.LSHR, 16).reinterpretAsShorts().or(r5.and(ODD));
        var t6 = r6.and(EVEN).or(r7.reinterpretAsInts().lanewise(VectorOperators.LSHL, 16).reinterpretAsShorts());
        var t7 = r6.reinterpretAsInts().lanewise(VectorOperators.LSHR, 16).reinterpretAsShorts().or(r7.and(ODD));
        r0 = t0.and(LEFT_PAIRS).or(t2.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsShorts());
        r2 = t0.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsShorts().or(t2.and(RIGHT_PAIRS));
        r1 = t1.and(LEFT_PAIRS).or(t3.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsShorts());
        r3 = t1.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsShorts().or(t3.and(RIGHT_PAIRS));
        r4 = t4.and(LEFT_PAIRS).or(t6.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsShorts());
        r6 = t4.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsShorts().or(t6.and(RIGHT_PAIRS));
        r5 = t5.and(LEFT_PAIRS).or(t7.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsShorts());
        r7 = t5.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsShorts().or(t7.and(RIGHT_PAIRS));
        r0.intoArray(coefficients, at + 0);
        r1.intoArray(coefficients, at + 16);
        r2.intoArray(coefficients, at + 32);
        r3.intoArray(coefficients, at + 48);
        r4.intoArray(coefficients, at + 68);
        r5.intoArray(coefficients, at + 84);
        r6.intoArray(coefficients, at + 100);
        r7.intoArray(coefficients, at + 116);
        r0 = r0.and(LEFT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 64).and(RIGHT_FOURS));
        r1 = r1.and(LEFT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 80).and(RIGHT_FOURS));
        r2 = r2.and(LEFT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 96).and(RIGHT_FOURS));
        r3 = r3.and(LEFT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 112).and(RIGHT_FOURS));
        r4 = r4.and(RIGHT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 4).and(LEFT_FOURS));
        r5 = r5.and(RIGHT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 20).and(LEFT_FOURS));
        r6 = r6.and(RIGHT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 36).and(LEFT_FOURS));
        r7 = r7.and(RIGHT_FOURS).or(ShortVector.fromArray(SHORTS_16, coefficients, at + 52).and(LEFT_FOURS));
        r0 = r0.add((short) 32);
        a0 = r0.add(r4);
        a2 = r0.sub(r4);
        a4 = r2.lanewise(VectorOperators.ASHR, 1).sub(r6);
        a6 = r6.lanewise(VectorOperators.ASHR, 1).add(r2);
        a1 = r5.sub(r3).sub(r7).sub(r7.lanewise(VectorOperators.ASHR, 1));
        a3 = r1.add(r7).sub(r3).sub(r3.lanewise(VectorOperators.ASHR, 1));
        a5 = r7.sub(r1).add(r5).add(r5.lanewise(VectorOperators.ASHR, 1));
        a7 = r3.add(r5).add(r1).add(r1.lanewise(VectorOperators.ASHR, 1));
        b0 = a0.add(a6);
        b2 = a2.add(a4);
        b4 = a2.sub(a4);
        b6 = a0.sub(a6);
        b1 = a7.lanewise(VectorOperators.ASHR, 2).add(a1);
        b3 = a3.add(a5.lanewise(VectorOperators.ASHR, 2));
        b5 = a3.lanewise(VectorOperators.ASHR, 2).sub(a5);
        b7 = a7.sub(a1.lanewise(VectorOperators.ASHR, 2));
        r0 = b0.add(b7);
        r1 = b2.add(b5);
        r2 = b4.add(b3);
        r3 = b6.add(b1);
        r4 = b6.sub(b1);
        r5 = b4.sub(b3);
        r6 = b2.sub(b5);
        r7 = b0.sub(b7);
        r0 = r0.lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r0.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt);
        r1 = r1.lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r1.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + stride);
        r2 = r2.lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + 2 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r2.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + 2 * stride);
        r3 = r3.lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + 3 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r3.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + 3 * stride);
        r4 = r4.lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + 4 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r4.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + 4 * stride);
        r5 = r5.lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + 5 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r5.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + 5 * stride);
        r6 = r6.lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + 6 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r6.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + 6 * stride);
        r7 = r7.lanewise(VectorOperators.ASHR, 6).add(ByteVector.fromArray(BYTES_16, samples, samplesAt + 7 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts());
        ((ByteVector) r7.max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0))
                .intoArray(samples, samplesAt + 7 * stride);
    }
}
