package stream.codec.h264;

/// residual_block_cavlc(), §7.3.5.3.2 and §9.2: the levels of a block of coefficients.
///
/// A block is given as its levels and a mask that has a bit for each scanning position whose level
/// is not zero. Written are how many there are and how many ±1 end the scan (`coeff_token`), the
/// signs of those, the other levels from the highest frequency down, how many zeros lie between the
/// first and the last (`total_zeros`), and how they are spread (`run_before`).
final class ResidualWriter {
    private static final int ESCAPE_BITS = 12;
    /// level_prefix 15 is the highest that baseline allows (§9.2.2.1): it reaches this many codes.
    private static final int ESCAPE_CODES = 1 << ESCAPE_BITS;
    private static final int MAX_SUFFIX_LENGTH = 6;

    private final BitWriter out;
    /// The levels that are not zero, the last of the scan first.
    private final int[] list = new int[16];
    private boolean overflowed;

    ResidualWriter(BitWriter out) {
        this.out = out;
    }

    /// Whether a level was too large for any code since the last call; what was written of it then
    /// is of no use.
    boolean takeOverflow() {
        boolean was = overflowed;
        overflowed = false;
        return was;
    }

    /// Writes a luma or chroma AC block.
    ///
    /// @param at of the block's first level, in the places of [Kernels#quantise]
    /// @param first scanning position that the block begins with, 0 or 1
    /// @param nC mean number of levels in the blocks to the left and above (§9.2.1)
    void block(short[] levels, int at, int mask, int first, int nC) {
        for (int left = mask, i = 0; left != 0; i++) {
            int k = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(left);
            list[i] = levels[at + Scan.PLACE[k]];
            left -= 1 << k;
        }
        write(mask >>> first, 16 - first, CavlcTables.coeffTokenTable(nC));
    }

    /// Writes the DC coefficients of Intra 16×16.
    void lumaDc(int[] levels, int mask, int nC) {
        dc(levels, 0, mask, 16, CavlcTables.coeffTokenTable(nC));
    }

    /// Writes the four DC coefficients of a chroma plane.
    void chromaDc(int[] levels, int at, int mask) {
        dc(levels, at, mask, 4, CavlcTables.CHROMA_DC);
    }

    private void dc(int[] levels, int at, int mask, int most, int table) {
        for (int left = mask, i = 0; left != 0; i++) {
            int k = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(left);
            list[i] = levels[at + k];
            left -= 1 << k;
        }
        write(mask, most, table);
    }

    /// @param most coefficients that the block can have
    private void write(int mask, int most, int table) {
        int total = Integer.bitCount(mask);
        if (total == 0) {
            code(CavlcTables.coeffToken(table, 0, 0));
            return;
        }
        int ones = 0;
        int signs = 0;
        while (ones < total && ones < CavlcTables.MAX_TRAILING_ONES && Math.abs(list[ones]) == 1) {
            signs = signs << 1 | list[ones] >>> 31;
            ones++;
        }
        code(CavlcTables.coeffToken(table, total, ones));
        out.put(ones, signs);
        writeLevels(total, ones);
        writeRuns(mask, total, most);
    }

    private void writeLevels(int total, int ones) {
        int suffixLength = total > 10 && ones < CavlcTables.MAX_TRAILING_ONES ? 1 : 0;
        // After fewer than three ones the next level cannot be ±1, and codes start from ±2.
        int impossible = ones < CavlcTables.MAX_TRAILING_ONES ? 2 : 0;
        for (int i = ones; i < total; i++) {
            int level = list[i];
            int magnitude = Math.abs(level);
            writeLevel(2 * magnitude - 2 + (level >>> 31) - impossible, suffixLength);
            impossible = 0;
            if (suffixLength == 0) {
                suffixLength = 1;
            }
            if (magnitude > 3 << suffixLength - 1 && suffixLength < MAX_SUFFIX_LENGTH) {
                suffixLength++;
            }
        }
    }

    /// `level_prefix` zeros and a one, then `level_suffix`.
    private void writeLevel(int levelCode, int suffixLength) {
        if (suffixLength == 0 && levelCode < 14) {
            out.put(levelCode + 1, 1);
        } else if (suffixLength == 0 && levelCode < 30) {
            out.put(15 + 4, 1 << 4 | levelCode - 14);
        } else if (suffixLength > 0 && levelCode < 15 << suffixLength) {
            int suffix = levelCode & (1 << suffixLength) - 1;
            out.put((levelCode >> suffixLength) + 1 + suffixLength, 1 << suffixLength | suffix);
        } else {
            int escaped = levelCode - (suffixLength == 0 ? 30 : 15 << suffixLength);
            if (escaped >= ESCAPE_CODES) {
                overflowed = true;
                return;
            }
            out.put(16 + ESCAPE_BITS, ESCAPE_CODES | escaped);
        }
    }

    private void writeRuns(int mask, int total, int most) {
        int highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(mask);
        int zerosLeft = highest + 1 - total;
        if (total < most) {
            code(most == 4
                    ? CavlcTables.chromaDcTotalZeros(total, zerosLeft)
                    : CavlcTables.totalZeros(total, zerosLeft));
        }
        int left = mask - Integer.highestOneBit(mask);
        while (zerosLeft > 0 && left != 0) {
            int next = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(left);
            int run = highest - next - 1;
            code(CavlcTables.runBefore(zerosLeft, run));
            zerosLeft -= run;
            highest = next;
            left -= 1 << next;
        }
    }

    private void code(int code) {
        out.put(CavlcTables.length(code), CavlcTables.bits(code));
    }
}
