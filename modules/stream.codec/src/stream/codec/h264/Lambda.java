package stream.codec.h264;

/// What a bit is worth at each QP, in the currencies of the decisions.
final class Lambda {
    /// Against sums of absolute differences, in 1/16: 2^((QP − 12) ÷ 6), the square root of the next.
    private static final int[] ABSOLUTE = new int[Quantiser.MAX_QP + 1];

    private static final int[] STEP = new int[Quantiser.MAX_QP + 1];

    static {
        for (int qp = 0; qp <= Quantiser.MAX_QP; qp++) {
            ABSOLUTE[qp] = (int) Math.round(16 * Math.pow(2, (qp - 12) / 6.0));
            STEP[qp] = (int) Math.max(1, Math.round(0.625 * Math.pow(2, qp / 6.0)));
        }
    }

    private Lambda() {}

    /// The quantiser's step, in samples: 0.625 at QP 0, doubling every six; at least 1 here.
    static int step(int qp) {
        return STEP[qp];
    }

    /// The cost of `bits` as a sum of absolute differences.
    static int cost(int qp, int bits) {
        return ABSOLUTE[qp] * bits >> 4;
    }
}
