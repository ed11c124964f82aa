package stream.codec.h264;

/// Decides how a macroblock is coded, and leaves its prediction in the frame.
final class ModeDecision {
    private final Frame source;
    private final Grid grid;
    private final MotionPrediction motion;
    private final InterPrediction inter = new InterPrediction();
    private final byte[] trial = new byte[16 * 16];
    private int bestCost;

    ModeDecision(Frame source, Grid grid, MotionPrediction motion) {
        this.source = source;
        this.grid = grid;
        this.motion = motion;
    }

    /// Chooses a type for a macroblock of a P slice and predicts it.
    void decideInter(Macroblock mb, Frame frame, Frame reference) {
        int block = grid.block(mb.x, mb.y);
        int predicted = motion.median(block, 0, 0, 4, 0);
        int skip = motion.skip(block);
        bestCost = Integer.MAX_VALUE;
        int best = MotionVector.ZERO;
        for (int candidate : new int[] {MotionVector.ZERO, predicted, skip}) {
            inter.luma(reference.luma, mb.x * 16, mb.y * 16, 16, 16, candidate, trial, 0, 16);
            int cost = sadOfTrial(mb) + Lambda.cost(mb.qp, MotionVector.bits(candidate, predicted));
            if (cost < bestCost) {
                bestCost = cost;
                best = candidate;
            }
        }
        int interCost = bestCost;
        decideIntra16x16(mb, frame);
        if (bestCost + Lambda.cost(mb.qp, 8) < interCost) {
            predictIntra(mb, frame);
            return;
        }
        mb.type = MacroblockType.P_16X16;
        mb.references[0] = 0;
        mb.vectorDifferences[0] = MotionVector.of(
                MotionVector.x(best) - MotionVector.x(predicted), MotionVector.y(best) - MotionVector.y(predicted));
        grid.setMotion(block, 4, 4, best, 0);
        predictInter(mb, frame, reference, best);
    }

    private void predictInter(Macroblock mb, Frame frame, Frame reference, int vector) {
        int stride = frame.luma.width;
        inter.luma(reference.luma, mb.x * 16, mb.y * 16, 16, 16, vector,
                frame.luma.samples, mb.y * 16 * stride + mb.x * 16, stride);
        int chromaStride = frame.cb.width;
        int at = mb.y * 8 * chromaStride + mb.x * 8;
        inter.chroma(reference.cb, mb.x * 8, mb.y * 8, 8, 8, vector, frame.cb.samples, at, chromaStride);
        inter.chroma(reference.cr, mb.x * 8, mb.y * 8, 8, 8, vector, frame.cr.samples, at, chromaStride);
    }

    /// Chooses among the intra modes for a macroblock of an I slice and predicts it.
    void decideIntra(Macroblock mb, Frame frame) {
        decideIntra16x16(mb, frame);
        predictIntra(mb, frame);
    }

    private void decideIntra16x16(Macroblock mb, Frame frame) {
        bestCost = Integer.MAX_VALUE;
        int stride = frame.luma.width;
        int at = mb.y * 16 * stride + mb.x * 16;
        for (int mode = 0; mode < 4; mode++) {
            if (isPossible(mode, IntraPrediction.VERTICAL, IntraPrediction.HORIZONTAL, mb)) {
                IntraPrediction.luma(mode, frame.luma, at, mb.left, mb.above, trial, 0, 16);
                int cost = sadOfTrial(mb) + Lambda.cost(mb.qp, BitWriter.ueBits(mode));
                if (cost < bestCost) {
                    bestCost = cost;
                    mb.intraMode = mode;
                }
            }
        }
    }

    private static boolean isPossible(int mode, int vertical, int horizontal, Macroblock mb) {
        if (mode == IntraPrediction.PLANE) {
            return mb.left && mb.above;
        }
        return mode == vertical ? mb.above : mode != horizontal || mb.left;
    }

    private void predictIntra(Macroblock mb, Frame frame) {
        mb.type = MacroblockType.INTRA_16X16;
        grid.setMotion(grid.block(mb.x, mb.y), 4, 4, MotionVector.ZERO, Grid.NO_REFERENCE);
        int stride = frame.luma.width;
        int at = mb.y * 16 * stride + mb.x * 16;
        IntraPrediction.luma(mb.intraMode, frame.luma, at, mb.left, mb.above, frame.luma.samples, at, stride);
        decideChroma(mb, frame);
    }

    private void decideChroma(Macroblock mb, Frame frame) {
        int stride = frame.cb.width;
        int at = mb.y * 8 * stride + mb.x * 8;
        int best = Integer.MAX_VALUE;
        for (int mode = 0; mode < 4; mode++) {
            if (isPossible(mode, IntraPrediction.CHROMA_VERTICAL, IntraPrediction.CHROMA_HORIZONTAL, mb)) {
                IntraPrediction.chroma(mode, frame.cb, at, mb.left, mb.above, trial, 0, 8);
                IntraPrediction.chroma(mode, frame.cr, at, mb.left, mb.above, trial, 64, 8);
                int cost = Distortion.sad(source.cb.samples, at, stride, trial, 0, 8, 8, 8)
                        + Distortion.sad(source.cr.samples, at, stride, trial, 64, 8, 8, 8)
                        + Lambda.cost(mb.qp, BitWriter.ueBits(mode));
                if (cost < best) {
                    best = cost;
                    mb.chromaMode = mode;
                }
            }
        }
        IntraPrediction.chroma(mb.chromaMode, frame.cb, at, mb.left, mb.above, frame.cb.samples, at, stride);
        IntraPrediction.chroma(mb.chromaMode, frame.cr, at, mb.left, mb.above, frame.cr.samples, at, stride);
    }

    private int sadOfTrial(Macroblock mb) {
        int stride = source.luma.width;
        return Distortion.sad(
                source.luma.samples, mb.y * 16 * stride + mb.x * 16, stride, trial, 0, 16, 16, 16);
    }
}
