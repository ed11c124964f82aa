package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

import java.util.Arrays;

/// Transforms, quantises and reconstructs the residual of a macroblock.
///
/// The prediction is in the frame that is being reconstructed, and the reconstruction replaces it
/// there, exactly as the decoder will do it (§8.5).
final class ResidualCoder {
    /// What quantisation adds before rounding down, in 1/64 of a step: a third for intra and a sixth
    /// for inter residuals, which are more often noise.
    private static final int INTRA_ROUNDING = 21;
    private static final int INTER_ROUNDING = 11;

    /// A few ±1 among many zeros cost more bits than they mend: a quarter and a macroblock that are
    /// worth less are left out.
    private static final int LEAST_QUARTER_WORTH = 4;
    private static final int LEAST_WORTH = 6;
    /// What a ±1 is worth by the number of zeros before it; any larger level is worth [#LARGE].
    private static final int[] WORTH = {3, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int LARGE = 9;

    private final Frame source;
    private final int[] block = new int[16 * 16];
    private final int[] differences = new int[4];
    private final int[] quarterWorth = new int[4];
    private final int[] dc = new int[16];
    private final int[] chromaDc = new int[4];

    ResidualCoder(Frame source) {
        this.source = source;
    }

    /// Codes the luma residual of an inter macroblock.
    void interLuma(Macroblock mb, Frame frame) {
        int total = quantiseInterLuma(mb, frame, Integer.MAX_VALUE);
        int stride = frame.luma.width;
        int origin = mb.y * 16 * stride + mb.x * 16;
        int pattern = 0;
        for (int i = 0; i < 16; i++) {
            if (total < LEAST_WORTH || quarterWorth[i >> 2] == 0) {
                mb.lumaMasks[i] = 0;
            } else if (mb.lumaMasks[i] != 0) {
                pattern |= 1 << (i >> 2);
                int at = origin + Scan.BLOCK_Y[i] * 4 * stride + Scan.BLOCK_X[i] * 4;
                Transform.addInverse(block, i * 16, frame.luma.samples, at, stride);
            }
        }
        mb.codedBlockPattern = mb.codedBlockPattern & ~15 | pattern;
    }

    /// Whether an inter macroblock has no residual worth coding. If it has, the chroma samples in the
    /// frame are no longer its prediction.
    boolean isNothing(Macroblock mb, Frame frame) {
        if (quantiseInterLuma(mb, frame, LEAST_WORTH) >= LEAST_WORTH) {
            return false;
        }
        chroma(mb, frame);
        return mb.codedBlockPattern >> 4 == 0;
    }

    /// Transforms and quantises the luma residual, until it is known to be worth `enough`.
    ///
    /// @return what it is worth, the sum of [#quarterWorth]
    private int quantiseInterLuma(Macroblock mb, Frame frame, int enough) {
        var quantiser = Quantiser.of(mb.qp);
        int stride = frame.luma.width;
        int origin = mb.y * 16 * stride + mb.x * 16;
        int total = 0;
        KERNELS.sadQuarters(
                source.luma.samples, origin, stride, frame.luma.samples, origin, stride, differences);
        int negligible = quantiser.negligible(INTER_ROUNDING);
        for (int quarter = 0; quarter < 4 && total < enough; quarter++) {
            int worth = 0;
            if (differences[quarter] < negligible) {
                Arrays.fill(mb.lumaMasks, quarter * 4, quarter * 4 + 4, 0);
                quarterWorth[quarter] = 0;
                continue;
            }
            for (int i = quarter * 4; i < quarter * 4 + 4; i++) {
                int at = origin + Scan.BLOCK_Y[i] * 4 * stride + Scan.BLOCK_X[i] * 4;
                Transform.forward(source.luma.samples, at, stride, frame.luma.samples, at, stride, block, i * 16);
                int mask = quantiser.quantise(block, i * 16, mb.luma, i * 16, 0, INTER_ROUNDING);
                mb.lumaMasks[i] = mask;
                worth += mask == 0 ? 0 : worth(mb.luma, i * 16, mask);
            }
            quarterWorth[quarter] = worth < LEAST_QUARTER_WORTH ? 0 : worth;
            total += quarterWorth[quarter];
        }
        return total;
    }

    private static int worth(int[] levels, int at, int mask) {
        int worth = 0;
        for (int left = mask; left != 0; ) {
            int k = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(left);
            int level = levels[at + k];
            if (level != 1 && level != -1) {
                return LARGE;
            }
            left -= 1 << k;
            worth += WORTH[k - (Integer.SIZE - Integer.numberOfLeadingZeros(left))];
        }
        return worth;
    }

    /// Codes one block of an Intra 4×4 macroblock; the next may be predicted from it.
    void intra4x4(Macroblock mb, Frame frame, int i) {
        int stride = frame.luma.width;
        int at = (mb.y * 16 + Scan.BLOCK_Y[i] * 4) * stride + mb.x * 16 + Scan.BLOCK_X[i] * 4;
        Transform.forward(source.luma.samples, at, stride, frame.luma.samples, at, stride, block, 0);
        int mask = Quantiser.of(mb.qp).quantise(block, 0, mb.luma, i * 16, 0, INTRA_ROUNDING);
        mb.lumaMasks[i] = mask;
        if (mask != 0) {
            mb.codedBlockPattern |= 1 << (i >> 2);
            Transform.addInverse(block, 0, frame.luma.samples, at, stride);
        }
    }

    /// Codes the luma residual of an Intra 16×16 macroblock: the DC coefficients of its blocks are
    /// transformed once more.
    void intra16x16(Macroblock mb, Frame frame) {
        var quantiser = Quantiser.of(mb.qp);
        int stride = frame.luma.width;
        int origin = mb.y * 16 * stride + mb.x * 16;
        int any = 0;
        for (int i = 0; i < 16; i++) {
            int at = origin + Scan.BLOCK_Y[i] * 4 * stride + Scan.BLOCK_X[i] * 4;
            Transform.forward(source.luma.samples, at, stride, frame.luma.samples, at, stride, block, i * 16);
            dc[Scan.BLOCK_Y[i] * 4 + Scan.BLOCK_X[i]] = block[i * 16];
            mb.lumaMasks[i] = quantiser.quantise(block, i * 16, mb.luma, i * 16, 1, INTRA_ROUNDING);
            any |= mb.lumaMasks[i];
        }
        mb.codedBlockPattern = mb.codedBlockPattern & ~15 | (any != 0 ? 15 : 0);
        Transform.hadamard4x4(dc);
        mb.lumaDcMask = quantiser.quantiseLumaDc(dc, mb.lumaDc, INTRA_ROUNDING);
        Transform.hadamard4x4(dc);
        for (int i = 0; i < 16; i++) {
            int at = origin + Scan.BLOCK_Y[i] * 4 * stride + Scan.BLOCK_X[i] * 4;
            int scaled = quantiser.scaleLumaDc(dc[Scan.BLOCK_Y[i] * 4 + Scan.BLOCK_X[i]]);
            addInverse(i * 16, scaled, mb.lumaMasks[i], frame.luma.samples, at, stride);
        }
    }

    /// Codes the residual of both chroma planes.
    void chroma(Macroblock mb, Frame frame) {
        int rounding = mb.isIntra() ? INTRA_ROUNDING : INTER_ROUNDING;
        int pattern = Math.max(
                chromaPlane(mb, 0, source.cb, frame.cb, rounding), chromaPlane(mb, 1, source.cr, frame.cr, rounding));
        mb.codedBlockPattern = mb.codedBlockPattern & 15 | pattern << 4;
    }

    /// Codes one chroma plane.
    ///
    /// @return 0 when there are no levels, 1 with DC levels only, 2 with others
    private int chromaPlane(Macroblock mb, int plane, Plane from, Plane to, int rounding) {
        var quantiser = Quantiser.of(Quantiser.chromaQp(mb.qp));
        int stride = to.width;
        int origin = mb.y * 8 * stride + mb.x * 8;
        int difference = KERNELS.sad(from.samples, origin, stride, to.samples, origin, stride, 8, 8);
        if (difference < quantiser.negligible(rounding)) {
            mb.chromaDcMasks[plane] = 0;
            Arrays.fill(mb.chromaMasks, plane * 4, plane * 4 + 4, 0);
            return 0;
        }
        int any = 0;
        for (int i = 0; i < 4; i++) {
            int at = origin + (i >> 1) * 4 * stride + (i & 1) * 4;
            Transform.forward(from.samples, at, stride, to.samples, at, stride, block, i * 16);
            chromaDc[i] = block[i * 16];
            int k = plane * 4 + i;
            mb.chromaMasks[k] = quantiser.quantise(block, i * 16, mb.chroma, k * 16, 1, rounding);
            any |= mb.chromaMasks[k];
        }
        Transform.hadamard2x2(chromaDc, 0);
        int dcMask = quantiser.quantiseChromaDc(chromaDc, 0, mb.chromaDc, plane * 4, rounding);
        mb.chromaDcMasks[plane] = dcMask;
        if ((any | dcMask) == 0) {
            return 0;
        }
        Transform.hadamard2x2(chromaDc, 0);
        for (int i = 0; i < 4; i++) {
            int at = origin + (i >> 1) * 4 * stride + (i & 1) * 4;
            int scaled = quantiser.scaleChromaDc(chromaDc[i]);
            addInverse(i * 16, scaled, mb.chromaMasks[plane * 4 + i], to.samples, at, stride);
        }
        return any != 0 ? 2 : 1;
    }

    private void addInverse(int at, int scaledDc, int mask, byte[] samples, int samplesAt, int stride) {
        if (mask != 0) {
            block[at] = scaledDc;
            Transform.addInverse(block, at, samples, samplesAt, stride);
        } else if (scaledDc != 0) {
            Transform.addInverseDc(scaledDc, samples, samplesAt, stride);
        }
    }
}
