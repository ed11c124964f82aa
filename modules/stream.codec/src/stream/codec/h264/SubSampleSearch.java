package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

/// Refines a vector from whole to half to quarter samples (§8.4.2.2.1), judged by sums of absolute
/// differences.
///
/// The half samples around the block are filtered once; all sixteen positions within reach are one
/// of them, or the mean of two samples of the planes here:
///
/// ```
/// c v c     c: both filters   v: vertical filter
/// h G h     h: horizontal     G: the sample itself
/// c v c
/// ```
final class SubSampleSearch {
    private static final int STRIDE = 24;
    private static final int SIZE = STRIDE * 17;
    private static final int WHOLE = 0;
    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;

    private final Frame source;
    private final InterPrediction inter;
    private final short[] sums = new short[Kernels.SUMS];
    /// Column i of `h` and `c` lies half a sample left of column i of the block, row i of `v` and `c`
    /// half a sample above its row i; there is one more of each than the block has.
    private final byte[] h = new byte[SIZE];
    private final byte[] v = new byte[SIZE];
    private final byte[] c = new byte[SIZE];

    private int qp;
    private int predicted;
    private int width;
    private int height;
    private int sourceAt;
    private int best;
    /// The cost of the vector that was found.
    int cost;

    SubSampleSearch(Frame source, InterPrediction inter) {
        this.source = source;
        this.inter = inter;
    }

    /// Refines the whole-sample vector `from` of a block at `x`, `y` of the picture.
    ///
    /// @param predicted the vector that costs nothing
    int refine(Plane reference, int x, int y, int width, int height, int from, int predicted, int qp) {
        this.qp = qp;
        this.predicted = predicted;
        this.width = width;
        this.height = height;
        sourceAt = y * source.luma.width + x;
        inter.locate(reference, x + (MotionVector.x(from) >> 2), y + (MotionVector.y(from) >> 2), width, height, 3, 3);
        byte[] g = inter.samples;
        int at = inter.at;
        int stride = inter.stride;
        KERNELS.horizontal(g, at - 1, stride, h, 0, STRIDE, width + 1, height);
        KERNELS.vertical(g, at - stride, stride, v, 0, STRIDE, width, height + 1);
        best = from;
        cost = sad(g, at, stride) + price(from);
        int half = WHOLE;
        int side = 0;
        for (int i = 0; i < 2; i++) {
            int sign = 2 * i - 1;
            if (better(sad(h, i, STRIDE), from, 2 * sign, 0)) {
                half = HORIZONTAL;
                side = i;
            }
            if (better(sad(v, i * STRIDE, STRIDE), from, 0, 2 * sign)) {
                half = VERTICAL;
                side = i;
            }
        }
        int centre = best;
        for (int i = 0; i < 2; i++) {
            int sign = 2 * i - 1;
            switch (half) {
                case WHOLE -> {
                    better(mean(g, at, stride, h, i, STRIDE), centre, sign, 0);
                    better(mean(g, at, stride, v, i * STRIDE, STRIDE), centre, 0, sign);
                }
                case HORIZONTAL -> {
                    if (i == 0) {
                        KERNELS.centre(g, at - stride + side - 1, stride, c, 0, STRIDE, width, height + 1, sums);
                    }
                    better(mean(g, at + side + i - 1, stride, h, side, STRIDE), centre, sign, 0);
                    better(mean(c, i * STRIDE, STRIDE, h, side, STRIDE), centre, 0, sign);
                }
                default -> {
                    if (i == 0) {
                        KERNELS.centre(g, at + (side - 1) * stride - 1, stride, c, 0, STRIDE, width + 1, height, sums);
                    }
                    better(mean(c, i, STRIDE, v, side * STRIDE, STRIDE), centre, sign, 0);
                    better(mean(g, at + (side + i - 1) * stride, stride, v, side * STRIDE, STRIDE), centre, 0, sign);
                }
            }
        }
        return best;
    }

    private boolean better(int difference, int centre, int dx, int dy) {
        int vector = MotionVector.of(MotionVector.x(centre) + dx, MotionVector.y(centre) + dy);
        int sum = difference + price(vector);
        if (sum >= cost) {
            return false;
        }
        cost = sum;
        best = vector;
        return true;
    }

    private int price(int vector) {
        return Lambda.cost(qp, MotionVector.bits(vector, predicted));
    }

    private int sad(byte[] samples, int at, int stride) {
        return KERNELS.sad(source.luma.samples, sourceAt, source.luma.width, samples, at, stride, width, height);
    }

    private int mean(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride) {
        return KERNELS.sadOfMean(source.luma.samples, sourceAt, source.luma.width,
                a, aAt, aStride, b, bAt, bStride, width, height);
    }
}
