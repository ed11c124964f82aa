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
    static final int INTRA_ROUNDING = 21;
    static final int INTER_ROUNDING = 11;

    /// A few ±1 among many zeros cost more bits than they mend: a quarter and a macroblock that are
    /// worth less are left out.
    static final int LEAST_QUARTER_WORTH = 4;
    static final int LEAST_WORTH = 6;
    /// What a ±1 is worth by the number of zeros before it; any larger level is worth [#LARGE].
    private static final int[] WORTH = {3, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    static final int LARGE = 9;

    /// All four blocks of a strip, for [Kernels#quantise].
    private static final int STRIP = 15;

    private final Frame source;
    private final short[] coefficients = new short[16 * 64];
    private final int[] differences = new int[4];
    private final int[] quarterWorth = new int[4];
    private final int[] dc = new int[16];
    private final int[] chromaDc = new int[4];
    /// A block of the source and its prediction, and nothing beside them: strips of four blocks.
    private final byte[] block = new byte[4 * 16];
    private final byte[] blockPrediction = new byte[4 * 16];
    /// The four blocks of a chroma plane side by side, likewise.
    private final byte[] chroma = new byte[4 * 16];
    private final byte[] chromaPrediction = new byte[4 * 16];

    ResidualCoder(Frame source) {
        this.source = source;
    }

    /// Codes the luma residual of an inter macroblock.
    void interLuma(Macroblock mb, Frame frame) {
        int total = quantiseInterLuma(mb, frame, Integer.MAX_VALUE);
        int pattern = 0;
        for (int quarter = 0; quarter < 4; quarter++) {
            if (total < LEAST_WORTH || quarterWorth[quarter] == 0) {
                drop(mb, quarter);
            } else {
                pattern |= 1 << quarter;
            }
        }
        mb.codedBlockPattern = mb.codedBlockPattern & ~15 | pattern;
        if (pattern == 0) {
            return;
        }
        int stride = frame.luma.width;
        for (int y = 0; y < 4; y++) {
            int blocks = 0;
            for (int x = 0; x < 4; x++) {
                blocks |= mb.lumaMasks[Scan.BLOCK_AT[y * 4 + x]] != 0 ? 1 << x : 0;
            }
            if (blocks != 0) {
                int at = (mb.y * 16 + y * 4) * stride + mb.x * 16;
                KERNELS.addInverse(coefficients, y * 64, blocks, frame.luma.samples, at, stride);
            }
        }
    }

    /// Takes the levels of a quarter of an inter macroblock back.
    private void drop(Macroblock mb, int quarter) {
        Arrays.fill(mb.lumaMasks, quarter * 4, quarter * 4 + 4, 0);
        int first = (quarter >> 1) * 2 * 64 + (quarter & 1) * 8;
        for (int at = first; at < first + 2 * 64; at += 16) {
            Arrays.fill(coefficients, at, at + 8, (short) 0);
        }
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
        for (int half = 0; half < 4 && total < enough; half += 2) {
            if (differences[half] >= negligible || differences[half + 1] >= negligible) {
                quantiseStrip(mb, frame, half, quantiser, INTER_ROUNDING, false);
                quantiseStrip(mb, frame, half + 1, quantiser, INTER_ROUNDING, false);
            }
            for (int quarter = half; quarter < half + 2; quarter++) {
                quarterWorth[quarter] = differences[quarter] < negligible ? 0 : quarterWorth(mb, quarter);
                total += quarterWorth[quarter];
            }
        }
        return total;
    }

    /// Transforms and quantises the blocks of row `y` of the macroblock.
    private void quantiseStrip(
            Macroblock mb, Frame frame, int y, Quantiser quantiser, int rounding, boolean keepDc) {
        int stride = frame.luma.width;
        int at = (mb.y * 16 + y * 4) * stride + mb.x * 16;
        long mask = KERNELS.quantise(source.luma.samples, at, stride, frame.luma.samples, at, stride, STRIP,
                quantiser, rounding, keepDc, coefficients, mb.luma, y * 64);
        for (int x = 0; x < 4; x++) {
            mb.lumaMasks[Scan.BLOCK_AT[y * 4 + x]] = Scan.positions(mask, x);
        }
    }

    private static int quarterWorth(Macroblock mb, int quarter) {
        int worth = 0;
        for (int i = quarter * 4; i < quarter * 4 + 4; i++) {
            worth += worth(mb.luma, Scan.BLOCK_Y[i] * 64 + Scan.BLOCK_X[i] * 4, mb.lumaMasks[i]);
        }
        return worth < LEAST_QUARTER_WORTH ? 0 : worth;
    }

    private static int worth(short[] levels, int at, int mask) {
        int worth = 0;
        for (int left = mask; left != 0; ) {
            int k = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(left);
            int level = levels[at + Scan.PLACE[k]];
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
        byte[] samples = frame.luma.samples;
        int at = (mb.y * 16 + Scan.BLOCK_Y[i] * 4) * stride + mb.x * 16 + Scan.BLOCK_X[i] * 4;
        for (int row = 0; row < 4; row++) {
            ByteViews.putInt(block, row * 16, ByteViews.getInt(source.luma.samples, at + row * stride));
            ByteViews.putInt(blockPrediction, row * 16, ByteViews.getInt(samples, at + row * stride));
        }
        long mask = KERNELS.quantise(block, 0, 16, blockPrediction, 0, 16, 1,
                Quantiser.of(mb.qp), INTRA_ROUNDING, false, coefficients, mb.luma, i * 64);
        mb.lumaMasks[i] = Scan.positions(mask, 0);
        if (mask != 0) {
            mb.codedBlockPattern |= 1 << (i >> 2);
            KERNELS.addInverse(coefficients, i * 64, 1, blockPrediction, 0, 16);
            for (int row = 0; row < 4; row++) {
                ByteViews.putInt(samples, at + row * stride, ByteViews.getInt(blockPrediction, row * 16));
            }
        }
    }

    /// Codes the luma residual of an Intra 16×16 macroblock: the DC coefficients of its blocks are
    /// transformed once more.
    void intra16x16(Macroblock mb, Frame frame) {
        var quantiser = Quantiser.of(mb.qp);
        int any = 0;
        for (int y = 0; y < 4; y++) {
            quantiseStrip(mb, frame, y, quantiser, INTRA_ROUNDING, true);
            for (int x = 0; x < 4; x++) {
                dc[y * 4 + x] = coefficients[y * 64 + x * 4];
                any |= mb.lumaMasks[Scan.BLOCK_AT[y * 4 + x]];
            }
        }
        mb.codedBlockPattern = mb.codedBlockPattern & ~15 | (any != 0 ? 15 : 0);
        Transform.hadamard4x4(dc);
        mb.lumaDcMask = quantiser.quantiseLumaDc(dc, mb.lumaDc, INTRA_ROUNDING);
        Transform.hadamard4x4(dc);
        int stride = frame.luma.width;
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                coefficients[y * 64 + x * 4] = (short) quantiser.scaleLumaDc(dc[y * 4 + x]);
            }
            int at = (mb.y * 16 + y * 4) * stride + mb.x * 16;
            KERNELS.addInverse(coefficients, y * 64, STRIP, frame.luma.samples, at, stride);
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
        toStrip(from.samples, origin, stride, chroma);
        toStrip(to.samples, origin, stride, chromaPrediction);
        long mask = KERNELS.quantise(chroma, 0, 16, chromaPrediction, 0, 16, STRIP,
                quantiser, rounding, true, coefficients, mb.chroma, plane * 64);
        for (int i = 0; i < 4; i++) {
            chromaDc[i] = coefficients[plane * 64 + i * 4];
            mb.chromaMasks[plane * 4 + i] = Scan.positions(mask, i);
        }
        Transform.hadamard2x2(chromaDc, 0);
        int dcMask = quantiser.quantiseChromaDc(chromaDc, 0, mb.chromaDc, plane * 4, rounding);
        mb.chromaDcMasks[plane] = dcMask;
        if (mask == 0 && dcMask == 0) {
            return 0;
        }
        Transform.hadamard2x2(chromaDc, 0);
        for (int i = 0; i < 4; i++) {
            coefficients[plane * 64 + i * 4] = (short) quantiser.scaleChromaDc(chromaDc[i]);
        }
        KERNELS.addInverse(coefficients, plane * 64, STRIP, chromaPrediction, 0, 16);
        for (int row = 0; row < 8; row++) {
            long eight = ByteViews.getLong(chromaPrediction, (row & 3) * 16 + (row >> 2) * 8);
            ByteViews.putLong(to.samples, origin + row * stride, eight);
        }
        return mask != 0 ? 2 : 1;
    }

    /// Puts the lower two of the four blocks of a chroma plane beside the upper two.
    private static void toStrip(byte[] samples, int at, int stride, byte[] strip) {
        for (int row = 0; row < 8; row++) {
            ByteViews.putLong(strip, (row & 3) * 16 + (row >> 2) * 8, ByteViews.getLong(samples, at + row * stride));
        }
    }
}
