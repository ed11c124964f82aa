package stream.codec.h264;

/// Quantisation and scaling (§8.5.9, §8.5.12.1) for one value of QP.
///
/// The step doubles with every six QP. Scaling is normative; quantisation divides by the same step
/// and rounds towards zero a little, since small levels cost more bits than they are worth.
public final class Quantiser {
    static final int MAX_QP = 51;

    /// normAdjust4x4, (8-315): columns for coefficients at even/even, odd/odd and other places.
    private static final int[][] SCALE = {
        {10, 16, 13}, {11, 18, 14}, {13, 20, 16}, {14, 23, 18}, {16, 25, 20}, {18, 29, 23},
    };
    /// 2¹⁵ × the inverse of step and transform norm, in the same order.
    private static final int[][] INVERSE_SCALE = {
        {13107, 5243, 8066}, {11916, 4660, 7490}, {10082, 4194, 6554},
        {9362, 3647, 5825}, {8192, 3355, 5243}, {7282, 2893, 4559},
    };
    /// Table 8-15: chroma QP for luma QP from 30 on.
    private static final int[] CHROMA_QP = {
        29, 30, 31, 32, 32, 33, 34, 34, 35, 35, 36, 36, 37, 37, 37, 38, 38, 38, 39, 39, 39, 39,
    };
    private static final Quantiser[] ALL = new Quantiser[MAX_QP + 1];

    static {
        for (int qp = 0; qp <= MAX_QP; qp++) {
            ALL[qp] = new Quantiser(qp);
        }
    }

    private final int shift;
    private final int[] multipliers = new int[16];
    private final short[] scales = new short[32];

    private Quantiser(int qp) {
        shift = 15 + qp / 6;
        for (int i = 0; i < 32; i++) {
            int odd = (i >> 1 & 1) + (i >> 4);
            int kind = odd == 0 ? 0 : odd == 2 ? 1 : 2;
            multipliers[i >> 1] = INVERSE_SCALE[qp % 6][kind];
            scales[i] = (short) (SCALE[qp % 6][kind] << qp / 6);
        }
    }

    /// What [Kernels#quantise] multiplies with before it shifts right: eight for the pairs of coefficients
    /// of four blocks side by side in an even row, then eight for an odd one. Both of a pair have the same.
    public int[] multipliers() {
        return multipliers;
    }

    /// How far it shifts right.
    public int shift() {
        return shift;
    }

    /// What the decoder multiplies levels with, in the same order, but for each coefficient.
    public short[] scales() {
        return scales;
    }

    /// What is added before the shift, for a rounding in 1/64 of a step.
    public int bias(int rounding) {
        return rounding << shift - 6;
    }

    /// @param qp 0 to 51
    public static Quantiser of(int qp) {
        return ALL[qp];
    }

    static int chromaQp(int qp) {
        return qp < 30 ? qp : CHROMA_QP[qp - 30];
    }

    /// Quantises a block in place: the coefficients become what the decoder will scale their levels to.
    ///
    /// @param first 1 leaves the DC coefficient alone
    /// @return mask of places whose level is not zero, 16 to a row
    long quantise(short[] block, short[] levels, int at, int first, int rounding) {
        long mask = 0;
        int bias = bias(rounding);
        for (int row = 0; row < 4; row++) {
            for (int column = row == 0 ? first : 0; column < 4; column++) {
                int kind = (row & 1) * 16 + column;
                int place = row * 16 + column;
                int coefficient = block[at + place];
                int magnitude = Math.abs(coefficient) * multipliers[kind >> 1] + bias >> shift;
                int level = coefficient < 0 ? -magnitude : magnitude;
                levels[at + place] = (short) level;
                block[at + place] = (short) (level * scales[kind]);
                mask |= level == 0 ? 0 : 1L << place;
            }
        }
        return mask;
    }

    /// Quantises the DC coefficients of Intra 16×16 after [Transform#hadamard4x4], whose gain is 4;
    /// the coefficients become unscaled levels.
    int quantiseLumaDc(int[] block, int[] levels, int rounding) {
        int mask = 0;
        for (int k = 0; k < 16; k++) {
            int i = Scan.ZIGZAG[k];
            int level = level(block[i], shift + 2, rounding);
            levels[k] = level;
            block[i] = level;
            mask |= level == 0 ? 0 : 1 << k;
        }
        return mask;
    }

    /// The same for the four DC coefficients of a chroma plane after [Transform#hadamard2x2], whose
    /// gain is 2.
    int quantiseChromaDc(int[] block, int at, int[] levels, int levelsAt, int rounding) {
        int mask = 0;
        for (int k = 0; k < 4; k++) {
            int level = level(block[at + k], shift + 1, rounding);
            levels[levelsAt + k] = level;
            block[at + k] = level;
            mask |= level == 0 ? 0 : 1 << k;
        }
        return mask;
    }

    /// The sum of absolute differences of an 8×8 quarter below which it is not worth transforming: a
    /// 4×4 block of half as much has no level at all, and of a quarter at its mean hardly one.
    int negligible(int rounding) {
        // No coefficient is more than four times the sum, which only those at odd places reach.
        return 2 * (int) ((1L << shift) - bias(rounding)) / (4 * multipliers[9]);
    }

    private int level(int coefficient, int shift, int rounding) {
        int magnitude = Math.abs(coefficient) * multipliers[0] + (rounding << shift - 6) >> shift;
        return coefficient < 0 ? -magnitude : magnitude;
    }

    /// (8-320), (8-321): scales a luma DC value after the inverse Hadamard transform.
    int scaleLumaDc(int value) {
        return value * scales[0] + 2 >> 2;
    }

    /// (8-326): the same for chroma DC.
    int scaleChromaDc(int value) {
        return value * scales[0] >> 1;
    }
}
