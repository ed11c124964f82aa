package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

/// Chooses among the intra modes by transformed differences and the bits of the mode.
final class IntraDecision {
    /// Blocks whose neighbours above right are coded after them, or lie outside: a bit for each.
    private static final int NO_ABOVE_RIGHT = 1 << 3 | 1 << 7 | 1 << 11 | 1 << 13 | 1 << 15;
    private static final int LAST_OF_TOP_ROW = 5;
    /// Blocks are given up once they have cost as much as so many more of them might.
    private static final int FAVOUR = 8;
    /// A plane takes as long as the other modes together, and is not so many times better.
    private static final int PLANE_GAIN = 2;

    private final Frame source;
    private final Grid grid;
    private final ResidualCoder residual;
    private final ResidualCoder8x8 residual8x8;
    private final BlockPrediction block = new BlockPrediction();
    private final BlockPrediction8x8 quarter = new BlockPrediction8x8();
    private final byte[] trial = new byte[16 * 16];
    /// A block of the source four times side by side, and the costs of four modes for it.
    private final byte[] repeated = new byte[16 * 8];
    private final short[] memory = new short[Kernels.TWO_BLOCKS];
    private final int[] costs = new int[4];
    private int blockCost;

    IntraDecision(Frame source, Grid grid, ResidualCoder residual, ResidualCoder8x8 residual8x8) {
        this.source = source;
        this.grid = grid;
        this.residual = residual;
        this.residual8x8 = residual8x8;
    }

    /// Chooses the best Intra 16×16 mode and returns its cost; predicts nothing yet.
    ///
    /// @param most a cost that is of no use any more
    int decide16x16(Macroblock mb, Frame frame, int most) {
        int best = Integer.MAX_VALUE;
        int stride = frame.luma.width;
        int at = mb.y * 16 * stride + mb.x * 16;
        for (int mode = 0; mode < 4; mode++) {
            boolean hopeless = mode == IntraPrediction.PLANE && best / PLANE_GAIN > most; // it comes last
            if (isPossible(mode, IntraPrediction.VERTICAL, IntraPrediction.HORIZONTAL, mb) && !hopeless) {
                IntraPrediction.luma(mode, frame.luma, at, mb.left, mb.above, trial, 0, 16);
                int cost = KERNELS.satd(source.luma.samples, at, stride, trial, 0, 16, 16, 16)
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

    /// Chooses the modes of the four quarters and codes them, each before the next, which is predicted from
    /// it. Gives up when the cost is about to pass `most`.
    ///
    /// @return the cost, or more than `most`
    int code8x8(Macroblock mb, Frame frame, int most) {
        int cost = 0;
        mb.type = MacroblockType.INTRA_8X8;
        mb.codedBlockPattern = 0;
        for (int i = 0; i < 4; i++) {
            if (cost > (long) most * (2 * i + 1) / 8) {
                return most + 1;
            }
            int x = i & 1;
            int y = i >> 1;
            gatherQuarter(mb, frame, i);
            int place = grid.block(mb.x, mb.y) + 2 * y * grid.width4 + 2 * x;
            int predicted = (mb.left || x > 0) && (mb.above || y > 0)
                    ? Math.min(grid.intraModes[place - 1], grid.intraModes[place - grid.width4])
                    : BlockPrediction.DC;
            int stride = frame.luma.width;
            int at = (mb.y * 16 + y * 8) * stride + mb.x * 16 + x * 8;
            int mode = chooseQuarterMode(mb.qp, at, predicted);
            cost += blockCost;
            mb.quarterModes[i] = mode;
            mb.predictedQuarterModes[i] = predicted;
            grid.setIntraMode8x8(place, mode);
            quarter.predict(mode, frame.luma.samples, at, stride);
            residual8x8.intra(mb, frame, i);
        }
        return cost;
    }

    /// Codes the quarters once more by the modes that [#code8x8] chose.
    void recode8x8(Macroblock mb, Frame frame) {
        mb.type = MacroblockType.INTRA_8X8;
        mb.codedBlockPattern = 0;
        int stride = frame.luma.width;
        for (int i = 0; i < 4; i++) {
            int x = i & 1;
            int y = i >> 1;
            gatherQuarter(mb, frame, i);
            grid.setIntraMode8x8(grid.block(mb.x, mb.y) + 2 * y * grid.width4 + 2 * x, mb.quarterModes[i]);
            int at = (mb.y * 16 + y * 8) * stride + mb.x * 16 + x * 8;
            quarter.predict(mb.quarterModes[i], frame.luma.samples, at, stride);
            residual8x8.intra(mb, frame, i);
        }
    }

    private void gatherQuarter(Macroblock mb, Frame frame, int i) {
        int x = i & 1;
        int y = i >> 1;
        boolean left = mb.left || x > 0;
        boolean above = mb.above || y > 0;
        boolean corner = (x > 0 || mb.left) && (y > 0 || mb.above);
        boolean aboveRight = i == 0 ? mb.above : i == 1 ? mb.aboveRight : i == 2;
        int at = (mb.y * 16 + y * 8) * frame.luma.width + mb.x * 16 + x * 8;
        quarter.gather(frame.luma, at, left, above, corner, aboveRight);
    }

    /// As [#chooseMode], two predictions side by side.
    private int chooseQuarterMode(int qp, int at, int predicted) {
        int stride = source.luma.width;
        for (int row = 0; row < 8; row++) {
            long samples = ByteViews.getLong(source.luma.samples, at + row * stride);
            ByteViews.putLong(repeated, row * 16, samples);
            ByteViews.putLong(repeated, row * 16 + 8, samples);
        }
        int best = BlockPrediction.DC;
        blockCost = Integer.MAX_VALUE;
        for (int first = 0; first < BlockPrediction.MODES; first += 2) {
            int end = Math.min(first + 2, BlockPrediction.MODES);
            boolean any = false;
            for (int mode = first; mode < end; mode++) {
                if (quarter.isPossible(mode)) {
                    quarter.predict(mode, trial, (mode - first) * 8, 16);
                    any = true;
                }
            }
            if (!any) {
                continue;
            }
            KERNELS.satdOfTwo(repeated, 0, 16, trial, 0, 16, memory, costs);
            for (int mode = first; mode < end; mode++) {
                int cost = costs[mode - first] + Lambda.cost(qp, mode == predicted ? 1 : 4);
                if (cost < blockCost && quarter.isPossible(mode)) {
                    blockCost = cost;
                    best = mode;
                }
            }
        }
        return best;
    }

    /// Chooses the modes of the sixteen blocks and codes them, each before the next, which is
    /// predicted from it. Gives up when the cost is about to pass `most`.
    ///
    /// @return the cost, or more than `most`
    int code4x4(Macroblock mb, Frame frame, int most) {
        int cost = 0;
        int stride = frame.luma.width;
        int origin = mb.y * 16 * stride + mb.x * 16;
        mb.codedBlockPattern = 0;
        for (int i = 0; i < 16; i++) {
            if (cost > (long) most * (i + FAVOUR) / 16) {
                return most + 1;
            }
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
            int bestMode = chooseMode(mb.qp, at, predicted);
            cost += blockCost;
            mb.blockModes[i] = bestMode;
            mb.predictedModes[i] = predicted;
            grid.intraModes[place] = (byte) bestMode;
            block.predict(bestMode, frame.luma.samples, at, stride);
            residual.intra4x4(mb, frame, i);
        }
        mb.type = MacroblockType.INTRA_4X4;
        return cost;
    }

    /// Chooses the mode of the block whose neighbours were gathered last; its cost is [#blockCost].
    ///
    /// Four predictions stand side by side and are judged at once.
    private int chooseMode(int qp, int at, int predicted) {
        int stride = source.luma.width;
        for (int row = 0; row < 4; row++) {
            int samples = ByteViews.getInt(source.luma.samples, at + row * stride);
            for (int i = 0; i < 4; i++) {
                ByteViews.putInt(repeated, row * 16 + i * 4, samples);
            }
        }
        int best = BlockPrediction.DC;
        blockCost = Integer.MAX_VALUE;
        for (int first = 0; first < BlockPrediction.MODES; first += 4) {
            int end = Math.min(first + 4, BlockPrediction.MODES);
            for (int mode = first; mode < end; mode++) {
                if (block.isPossible(mode)) {
                    block.predict(mode, trial, (mode - first) * 4, 16);
                }
            }
            KERNELS.satdOfFour(repeated, 0, 16, trial, 0, 16, costs);
            for (int mode = first; mode < end; mode++) {
                int cost = costs[mode - first] + Lambda.cost(qp, mode == predicted ? 1 : 4);
                if (cost < blockCost && block.isPossible(mode)) {
                    blockCost = cost;
                    best = mode;
                }
            }
        }
        return best;
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
                int cost = KERNELS.sad(source.cb.samples, at, stride, trial, 0, 8, 8, 8)
                        + KERNELS.sad(source.cr.samples, at, stride, trial, 64, 8, 8, 8)
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
