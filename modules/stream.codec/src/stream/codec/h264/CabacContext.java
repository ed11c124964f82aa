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

    /// ctxBlockCat, Table 9-42: kinds of blocks.
    static final int LUMA_DC = 0;
    static final int LUMA_AC = 1;
    static final int LUMA = 2;
    static final int CHROMA_DC = 3;
    static final int CHROMA_AC = 4;

    /// By kind of block (Tables 9-34 and 9-40).
    static final int[] CODED_BLOCK = {85, 89, 93, 97, 101};
    static final int[] SIGNIFICANT = {105, 120, 134, 149, 152};
    static final int[] LAST = {166, 181, 195, 210, 213};
    static final int[] ABS_LEVEL = {227, 237, 247, 257, 266};

    private CabacContext() {}
}
