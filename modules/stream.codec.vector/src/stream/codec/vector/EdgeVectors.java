package stream.codec.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The deblocking filter (§8.7.2.3, §8.7.2.4) for sixteen samples along an edge at once.
///
/// The edge lies between rows of samples. What is decided sample by sample is a lane of ones or zeros
/// here, the sign of a difference spread by a shift, and what changes is masked with it.
final class EdgeVectors {
    private static final VectorSpecies<Byte> BYTES_16 = ByteVector.SPECIES_128;
    private static final VectorSpecies<Short> SHORTS_16 = ShortVector.SPECIES_256;
    private static final VectorSpecies<Integer> INTS_8 = IntVector.SPECIES_256;
    private static final VectorSpecies<Long> LONGS_4 = LongVector.SPECIES_256;
    private static final VectorOperators.Conversion<Byte, Short> WIDEN = VectorOperators.ZERO_EXTEND_B2S;
    /// How far the limit of each four luma samples, and of each two chroma samples of both planes, lies
    /// from the lowest.
    private static final LongVector LUMA_LIMITS = LongVector.fromArray(LONGS_4, new long[] {0, 8, 16, 24}, 0);
    private static final IntVector CHROMA_LIMITS =
            IntVector.fromArray(INTS_8, new int[] {0, 8, 16, 24, 0, 8, 16, 24}, 0);
    /// Above all limits, below that of samples that are not filtered.
    private static final short FILTERED = 0xfe;

    private EdgeVectors() {}

    /// @return whether anything changed
    static boolean luma(byte[] samples, int at, int stride, int alpha, int beta, int limits) {
        var limit = LongVector.broadcast(LONGS_4, limits).lanewise(VectorOperators.LSHR, LUMA_LIMITS).and(0xff);
        limit = limit.or(limit.lanewise(VectorOperators.LSHL, 16));
        var tc0 = limit.or(limit.lanewise(VectorOperators.LSHL, 32)).reinterpretAsShorts();
        var p0 = ByteVector.fromArray(BYTES_16, samples, at - stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q0 = ByteVector.fromArray(BYTES_16, samples, at).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var p1 = ByteVector.fromArray(BYTES_16, samples, at - 2 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q1 = ByteVector.fromArray(BYTES_16, samples, at + stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var margin = p0.sub(q0).abs().sub((short) alpha)
                .max(p1.sub(p0).abs().max(q1.sub(q0).abs()).sub((short) beta))
                .max(tc0.sub(FILTERED));
        if (!margin.compare(VectorOperators.LT, (short) 0).anyTrue()) {
            return false;
        }
        var filtered = margin.lanewise(VectorOperators.ASHR, 15);
        var p2 = ByteVector.fromArray(BYTES_16, samples, at - 3 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q2 = ByteVector.fromArray(BYTES_16, samples, at + 2 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var smoothP = p2.sub(p0).abs().sub((short) beta).lanewise(VectorOperators.ASHR, 15).and(filtered);
        var smoothQ = q2.sub(q0).abs().sub((short) beta).lanewise(VectorOperators.ASHR, 15).and(filtered);
        var tc = tc0.sub(smoothP).sub(smoothQ);
        var delta = q0.sub(p0).lanewise(VectorOperators.LSHL, 2).add(p1.sub(q1)).add((short) 4)
                .lanewise(VectorOperators.ASHR, 3).min(tc).max(tc.neg()).and(filtered);
        var mean = p0.add(q0).add((short) 1).lanewise(VectorOperators.LSHR, 1);
        var least = tc0.neg();
        var deltaP = p2.add(mean).lanewise(VectorOperators.ASHR, 1).sub(p1).min(tc0).max(least).and(smoothP);
        var deltaQ = q2.add(mean).lanewise(VectorOperators.ASHR, 1).sub(q1).min(tc0).max(least).and(smoothQ);
        if (!delta.or(deltaP).or(deltaQ).compare(VectorOperators.NE, (short) 0).anyTrue()) {
            return false; // flat, as most of a screen is
        }
        ((ByteVector) p1.add(deltaP).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at - 2 * stride);
        ((ByteVector) p0.add(delta).max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at - stride);
        ((ByteVector) q0.sub(delta).max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at);
        ((ByteVector) q1.add(deltaQ).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at + stride);
        return true;
    }

    /// bS 4.
    ///
    /// @return whether anything changed
    static boolean strongLuma(byte[] samples, int at, int stride, int alpha, int beta) {
        var p0 = ByteVector.fromArray(BYTES_16, samples, at - stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q0 = ByteVector.fromArray(BYTES_16, samples, at).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var p1 = ByteVector.fromArray(BYTES_16, samples, at - 2 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q1 = ByteVector.fromArray(BYTES_16, samples, at + stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var step = p0.sub(q0).abs();
        var margin = step.sub((short) alpha).max(p1.sub(p0).abs().max(q1.sub(q0).abs()).sub((short) beta));
        if (!margin.compare(VectorOperators.LT, (short) 0).anyTrue()) {
            return false;
        }
        var filtered = margin.lanewise(VectorOperators.ASHR, 15);
        var flat = step.sub((short) ((alpha >> 2) + 2)).lanewise(VectorOperators.ASHR, 15).and(filtered);
        var p2 = ByteVector.fromArray(BYTES_16, samples, at - 3 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var p3 = ByteVector.fromArray(BYTES_16, samples, at - 4 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var smoothP = p2.sub(p0).abs().sub((short) beta).lanewise(VectorOperators.ASHR, 15).and(flat);
        var sumP = p2.add(p1).add(p0).add(q0).add((short) 2);
        var weakP = p1.add(p1).add(p0).add(q1).add((short) 2).lanewise(VectorOperators.LSHR, 2);
        var strongP = sumP.add(p1).add(p0).add(q0).add(q1).add((short) 2).lanewise(VectorOperators.LSHR, 3);
        var deltaP0 = weakP.sub(p0).and(filtered).add(strongP.sub(weakP).and(smoothP));
        var deltaP1 = sumP.lanewise(VectorOperators.LSHR, 2).sub(p1).and(smoothP);
        var deltaP2 = p3.add(p2).lanewise(VectorOperators.LSHL, 1).add(sumP).add((short) 2)
                .lanewise(VectorOperators.LSHR, 3).sub(p2).and(smoothP);
        var q2 = ByteVector.fromArray(BYTES_16, samples, at + 2 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q3 = ByteVector.fromArray(BYTES_16, samples, at + 3 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var smoothQ = q2.sub(q0).abs().sub((short) beta).lanewise(VectorOperators.ASHR, 15).and(flat);
        var sumQ = q2.add(q1).add(p0).add(q0).add((short) 2);
        var weakQ = q1.add(q1).add(q0).add(p1).add((short) 2).lanewise(VectorOperators.LSHR, 2);
        var strongQ = sumQ.add(q1).add(p0).add(q0).add(p1).add((short) 2).lanewise(VectorOperators.LSHR, 3);
        var deltaQ0 = weakQ.sub(q0).and(filtered).add(strongQ.sub(weakQ).and(smoothQ));
        var deltaQ1 = sumQ.lanewise(VectorOperators.LSHR, 2).sub(q1).and(smoothQ);
        var deltaQ2 = q3.add(q2).lanewise(VectorOperators.LSHL, 1).add(sumQ).add((short) 2)
                .lanewise(VectorOperators.LSHR, 3).sub(q2).and(smoothQ);
        if (!deltaP0.or(deltaP1).or(deltaP2).or(deltaQ0).or(deltaQ1).or(deltaQ2)
                .compare(VectorOperators.NE, (short) 0).anyTrue()) {
            return false;
        }
        ((ByteVector) p0.add(deltaP0).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at - stride);
        ((ByteVector) p1.add(deltaP1).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at - 2 * stride);
        ((ByteVector) p2.add(deltaP2).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at - 3 * stride);
        ((ByteVector) q0.add(deltaQ0).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at);
        ((ByteVector) q1.add(deltaQ1).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at + stride);
        ((ByteVector) q2.add(deltaQ2).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at + 2 * stride);
        return true;
    }

    /// Chroma of both planes: eight samples of Cb, then eight of Cr.
    ///
    /// @return whether anything changed
    static boolean chroma(byte[] samples, int at, int stride, int alpha, int beta, int limits) {
        var limit = IntVector.broadcast(INTS_8, limits).lanewise(VectorOperators.LSHR, CHROMA_LIMITS).and(0xff);
        var tc0 = limit.or(limit.lanewise(VectorOperators.LSHL, 16)).reinterpretAsShorts();
        var p0 = ByteVector.fromArray(BYTES_16, samples, at - stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q0 = ByteVector.fromArray(BYTES_16, samples, at).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var p1 = ByteVector.fromArray(BYTES_16, samples, at - 2 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q1 = ByteVector.fromArray(BYTES_16, samples, at + stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var margin = p0.sub(q0).abs().sub((short) alpha)
                .max(p1.sub(p0).abs().max(q1.sub(q0).abs()).sub((short) beta))
                .max(tc0.sub(FILTERED));
        if (!margin.compare(VectorOperators.LT, (short) 0).anyTrue()) {
            return false;
        }
        var filtered = margin.lanewise(VectorOperators.ASHR, 15);
        var tc = tc0.add((short) 1);
        var delta = q0.sub(p0).lanewise(VectorOperators.LSHL, 2).add(p1.sub(q1)).add((short) 4)
                .lanewise(VectorOperators.ASHR, 3).min(tc).max(tc.neg()).and(filtered);
        if (!delta.compare(VectorOperators.NE, (short) 0).anyTrue()) {
            return false;
        }
        ((ByteVector) p0.add(delta).max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at - stride);
        ((ByteVector) q0.sub(delta).max((short) 0).min((short) 255).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at);
        return true;
    }

    /// The same for bS 4.
    static boolean strongChroma(byte[] samples, int at, int stride, int alpha, int beta) {
        var p0 = ByteVector.fromArray(BYTES_16, samples, at - stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q0 = ByteVector.fromArray(BYTES_16, samples, at).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var p1 = ByteVector.fromArray(BYTES_16, samples, at - 2 * stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var q1 = ByteVector.fromArray(BYTES_16, samples, at + stride).convertShape(WIDEN, SHORTS_16, 0).reinterpretAsShorts();
        var margin = p0.sub(q0).abs().sub((short) alpha)
                .max(p1.sub(p0).abs().max(q1.sub(q0).abs()).sub((short) beta));
        if (!margin.compare(VectorOperators.LT, (short) 0).anyTrue()) {
            return false;
        }
        var filtered = margin.lanewise(VectorOperators.ASHR, 15);
        var newP = p1.add(p1).add(p0).add(q1).add((short) 2).lanewise(VectorOperators.LSHR, 2);
        var newQ = q1.add(q1).add(q0).add(p1).add((short) 2).lanewise(VectorOperators.LSHR, 2);
        ((ByteVector) newP.sub(p0).and(filtered).add(p0).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at - stride);
        ((ByteVector) newQ.sub(q0).and(filtered).add(q0).convertShape(VectorOperators.S2B, BYTES_16, 0)).intoArray(samples, at);
        return true;
    }
}
