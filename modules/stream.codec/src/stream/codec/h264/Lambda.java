package stream.codec.h264;

/// What a bit is worth at each QP, in the currencies of the decisions.
final class Lambda {
    /// Against sums of absolute differences, in 1/16: 2^((QP − 12) ÷ 6), the square root of the next.
    private static final int[] ABSOLUTE = new int[Quantiser.MAX_QP + 1];

    static {
        for (int qp = 0; qp <= Quantiser.MAX_QP; qp++) {
            ABSOLUTE[qp] = (int) Math.round(16 * Math.pow(2, (qp - 12) / 6.0));
        }
    }

    private Lambda() {}

    /// The cost of `bits` as a sum of absolute differences.
    static int cost(int qp, int bits) {
        return ABSOLUTE[qp] * bits >> 4;
    }
}
