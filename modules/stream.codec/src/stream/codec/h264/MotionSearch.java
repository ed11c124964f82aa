package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

import java.util.Arrays;

/// Looks for the vectors of a macroblock: first by whole samples, from candidates on, then between
/// samples.
///
/// Whole-sample positions are judged by the sums of absolute differences of the four quarters of the
/// macroblock, so that one look serves it as a whole and in parts.
final class MotionSearch {
    /// Vectors stay so near that the horizontal range of the standard (±2048) is never reached.
    private static final int MOST_HORIZONTAL = 2000;
    /// Steps of the hexagon before the search settles for what it has.
    private static final int MOST_STEPS = 10;
    /// Differences below this part of the quantiser's step, on the mean, are as good as any found far off.
    private static final int NEAR_STEPS = 8;
    private static final int[] HEXAGON_X = {-2, -1, 1, 2, 1, -1};
    private static final int[] HEXAGON_Y = {0, -2, -2, 0, 2, 2};
    private static final int[] DIAMOND_X = {-1, 0, 1, 0};
    private static final int[] DIAMOND_Y = {0, -1, 0, 1};
    /// What a vector of nothing and the index of an older frame take.
    private static final int OLDER_BITS = 5;
    /// Positions beyond the frame repeat its edge; looking farther out finds nothing new.
    private static final int MOST_OUTSIDE = 16;

    private final Frame source;
    private final int mostVertical;
    private final InterPrediction inter;
    private final SubSampleSearch subSample;
    private final byte[] trial = new byte[16 * 16];
    private final int[] quarters = new int[4];

    private References references;
    private Macroblock mb;
    private int predicted;
    private int sourceAt;
    private int tried;
    private final int[] triedVectors = new int[16];

    /// Best for the whole macroblock: a vector in quarter samples, which reference it is for, and its cost.
    int vector;
    int reference;
    int cost;
    /// And for each quarter.
    final int[] quarterVectors = new int[4];
    final int[] quarterReferences = new int[4];
    final int[] quarterCosts = new int[4];

    MotionSearch(Frame source, Level level, InterPrediction inter) {
        this.source = source;
        mostVertical = level.verticalMotionRange - 1;
        this.inter = inter;
        subSample = new SubSampleSearch(source, inter);
    }

    /// Starts the search for a macroblock.
    ///
    /// @param references the newest is searched
    /// @param predicted the vector that costs nothing
    void start(Macroblock mb, References references, int predicted) {
        this.mb = mb;
        this.references = references;
        this.predicted = predicted;
        sourceAt = mb.y * 16 * source.luma.width + mb.x * 16;
        cost = Integer.MAX_VALUE;
        Arrays.fill(quarterCosts, Integer.MAX_VALUE);
        tried = 0;
    }

    /// Tries a vector in quarter samples, rounded to whole ones.
    void candidate(int vector) {
        int x = MotionVector.x(vector) + 2 >> 2;
        int y = MotionVector.y(vector) + 2 >> 2;
        int whole = MotionVector.of(x * 4, y * 4);
        for (int i = 0; i < tried; i++) {
            if (triedVectors[i] == whole) {
                return;
            }
        }
        if (tried < triedVectors.length) {
            triedVectors[tried++] = whole;
        }
        tryWhole(x, y);
    }

    private void tryWhole(int x, int y) {
        if (!isAllowed(x, y)) {
            return;
        }
        int left = mb.x * 16 + x;
        int top = mb.y * 16 + y;
        var plane = references.luma[0];
        int stride = source.luma.width;
        int candidate = MotionVector.of(x * 4, y * 4);
        if (left >= 0 && top >= 0 && left + 16 <= plane.width && top + 16 <= plane.height) {
            KERNELS.sadQuarters(source.luma.samples, sourceAt, stride,
                    plane.samples, top * plane.width + left, plane.width, quarters);
        } else {
            inter.luma(plane, mb.x * 16, mb.y * 16, 16, 16, candidate, trial, 0, 16);
            KERNELS.sadQuarters(source.luma.samples, sourceAt, stride, trial, 0, 16, quarters);
        }
        judge(candidate, 0, Lambda.cost(mb.qp, MotionVector.bits(candidate, predicted)));
    }

    /// Tries the same place in an older frame: what was uncovered may reach into this macroblock.
    void older(int index) {
        KERNELS.sadQuarters(source.luma.samples, sourceAt, source.luma.width,
                references.luma[index].samples, sourceAt, source.luma.width, quarters);
        judge(MotionVector.ZERO, index, Lambda.cost(mb.qp, references.isOneFrame() ? 1 + index : OLDER_BITS));
    }

    /// Takes a vector where the differences in [#quarters] and its price make it the best.
    private void judge(int candidate, int index, int price) {
        int sum = price;
        for (int i = 0; i < 4; i++) {
            sum += quarters[i];
            if (quarters[i] + price < quarterCosts[i]) {
                quarterCosts[i] = quarters[i] + price;
                quarterVectors[i] = candidate;
                quarterReferences[i] = index;
            }
        }
        if (sum < cost) {
            cost = sum;
            vector = candidate;
            reference = index;
        }
    }

    private boolean isAllowed(int x, int y) {
        return Math.abs(x) <= MOST_HORIZONTAL
                && Math.abs(y) < mostVertical
                && mb.x * 16 + x >= -MOST_OUTSIDE
                && mb.y * 16 + y >= -MOST_OUTSIDE
                && mb.x * 16 + x <= source.luma.width
                && mb.y * 16 + y <= source.luma.height;
    }

    /// Walks on from the best candidate, unless that is good already, a hexagon at a time while it
    /// helps, and ends with a small diamond. Of each hexagon but the first, only the three points ahead
    /// are new.
    void walk() {
        int first = 0;
        int count = HEXAGON_X.length;
        boolean far = cost >= 256 * Lambda.step(mb.qp) / NEAR_STEPS;
        for (int step = 0; far && step < MOST_STEPS; step++) {
            int x = MotionVector.x(vector) >> 2;
            int y = MotionVector.y(vector) >> 2;
            int before = vector;
            int ahead = -1;
            for (int i = first; i < first + count; i++) {
                int point = i % HEXAGON_X.length;
                int best = vector;
                tryWhole(x + HEXAGON_X[point], y + HEXAGON_Y[point]);
                ahead = vector == best ? ahead : point;
            }
            if (vector == before) {
                break;
            }
            first = ahead + HEXAGON_X.length - 1;
            count = 3;
        }
        int x = MotionVector.x(vector) >> 2;
        int y = MotionVector.y(vector) >> 2;
        for (int i = 0; i < DIAMOND_X.length; i++) {
            tryWhole(x + DIAMOND_X[i], y + DIAMOND_Y[i]);
        }
    }

    /// Refines a whole-sample vector of a part of the macroblock to quarter samples.
    ///
    /// @param x of the part in the macroblock
    /// @param predicted the vector that costs nothing
    /// @return the best vector; its cost is [#refinedCost]
    int refine(int x, int y, int width, int height, int from, int predicted) {
        int best = subSample.refine(
                references.luma[0], mb.x * 16 + x, mb.y * 16 + y, width, height, from, predicted, mb.qp);
        refinedCost = subSample.cost;
        return best;
    }

    int refinedCost;

    /// The cost of a vector for a block: transformed differences, and the bits of the vector.
    int satd(int x, int y, int width, int height, int vector, int index, int predicted) {
        inter.luma(references.luma[index], mb.x * 16 + x, mb.y * 16 + y, width, height, vector, trial, 0, 16);
        int stride = source.luma.width;
        return KERNELS.satd(source.luma.samples, sourceAt + y * stride + x, stride, trial, 0, 16, width, height)
                + Lambda.cost(mb.qp, MotionVector.bits(vector, predicted));
    }
}
