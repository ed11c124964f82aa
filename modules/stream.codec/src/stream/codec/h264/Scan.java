package stream.codec.h264;

/// Orders of things inside a macroblock.
final class Scan {
    /// Zig-zag scan of a 4×4 block (Table 8-2): raster place of each scanning position.
    static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
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

    private Scan() {}
}
