package stream.codec.h264;

/// residual_block_cabac(), §7.3.5.3.3 and §9.3.3.1.3: the levels of a block of coefficients.
///
/// A block is given as its levels and a mask that has a bit for each scanning position whose level is not
/// zero. Written are whether there is any (`coded_block_flag`); for each position up to the last one
/// whether it has a level, and if so whether it is the last; and from the last one back how large they
/// are and their signs.
final class ResidualWriter {
    /// coeff_abs_level_minus1 is a row of ones up to here, and an Exp-Golomb code beyond (UEG0, §9.3.2.3).
    private static final int MAX_PREFIX = 14;
    /// Contexts of the first bin count the ones so far, those of the others larger levels.
    private static final int MAX_ONES = 4;
    private static final int LARGER = 5;

    private final CabacEncoder out;
    /// The levels that are not zero, the first of the scan first.
    private final int[] list = new int[64];

    ResidualWriter(CabacEncoder out) {
        this.out = out;
    }

    /// Writes a luma or chroma AC block.
    ///
    /// @param kind ctxBlockCat
    /// @param neighbours whether the blocks to the left (1) and above (2) have levels
    /// @param at of the block's first level, in the places of [Kernels#quantise]
    /// @param first scanning position that the block begins with, 0 or 1
    void block(int kind, int neighbours, short[] levels, int at, int mask, int first) {
        out.put(CabacContext.CODED_BLOCK[kind] + neighbours, mask != 0 ? 1 : 0);
        if (mask == 0) {
            return;
        }
        int count = 0;
        for (int left = mask; left != 0; left &= left - 1) {
            list[count++] = levels[at + Scan.PLACE[Integer.numberOfTrailingZeros(left)]];
        }
        writeMap(kind, mask >>> first, 16 - first, Integer.MAX_VALUE);
        writeLevels(CabacContext.ABS_LEVEL[kind], count, MAX_ONES);
    }

    /// Writes a luma block of 8×8, which has levels: that is all that coded_block_pattern says of it.
    void block8x8(short[] levels, int at, long mask) {
        int count = 0;
        int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(mask);
        for (int k = 0; k <= highest; k++) {
            int bin = (int) (mask >>> k) & 1;
            if (bin != 0) {
                list[count++] = levels[at + Scan.PLACE_8X8[k]];
            }
            if (k < 63) {
                out.put(CabacContext.SIGNIFICANT[CabacContext.LUMA_8X8] + CabacContext.SIGNIFICANT_8X8[k], bin);
                if (bin != 0) {
                    out.put(CabacContext.LAST[CabacContext.LUMA_8X8] + CabacContext.LAST_8X8[k], k == highest ? 1 : 0);
                }
            }
        }
        writeLevels(CabacContext.ABS_LEVEL[CabacContext.LUMA_8X8], count, MAX_ONES);
    }

    /// Writes the DC coefficients of Intra 16×16, or of a chroma plane.
    ///
    /// @param size coefficients that the block can have
    void dc(int kind, int neighbours, int[] levels, int at, int mask, int size) {
        out.put(CabacContext.CODED_BLOCK[kind] + neighbours, mask != 0 ? 1 : 0);
        if (mask == 0) {
            return;
        }
        int count = 0;
        for (int left = mask; left != 0; left &= left - 1) {
            list[count++] = levels[at + Integer.numberOfTrailingZeros(left)];
        }
        boolean chroma = kind == CabacContext.CHROMA_DC;
        writeMap(kind, mask, size, chroma ? 2 : Integer.MAX_VALUE);
        writeLevels(CabacContext.ABS_LEVEL[kind], count, chroma ? MAX_ONES - 1 : MAX_ONES);
    }

    /// significant_coeff_flag and last_significant_coeff_flag; what nothing can follow is inferred.
    ///
    /// @param mostContexts the context of a position is its number, up to this
    private void writeMap(int kind, int mask, int size, int mostContexts) {
        int significant = CabacContext.SIGNIFICANT[kind];
        int last = CabacContext.LAST[kind];
        int highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(mask);
        for (int k = 0; k <= highest && k < size - 1; k++) {
            int context = Math.min(k, mostContexts);
            int bin = mask >>> k & 1;
            out.put(significant + context, bin);
            if (bin != 0) {
                out.put(last + context, k == highest ? 1 : 0);
            }
        }
    }

    /// coeff_abs_level_minus1 and coeff_sign_flag, the last level first.
    ///
    /// @param mostLarger the context of the further bins is how many levels were larger than one, up to this
    private void writeLevels(int base, int count, int mostLarger) {
        int ones = 0;
        int larger = 0;
        for (int i = count - 1; i >= 0; i--) {
            int level = list[i];
            int beyondOne = Math.abs(level) - 1;
            int first = base + (larger > 0 ? 0 : Math.min(MAX_ONES, 1 + ones));
            if (beyondOne == 0) {
                out.put(first, 0);
                ones++;
            } else {
                out.put(first, 1);
                writeBeyondOne(base + LARGER + Math.min(mostLarger, larger), beyondOne);
                larger++;
            }
            out.bypass(1, level >>> 31);
        }
    }

    private void writeBeyondOne(int context, int value) {
        for (int i = Math.min(value, MAX_PREFIX); i > 1; i--) {
            out.put(context, 1);
        }
        if (value < MAX_PREFIX) {
            out.put(context, 0);
        } else {
            out.bypassExpGolomb(0, value - MAX_PREFIX);
        }
    }
}
