package stream.codec.h264;

/// Chooses among the intra modes by transformed differences and the bits of the mode.
final class IntraDecision {
    /// Blocks whose neighbours above right are coded after them, or lie outside: a bit for each.
    private static final int NO_ABOVE_RIGHT = 1 << 3 | 1 << 7 | 1 << 11 | 1 << 13 | 1 << 15;
    private static final int LAST_OF_TOP_ROW = 5;

    private final Frame source;
    private final Grid grid;
    private final ResidualCoder residual;
    private final BlockPrediction block = new BlockPrediction();
    private final byte[] trial = new byte[16 * 16];

    IntraDecision(Frame source, Grid grid, ResidualCoder residual) {
        this.source = source;
        this.grid = grid;
        this.residual = residual;
    }

    /// Chooses the best Intra 16×16 mode and returns its cost; predicts nothing yet.
    int decide16x16(Macroblock mb, Frame frame) {
        int best = Integer.MAX_VALUE;
        int stride = frame.luma.width;
        int at = mb.y * 16 * stride + mb.x * 16;
        for (int mode = 0; mode < 4; mode++) {
            if (isPossible(mode, IntraPrediction.VERTICAL, IntraPrediction.HORIZONTAL, mb)) {
                IntraPrediction.luma(mode, frame.luma, at, mb.left, mb.above, trial, 0, 16);
                int cost = Distortion.satd(source.luma.samples, at, stride, trial, 0, 16, 16, 16)
                        + Lambda.cost(mb.qp, BitWriter.ueBits(mode));
                if (cost < best) {
                    best = cost;
                    mb.intraMode = mode;
                }
            }
        }
        return best;
    }

    private static boolean isPossible(int mode, int vertical, int horizontal, Macroblock mb) {
        if (mode == IntraPrediction.PLANE) {
            return mb.left && mb.above;
        }
        return mode == vertical ? mb.above : mode != horizontal || mb.left;
    }

    /// Predicts the luma of an Intra 16×16 macroblock by the mode chosen and codes it.
    void code16x16(Macroblock mb, Frame frame) {
        mb.type = MacroblockType.INTRA_16X16;
        int stride = frame.luma.width;
        int at = mb.y * 16 * stride + mb.x * 16;
        IntraPrediction.luma(mb.intraMode, frame.luma, at, mb.left, mb.above, frame.luma.samples, at, stride);
        residual.intra16x16(mb, frame);
    }

    /// Chooses the modes of the sixteen blocks and codes them, each before the next, which is
    /// predicted from it. Gives up when the cost passes `most`.
    ///
    /// @return the cost, or more than `most`
    int code4x4(Macroblock mb, Frame frame, int most) {
        int cost = 0;
        int stride = frame.luma.width;
        int origin = mb.y * 16 * stride + mb.x * 16;
        mb.codedBlockPattern = 0;
        for (int i = 0; i < 16 && cost <= most; i++) {
            int x = Scan.BLOCK_X[i];
            int y = Scan.BLOCK_Y[i];
            int at = origin + y * 4 * stride + x * 4;
            boolean left = mb.left || x > 0;
            boolean above = mb.above || y > 0;
            boolean aboveRight = (NO_ABOVE_RIGHT >> i & 1) == 0
                    && (y > 0 || (i == LAST_OF_TOP_ROW ? mb.aboveRight : mb.above));
            block.gather(frame.luma, at, left, above, aboveRight);
            int place = grid.block(mb.x, mb.y) + y * grid.width4 + x;
            int predicted = left && above
                    ? Math.min(grid.intraModes[place - 1], grid.intraModes[place - grid.width4])
                    : BlockPrediction.DC;
            int best = Integer.MAX_VALUE;
            int bestMode = BlockPrediction.DC;
            for (int mode = 0; mode < BlockPrediction.MODES; mode++) {
                if (block.isPossible(mode)) {
                    block.predict(mode, trial, 0, 4);
                    int modeCost = Distortion.satd(source.luma.samples, at, stride, trial, 0, 4, 4, 4)
                            + Lambda.cost(mb.qp, mode == predicted ? 1 : 4);
                    if (modeCost < best) {
                        best = modeCost;
                        bestMode = mode;
                    }
                }
            }
            cost += best;
            mb.blockModes[i] = bestMode;
            mb.predictedModes[i] = predicted;
            grid.intraModes[place] = (byte) bestMode;
            block.predict(bestMode, frame.luma.samples, at, stride);
            residual.intra4x4(mb, frame, i);
        }
        mb.type = MacroblockType.INTRA_4X4;
        return cost;
    }

    /// Chooses a chroma mode, predicts both planes and codes them.
    void codeChroma(Macroblock mb, Frame frame) {
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
        residual.chroma(mb, frame);
    }
}
