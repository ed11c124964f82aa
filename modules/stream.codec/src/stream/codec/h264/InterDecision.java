package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

/// Chooses vectors and partition of an inter macroblock.
final class InterDecision {
    /// Differences above this part of the quantiser's step, on the mean, nearly always leave something.
    private static final int SKIP_STEPS = 5;
    /// And those of chroma where luma is a copy.
    private static final int COPY_STEPS = 3;
    /// Quarters are refined, which takes four times as long as the whole, where they promise to save more
    /// than this part of its cost.
    private static final int QUARTERS_GAIN = 8;

    private final Frame source;
    private final Grid grid;
    private final Refinement refinement;
    private final MotionPrediction prediction;
    private final CopySearch copies;
    private final LongTermFrames longTerm;
    private final InterPrediction inter = new InterPrediction();
    private final MotionSearch search;
    /// The vectors chosen, for each quarter of the macroblock, and the references they are for.
    private final int[] vectors = new int[4];
    private final int[] indices = new int[4];
    private int type;

    InterDecision(Frame source, Grid grid, Refinement refinement, MotionPrediction prediction, CopySearch copies,
            LongTermFrames longTerm, Level level) {
        this.source = source;
        this.refinement = refinement;
        this.grid = grid;
        this.prediction = prediction;
        this.copies = copies;
        this.longTerm = longTerm;
        search = new MotionSearch(source, level, inter);
    }

    /// Predicts the macroblock as P_Skip would, if it is a copy of something that was coded as finely as
    /// it would be now: coding its residual would only tell the same again.
    boolean predictCopy(Macroblock mb, Frame frame, References references) {
        int vector = prediction.skip(grid.block(mb.x, mb.y));
        if (!references.skipsStill()
                || !copies.isFound(mb.address)
                || wholeToQuarter(copies.vector(mb.address)) != vector
                || refinement.qpOfCopy(mb, vector) > mb.qp) {
            return false;
        }
        choose(vector, 0);
        predict(mb, frame, references);
        // That it is a copy was said of luma only.
        int stride = frame.cb.width;
        int at = mb.y * 8 * stride + mb.x * 8;
        int most = 64 * Lambda.step(mb.qp) / COPY_STEPS;
        return KERNELS.sad(source.cb.samples, at, stride, frame.cb.samples, at, stride, 8, 8) < most
                && KERNELS.sad(source.cr.samples, at, stride, frame.cr.samples, at, stride, 8, 8) < most;
    }

    /// Predicts the macroblock as P_Skip would, if that comes near enough to the source that nothing
    /// may be left to code.
    boolean predictSkip(Macroblock mb, Frame frame, References references) {
        choose(prediction.skip(grid.block(mb.x, mb.y)), 0);
        int stride = frame.luma.width;
        int at = mb.y * 16 * stride + mb.x * 16;
        luma(frame, references, 0, mb.x * 16, mb.y * 16, 16, vectors[0]);
        int most = 256 * Lambda.step(mb.qp) / SKIP_STEPS;
        if (KERNELS.sad(source.luma.samples, at, stride, frame.luma.samples, at, stride, 16, 16) > most) {
            return false;
        }
        enter(mb);
        chroma(mb, frame, references, 0, 0, 8, vectors[0]);
        return true;
    }

    /// Predicts the macroblock from the older frame that shows the same, if there is one.
    boolean predictReturned(Macroblock mb, Frame frame, References references) {
        int index = longTerm.found(mb.address);
        if (index == 0) {
            return false;
        }
        choose(MotionVector.ZERO, index);
        predict(mb, frame, references);
        return true;
    }

    /// Predicts the macroblock from the same place in the newest frame as it is.
    void predictStill(Macroblock mb, Frame frame, References references) {
        choose(MotionVector.ZERO, references.newest);
        predict(mb, frame, references);
    }

    private void choose(int vector, int index) {
        type = MacroblockType.P_16X16;
        vectors[0] = vector;
        indices[0] = index;
    }

    /// Chooses, and returns the cost; what was chosen is coded by [#predict].
    int decide(Macroblock mb, References references) {
        int block = grid.block(mb.x, mb.y);
        int predicted = prediction.median(block, 0, 0, 4, 0);
        search.start(mb, references, predicted);
        search.candidate(predicted);
        search.candidate(MotionVector.ZERO);
        if (copies.isFound(mb.address)) {
            search.candidate(wholeToQuarter(copies.vector(mb.address)));
        }
        if (mb.left) {
            search.candidate(grid.vectors[block - 1]);
        }
        if (mb.above) {
            search.candidate(grid.vectors[block - grid.width4]);
            if (mb.aboveRight) {
                search.candidate(grid.vectors[block - grid.width4 + 4]);
            }
        }
        for (int i = 0; i < CopySearch.COMMON; i++) {
            search.candidate(wholeToQuarter(copies.common(i)));
        }
        int enough = Lambda.cost(mb.qp, 24);
        if (search.cost <= enough) {
            choose(search.vector, 0);
            return satd(predicted);
        }
        search.walk();
        for (int i = 1; i < references.count; i++) {
            search.older(i);
        }
        int index = search.reference;
        int whole = index == 0 ? search.refine(0, 0, 16, 16, search.vector, predicted) : search.vector;
        int cost = index == 0 ? search.refinedCost : search.cost;
        if (cost <= enough || decide8x8(mb, predicted) >= cost) {
            choose(whole, index);
        }
        return satd(predicted);
    }

    /// The cost of what was chosen in the currency of intra decisions.
    private int satd(int predicted) {
        if (type == MacroblockType.P_16X16) {
            return search.satd(0, 0, 16, 16, vectors[0], indices[0], predicted);
        }
        int cost = 0;
        int before = predicted;
        for (int i = 0; i < 4; i++) {
            cost += search.satd((i & 1) * 8, (i >> 1) * 8, 8, 8, vectors[i], indices[i], before);
            before = vectors[i];
        }
        return cost;
    }

    /// Refines the vectors of the quarters and joins those that agree.
    private int decide8x8(Macroblock mb, int predicted) {
        int sum = Lambda.cost(mb.qp, 8);
        for (int i = 0; i < 4; i++) {
            sum += search.quarterCosts[i];
        }
        if (sum > search.cost - search.cost / QUARTERS_GAIN) {
            return Integer.MAX_VALUE;
        }
        int cost = Lambda.cost(mb.qp, 8);
        int before = MotionVector.ZERO;
        for (int i = 0; i < 4; i++) {
            int x = i & 1;
            int y = i >> 1;
            int near = i == 0 ? predicted : before;
            indices[i] = search.quarterReferences[i];
            if (indices[i] == 0) {
                vectors[i] = search.refine(x * 8, y * 8, 8, 8, search.quarterVectors[i], near);
                cost += search.refinedCost;
            } else {
                vectors[i] = search.quarterVectors[i];
                cost += search.quarterCosts[i];
            }
            before = vectors[i];
        }
        boolean rows = agree(0, 1) && agree(2, 3);
        boolean columns = agree(0, 2) && agree(1, 3);
        type = rows && columns ? MacroblockType.P_16X16
                : rows ? MacroblockType.P_16X8
                : columns ? MacroblockType.P_8X16 : MacroblockType.P_8X8;
        return type == MacroblockType.P_8X8 ? cost : cost - Lambda.cost(mb.qp, 6);
    }

    private boolean agree(int a, int b) {
        return vectors[a] == vectors[b] && indices[a] == indices[b];
    }

    private static int wholeToQuarter(int vector) {
        return MotionVector.of(MotionVector.x(vector) * 4, MotionVector.y(vector) * 4);
    }

    /// Enters what was chosen into the grid, and predicts luma and chroma.
    void predict(Macroblock mb, Frame frame, References references) {
        enter(mb);
        int block = grid.block(mb.x, mb.y);
        for (int i = 0; i < 4; i++) {
            int place = (i & 1) * 2 + (i >> 1) * 8;
            if (type == MacroblockType.P_16X16 && i > 0) {
                break;
            }
            int size = type == MacroblockType.P_16X16 ? 16 : 8;
            int at = block + (place >> 2) * grid.width4 + (place & 3);
            compensate(mb, frame, references, grid.references[at], place, size, grid.vectors[at]);
        }
    }

    /// Enters what was chosen into the grid, and takes the differences from the predictions.
    private void enter(Macroblock mb) {
        int block = grid.block(mb.x, mb.y);
        mb.type = type;
        switch (type) {
            case MacroblockType.P_16X16 ->
                    part(mb, 0, block, 0, 4, 4, 0, prediction.median(block, 0, 0, 4, indices[0]));
            case MacroblockType.P_16X8 -> {
                for (int i = 0; i < 2; i++) {
                    int quarter = 2 * i;
                    part(mb, i, block, 8 * i, 4, 2, quarter, prediction.predict16x8(block, i, indices[quarter]));
                }
            }
            case MacroblockType.P_8X16 -> {
                for (int i = 0; i < 2; i++) {
                    part(mb, i, block, 2 * i, 2, 4, i, prediction.predict8x16(block, i, indices[i]));
                }
            }
            default -> {
                for (int i = 0; i < 4; i++) {
                    int place = (i & 1) * 2 + (i >> 1) * 8;
                    part(mb, i, block, place, 2, 2, i,
                            prediction.median(block, place & 3, place >> 2, 2, indices[i]));
                }
            }
        }
    }

    /// @param place of the part in the macroblock, in blocks: column + 4 × row
    /// @param quarter where the part begins
    private void part(
            Macroblock mb, int i, int block, int place, int width, int height, int quarter, int predicted) {
        int vector = vectors[quarter];
        mb.references[i] = indices[quarter];
        mb.vectorDifferences[i] = MotionVector.of(
                MotionVector.x(vector) - MotionVector.x(predicted), MotionVector.y(vector) - MotionVector.y(predicted));
        grid.setMotion(block + (place >> 2) * grid.width4 + (place & 3), width, height, vector, indices[quarter]);
    }

    private void compensate(
            Macroblock mb, Frame frame, References references, int index, int place, int size, int vector) {
        luma(frame, references, index, mb.x * 16 + (place & 3) * 4, mb.y * 16 + (place >> 2) * 4, size, vector);
        chroma(mb, frame, references, index, place, size / 2, vector);
    }

    private void luma(Frame frame, References references, int index, int x, int y, int size, int vector) {
        int stride = frame.luma.width;
        int at = y * stride + x;
        inter.luma(references.frames[index].luma, x, y, size, size, vector, frame.luma.samples, at, stride);
        if (references.weights[index] != null) {
            references.weights[index].applyLuma(frame.luma, at, size, size);
        }
    }

    private void chroma(
            Macroblock mb, Frame frame, References references, int index, int place, int size, int vector) {
        int x = mb.x * 8 + (place & 3) * 2;
        int y = mb.y * 8 + (place >> 2) * 2;
        int stride = frame.cb.width;
        int at = y * stride + x;
        var reference = references.frames[index];
        inter.chroma(reference.cb, x, y, size, size, vector, frame.cb.samples, at, stride);
        inter.chroma(reference.cr, x, y, size, size, vector, frame.cr.samples, at, stride);
        if (references.weights[index] != null) {
            references.weights[index].applyChroma(frame.cb, at, size, size);
            references.weights[index].applyChroma(frame.cr, at, size, size);
        }
    }
}
