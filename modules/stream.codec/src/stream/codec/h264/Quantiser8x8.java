package stream.codec.h264;

/// Quantisation and scaling of 8×8 blocks (§8.5.9, §8.5.13.1) for one value of QP; see [Quantiser].
public final class Quantiser8x8 {
    /// Finer than this, scaled coefficients would have to be rounded (8-356); 4×4 blocks do as well.
    static final int MIN_QP = 12;

    /// normAdjust8x8, (8-318): by the kinds of places that [#kind] tells.
    private static final int[][] SCALE = {
        {20, 18, 32, 19, 25, 24}, {22, 19, 35, 21, 28, 26}, {26, 23, 42, 24, 33, 31},
        {28, 25, 45, 26, 35, 33}, {32, 28, 51, 30, 40, 38}, {36, 32, 58, 34, 46, 43},
    };
    /// 2¹⁶ × the inverse of step and transform norm, in the same order.
    private static final int[][] INVERSE_SCALE = {
        {13107, 11428, 20972, 12222, 16777, 15481}, {11916, 10826, 19174, 11058, 14980, 14290},
        {10082, 8943, 15978, 9675, 12710, 11985}, {9362, 8228, 14913, 8931, 11984, 11259},
        {8192, 7346, 13159, 7740, 10486, 9777}, {7282, 6428, 11570, 6830, 9118, 8640},
    };
    private static final Quantiser8x8[] ALL = new Quantiser8x8[Quantiser.MAX_QP + 1];

    static {
        for (int qp = MIN_QP; qp <= Quantiser.MAX_QP; qp++) {
            ALL[qp] = new Quantiser8x8(qp);
        }
    }

    private final int shift;
    private final int[] multipliers = new int[8 * 16];
    private final short[] scales = new short[8 * 16];

    private Quantiser8x8(int qp) {
        shift = 16 + qp / 6;
        for (int row = 0; row < 8; row++) {
            for (int lane = 0; lane < 16; lane++) {
                int kind = kind(row, lane & 7);
                // Those of the eight even lanes, then of the odd ones.
                multipliers[row * 16 + (lane & 1) * 8 + (lane >> 1)] = INVERSE_SCALE[qp % 6][kind];
                scales[row * 16 + lane] = (short) (SCALE[qp % 6][kind] << qp / 6 - 2);
            }
        }
    }

    private static int kind(int row, int column) {
        boolean oddRow = (row & 1) == 1;
        boolean oddColumn = (column & 1) == 1;
        if (oddRow && oddColumn) {
            return 1;
        }
        if (oddRow || oddColumn) {
            return (oddRow ? column & 3 : row & 3) == 0 ? 3 : 5;
        }
        return (row & 3) != (column & 3) ? 4 : (row & 3) == 0 ? 0 : 2;
    }

    /// @param qp [#MIN_QP] to 51
    public static Quantiser8x8 of(int qp) {
        return ALL[qp];
    }

    /// What [Kernels#quantise8x8] multiplies with before it shifts right: for each row of sixteen places
    /// those of the eight even ones, then those of the odd ones.
    public int[] multipliers() {
        return multipliers;
    }

    /// How far it shifts right.
    public int shift() {
        return shift;
    }

    /// What the decoder multiplies levels with, for each place.
    public short[] scales() {
        return scales;
    }

    /// What is added before the shift, for a rounding in 1/64 of a step.
    public int bias(int rounding) {
        return rounding << shift - 6;
    }

    /// Quantises two blocks in place: the coefficients become what the decoder will scale their levels to.
    ///
    /// @param masks become a bit for each place of either block whose level is not zero
    void quantise(short[] blocks, short[] levels, int at, int rounding, long[] masks) {
        int bias = bias(rounding);
        masks[0] = 0;
        masks[1] = 0;
        for (int i = 0; i < 8 * 16; i++) {
            int coefficient = blocks[at + i];
            int multiplier = multipliers[(i & ~15) + (i & 1) * 8 + (i >> 1 & 7)];
            int magnitude = Math.abs(coefficient) * multiplier + bias >> shift;
            int level = coefficient < 0 ? -magnitude : magnitude;
            levels[at + i] = (short) level;
            blocks[at + i] = (short) (level * scales[i]);
            masks[i >> 3 & 1] |= level == 0 ? 0 : 1L << (i >> 4) * 8 + (i & 7);
        }
    }
}
