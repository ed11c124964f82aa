package stream.codec.h264;

/// The macroblock at hand: where it is, how it is to be coded, and its levels.
///
/// Reused for every macroblock of a slice.
final class Macroblock {
    int x;
    int y;
    int address;
    /// Rows of the slice.
    int firstRow;
    int endRow;
    /// Whether the macroblocks beside it are in the same slice.
    boolean left;
    boolean above;
    boolean aboveRight;

    /// [MacroblockType]
    int type;
    int qp;
    int intraMode;
    int chromaMode;
    /// Intra 4×4 mode of each block in the order of coding, and what its neighbours predict.
    final int[] blockModes = new int[16];
    final int[] predictedModes = new int[16];
    /// The same for the quarters of Intra 8×8.
    final int[] quarterModes = new int[4];
    final int[] predictedQuarterModes = new int[4];
    /// Whether luma has blocks of 8×8 (`transform_size_8x8_flag`).
    boolean transform8x8;
    /// Per 8×8 quarter, or per half or whole where the type says so: the difference of its vector
    /// from the prediction, and the reference index.
    final int[] vectorDifferences = new int[4];
    final int[] references = new int[4];

    /// coded_block_pattern: a bit for each 8×8 quarter of luma with levels, then 0, 16 (chroma DC
    /// only) or 32 (chroma AC too).
    int codedBlockPattern;
    /// Levels of luma in the places of [Kernels#quantise]: 64 for each four blocks side by side, or for
    /// each block of Intra 4×4; and masks of the scanning positions of those that are not zero, by block
    /// in the order of coding.
    final short[] luma = new short[16 * 64];
    final int[] lumaMasks = new int[16];
    /// The same by quarter for blocks of 8×8, whose levels have the places of [Kernels#quantise8x8]:
    /// [Kernels#TWO_BLOCKS] for each two quarters side by side, or for each quarter of Intra 8×8.
    final long[] luma8x8Masks = new long[4];
    /// In scanning order, as all DC levels.
    final int[] lumaDc = new int[16];
    int lumaDcMask;
    /// Cb, then Cr.
    final int[] chromaDc = new int[2 * 4];
    final int[] chromaDcMasks = new int[2];
    /// Four blocks of Cb, then of Cr.
    final short[] chroma = new short[2 * 64];
    final int[] chromaMasks = new int[2 * 4];

    void enter(int x, int y, int widthMbs, int firstRow, int endRow) {
        this.firstRow = firstRow;
        this.endRow = endRow;
        this.x = x;
        this.y = y;
        address = y * widthMbs + x;
        left = x > 0;
        above = y > firstRow;
        aboveRight = above && x + 1 < widthMbs;
    }

    /// Where the levels of a block begin in [#luma].
    int lumaAt(int block) {
        return type == MacroblockType.INTRA_4X4 ? block * 64 : Scan.BLOCK_Y[block] * 64 + Scan.BLOCK_X[block] * 4;
    }

    /// Where the levels of a quarter begin, when it is a block.
    int luma8x8At(int quarter) {
        return type == MacroblockType.INTRA_8X8 ? quarter * Kernels.TWO_BLOCKS : (quarter >> 1) * Kernels.TWO_BLOCKS + (quarter & 1) * 8;
    }

    boolean isIntra() {
        return MacroblockType.isIntra(type);
    }

    /// Whether `mb_qp_delta` is sent: only with a residual to apply it to.
    boolean hasQp() {
        return type == MacroblockType.INTRA_16X16 || codedBlockPattern != 0;
    }
}
