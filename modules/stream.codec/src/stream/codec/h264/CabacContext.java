package stream.codec.h264;

/// Where the contexts of each syntax element begin, Table 9-34, and how they follow from what is next to
/// them (§9.3.3.1).
final class CabacContext {
    static final int COUNT = 436;

    static final int MB_TYPE_I = 3;
    static final int MB_SKIP = 11;
    static final int MB_TYPE_P = 14;
    /// mb_type of intra macroblocks in a P slice, behind a prefix.
    static final int MB_TYPE_INTRA_IN_P = 17;
    static final int SUB_MB_TYPE = 21;
    static final int MVD_X = 40;
    static final int MVD_Y = 47;
    static final int REF_IDX = 54;
    static final int MB_QP_DELTA = 60;
    static final int INTRA_CHROMA_MODE = 64;
    static final int PREV_INTRA_MODE = 68;
    static final int REM_INTRA_MODE = 69;
    static final int LUMA_PATTERN = 73;
    static final int CHROMA_PATTERN = 77;
    static final int TRANSFORM_SIZE = 399;

    /// ctxBlockCat, Table 9-42: kinds of blocks.
    static final int LUMA_DC = 0;
    static final int LUMA_AC = 1;
    static final int LUMA = 2;
    static final int CHROMA_DC = 3;
    static final int CHROMA_AC = 4;
    static final int LUMA_8X8 = 5;

    /// By kind of block (Tables 9-34 and 9-40).
    static final int[] CODED_BLOCK = {85, 89, 93, 97, 101};
    static final int[] SIGNIFICANT = {105, 120, 134, 149, 152, 402};
    static final int[] LAST = {166, 181, 195, 210, 213, 417};
    static final int[] ABS_LEVEL = {227, 237, 247, 257, 266, 426};

    /// Table 9-43: which context of an 8×8 block a scanning position has for significant_coeff_flag, and for
    /// last_significant_coeff_flag.
    static final byte[] SIGNIFICANT_8X8 = {
        0, 1, 2, 3, 4, 5, 5, 4, 4, 3, 3, 4, 4, 4, 5, 5, 4, 4, 4, 4, 3, 3, 6, 7, 7, 7, 8, 9, 10, 9, 8, 7,
        7, 6, 11, 12, 13, 11, 6, 7, 8, 9, 14, 10, 9, 8, 6, 11, 12, 13, 11, 6, 9, 14, 10, 9, 11, 12, 13, 11,
        14, 10, 12,
    };
    static final byte[] LAST_8X8 = {
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8,
    };

    private CabacContext() {}
}
