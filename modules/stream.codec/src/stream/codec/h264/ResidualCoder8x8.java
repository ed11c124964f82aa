package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

import java.util.Arrays;

/// Transforms, quantises and reconstructs the luma of macroblocks in blocks of 8×8, as [ResidualCoder] does
/// in blocks of 4×4: better for what is smooth or has long edges.
final class ResidualCoder8x8 {
    /// What a ±1 is worth by the number of zeros before it, as in [ResidualCoder].
    private static final byte[] WORTH = {
        3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    };

    private final Frame source;
    private final short[] coefficients = new short[4 * Kernels.TWO_BLOCKS];
    private final short[] memory = new short[Kernels.TWO_BLOCKS];
    private final int[] differences = new int[4];
    private final int[] quarterWorth = new int[4];
    private final long[] masks = new long[2];
    private final int[] two = new int[2];
    /// A block of the source and its prediction, and nothing beside them.
    private final byte[] block = new byte[8 * 16];
    private final byte[] blockPrediction = new byte[8 * 16];

    ResidualCoder8x8(Frame source) {
        this.source = source;
    }

    /// Whether what is left of an inter macroblock, whose prediction is in the frame, looks cheaper in
    /// blocks of 8×8 than of 4×4.
    boolean isBetter(Macroblock mb, Frame frame) {
        if (mb.qp < Quantiser8x8.MIN_QP) {
            return false;
        }
        int stride = frame.luma.width;
        int origin = mb.y * 16 * stride + mb.x * 16;
        byte[] from = source.luma.samples;
        byte[] to = frame.luma.samples;
        int cost = 0;
        for (int half = 0; half < 2; half++) {
            int at = origin + half * 8 * stride;
            KERNELS.satdOfTwo(from, at, stride, to, at, stride, memory, two);
            cost += two[0] + two[1];
        }
        return cost < KERNELS.satd(from, origin, stride, to, origin, stride, 16, 16);
    }

    /// Codes the luma residual of an inter macroblock.
    void interLuma(Macroblock mb, Frame frame) {
        int stride = frame.luma.width;
        int origin = mb.y * 16 * stride + mb.x * 16;
        byte[] from = source.luma.samples;
        byte[] to = frame.luma.samples;
        int negligible = Quantiser.of(mb.qp).negligible(ResidualCoder.INTER_ROUNDING);
        KERNELS.sadQuarters(from, origin, stride, to, origin, stride, differences);
        int total = 0;
        for (int quarter = 0; quarter < 4; quarter++) {
            if ((quarter & 1) == 0 && Math.max(differences[quarter], differences[quarter + 1]) >= negligible) {
                int at = origin + (quarter >> 1) * 8 * stride;
                KERNELS.quantise8x8(from, at, stride, to, at, stride, Quantiser8x8.of(mb.qp),
                        ResidualCoder.INTER_ROUNDING, coefficients, mb.luma, (quarter >> 1) * Kernels.TWO_BLOCKS, masks);
            }
            boolean nothing = differences[quarter] < negligible;
            mb.luma8x8Masks[quarter] = nothing ? 0 : Scan.positions8x8(masks[quarter & 1]);
            quarterWorth[quarter] = worth(mb, quarter);
            total += quarterWorth[quarter];
        }
        int pattern = 0;
        for (int quarter = 0; quarter < 4; quarter++) {
            if (total < ResidualCoder.LEAST_WORTH || quarterWorth[quarter] == 0) {
                drop(mb, quarter);
            } else {
                pattern |= 1 << quarter;
            }
        }
        mb.codedBlockPattern = mb.codedBlockPattern & ~15 | pattern;
        for (int half = 0; half < 2; half++) {
            if ((pattern >> half * 2 & 3) != 0) {
                KERNELS.addInverse8x8(coefficients, half * Kernels.TWO_BLOCKS, to, origin + half * 8 * stride, stride);
            }
        }
    }

    /// Takes the levels of a quarter back.
    private void drop(Macroblock mb, int quarter) {
        mb.luma8x8Masks[quarter] = 0;
        int first = (quarter >> 1) * Kernels.TWO_BLOCKS + (quarter & 1) * 8;
        for (int at = first; at < first + 128; at += 16) {
            Arrays.fill(coefficients, at, at + 8, (short) 0);
        }
    }

    private static int worth(Macroblock mb, int quarter) {
        int worth = 0;
        int at = mb.luma8x8At(quarter);
        for (long left = mb.luma8x8Masks[quarter]; left != 0; ) {
            int k = Long.SIZE - 1 - Long.numberOfLeadingZeros(left);
            int level = mb.luma[at + Scan.PLACE_8X8[k]];
            if (level != 1 && level != -1) {
                return ResidualCoder.LARGE;
            }
            left -= 1L << k;
            worth += WORTH[Math.min(k - (Long.SIZE - Long.numberOfLeadingZeros(left)), WORTH.length - 1)];
        }
        return worth < ResidualCoder.LEAST_QUARTER_WORTH ? 0 : worth;
    }

    /// Codes one block of an Intra 8×8 macroblock; the next may be predicted from it.
    void intra(Macroblock mb, Frame frame, int quarter) {
        int stride = frame.luma.width;
        byte[] samples = frame.luma.samples;
        int at = (mb.y * 16 + (quarter >> 1) * 8) * stride + mb.x * 16 + (quarter & 1) * 8;
        for (int row = 0; row < 8; row++) {
            ByteViews.putLong(block, row * 16, ByteViews.getLong(source.luma.samples, at + row * stride));
            ByteViews.putLong(blockPrediction, row * 16, ByteViews.getLong(samples, at + row * stride));
        }
        KERNELS.quantise8x8(block, 0, 16, blockPrediction, 0, 16, Quantiser8x8.of(mb.qp),
                ResidualCoder.INTRA_ROUNDING, coefficients, mb.luma, quarter * Kernels.TWO_BLOCKS, masks);
        mb.luma8x8Masks[quarter] = Scan.positions8x8(masks[0]);
        if (masks[0] != 0) {
            mb.codedBlockPattern |= 1 << quarter;
            KERNELS.addInverse8x8(coefficients, quarter * Kernels.TWO_BLOCKS, blockPrediction, 0, 16);
            for (int row = 0; row < 8; row++) {
                ByteViews.putLong(samples, at + row * stride, ByteViews.getLong(blockPrediction, row * 16));
            }
        }
    }
}
