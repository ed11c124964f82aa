package stream.codec.h264;

/// How a macroblock is coded; small numbers, as the grid keeps one for each macroblock.
final class MacroblockType {
    /// Inter, all inferred: nothing is sent but a place in a run.
    static final byte P_SKIP = 0;
    static final byte P_16X16 = 1;
    static final byte P_16X8 = 2;
    static final byte P_8X16 = 3;
    static final byte P_8X8 = 4;
    static final byte INTRA_4X4 = 5;
    static final byte INTRA_8X8 = 6;
    static final byte INTRA_16X16 = 7;
    /// Samples as they are.
    static final byte PCM = 8;

    private MacroblockType() {}

    static boolean isIntra(int type) {
        return type >= INTRA_4X4;
    }

    /// I_NxN: blocks that are predicted one after the other.
    static boolean isIntraBlocks(int type) {
        return type == INTRA_4X4 || type == INTRA_8X8;
    }
}
