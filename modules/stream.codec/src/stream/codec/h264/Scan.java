package stream.codec.h264;

/// Orders of things inside a macroblock.
final class Scan {
    /// Zig-zag scan of a 4×4 block (Table 8-2): raster place of each scanning position.
    static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    /// Zig-zag scan of an 8×8 block (Table 8-2).
    private static final int[] ZIGZAG_8X8 = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48,
        41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
        30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    };
    /// Luma blocks in the order of coding (Figure 6-10), which is z-order in units of 4 samples.
    ///
    /// ```
    ///  0  1  4  5
    ///  2  3  6  7
    ///  8  9 12 13
    /// 10 11 14 15
    /// ```
    static final int[] BLOCK_X = {0, 1, 0, 1, 2, 3, 2, 3, 0, 1, 0, 1, 2, 3, 2, 3};
    static final int[] BLOCK_Y = {0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3};

    /// The block at column + 4 × row.
    static final int[] BLOCK_AT = {0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15};
    /// Where [Kernels#quantise] puts the coefficient of each scanning position.
    static final int[] PLACE = new int[16];
    /// Where [Kernels#quantise8x8], which turns blocks, puts the coefficient of each scanning position.
    static final int[] PLACE_8X8 = new int[64];
    /// The scanning position of each bit of its masks.
    private static final byte[] POSITION_8X8 = new byte[64];
    /// Masks of scanning positions, by row and the mask of the row's four places.
    private static final int[] POSITIONS = new int[4 * 16];

    static {
        for (int k = 0; k < 16; k++) {
            int row = ZIGZAG[k] >> 2;
            int column = ZIGZAG[k] & 3;
            int place = column >> 1 | (column & 1) << 1; // 1 and 2 change places
            PLACE[k] = row * 16 + place;
            for (int mask = 0; mask < 16; mask++) {
                POSITIONS[row * 16 + mask] |= (mask >> place & 1) << k;
            }
        }
        for (int k = 0; k < 64; k++) {
            int row = ZIGZAG_8X8[k] >> 3;
            int column = ZIGZAG_8X8[k] & 7;
            PLACE_8X8[k] = column * 16 + row;
            POSITION_8X8[column * 8 + row] = (byte) k;
        }
    }

    private Scan() {}

    /// The mask of scanning positions of one of the four blocks that [Kernels#quantise] gave a mask for.
    static int positions(long mask, int block) {
        int upper = (int) mask >>> 4 * block;
        int lower = (int) (mask >>> 32) >>> 4 * block;
        return POSITIONS[upper & 15] | POSITIONS[16 + (upper >>> 16 & 15)]
                | POSITIONS[32 + (lower & 15)] | POSITIONS[48 + (lower >>> 16 & 15)];
    }

    /// The mask of scanning positions for one of the masks of [Kernels#quantise8x8].
    static long positions8x8(long mask) {
        long positions = 0;
        for (long left = mask; left != 0; left &= left - 1) {
            positions |= 1L << POSITION_8X8[Long.numberOfTrailingZeros(left)];
        }
        return positions;
    }
}
