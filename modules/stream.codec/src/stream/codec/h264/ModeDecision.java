package stream.codec.h264;

/// Decides how a macroblock is coded, and codes it: afterwards the macroblock has its levels, the
/// frame its samples, and the grid its vectors.
final class ModeDecision {
    /// What an intra macroblock in a P slice costs in bits beyond an inter one.
    private static final int INTRA_BITS = 6;
    /// And sixteen blocks beyond one macroblock.
    private static final int BLOCKS_BITS = 4;
    /// And four.
    private static final int QUARTERS_BITS = 2;
    /// What their modes seldom do without.
    private static final int QUARTER_MODES_BITS = 8;

    /// An inter macroblock whose differences are worth fewer bits than this is not tried as intra.
    private static final int ENOUGH = 24;
    /// What sixteen blocks cost at best, in 1/16 of what the whole costs.
    private static final int BEST_BLOCKS = 14;

    private final Grid grid;
    private final LongTermFrames longTerm;
    private final ResidualCoder residual;
    private final ResidualCoder8x8 residual8x8;
    private final IntraDecision intra;
    private final InterDecision inter;

    ModeDecision(Frame source, Grid grid, Refinement refinement, MotionPrediction prediction, CopySearch copies,
            LongTermFrames longTerm, Level level) {
        this.grid = grid;
        this.longTerm = longTerm;
        residual = new ResidualCoder(source);
        residual8x8 = new ResidualCoder8x8(source);
        intra = new IntraDecision(source, grid, residual, residual8x8);
        inter = new InterDecision(source, grid, refinement, prediction, copies, longTerm, level);
    }

    /// Codes a macroblock of a P slice.
    ///
    /// @param references what it may refer to
    void codeInter(Macroblock mb, Frame frame, References references) {
        if (inter.predictCopy(mb, frame, references)) {
            mb.codedBlockPattern = 0;
            return;
        }
        if (inter.predictSkip(mb, frame, references) && residual.isNothing(mb, frame)) {
            mb.codedBlockPattern = 0;
            return;
        }
        if (inter.predictReturned(mb, frame, references)) {
            mb.codedBlockPattern = 0;
            if (longTerm.qp(mb.references[0], mb.address) > mb.qp) {
                codeInterResidual(mb, frame);
            }
            return;
        }
        int interCost = inter.decide(mb, references);
        int enough = Lambda.cost(mb.qp, ENOUGH);
        if (interCost > enough && codeIntra(mb, frame, interCost - Lambda.cost(mb.qp, INTRA_BITS))) {
            return;
        }
        inter.predict(mb, frame, references);
        codeInterResidual(mb, frame);
    }

    /// Codes a macroblock that is as it was, where skipping it would weigh it.
    void codeStill(Macroblock mb, Frame frame, References references) {
        inter.predictStill(mb, frame, references);
        mb.codedBlockPattern = 0;
    }

    private void codeInterResidual(Macroblock mb, Frame frame) {
        mb.codedBlockPattern = 0;
        if (residual8x8.isBetter(mb, frame)) {
            residual8x8.interLuma(mb, frame);
            mb.transform8x8 = mb.codedBlockPattern != 0;
        } else {
            residual.interLuma(mb, frame);
        }
        residual.chroma(mb, frame);
    }

    /// Codes a macroblock of an I slice.
    void codeIntra(Macroblock mb, Frame frame) {
        codeIntra(mb, frame, Integer.MAX_VALUE);
    }

    /// Codes a macroblock as intra if that costs less than `most`.
    private boolean codeIntra(Macroblock mb, Frame frame, int most) {
        int whole = intra.decide16x16(mb, frame, most);
        int best = Math.min(whole, most);
        boolean quarters = false;
        boolean blocks = false;
        // Blocks can be predicted better than the whole, but seldom by much.
        if (whole / 16 * BEST_BLOCKS + Lambda.cost(mb.qp, QUARTER_MODES_BITS) < best) {
            if (mb.qp >= Quantiser8x8.MIN_QP) {
                int price = Lambda.cost(mb.qp, QUARTERS_BITS);
                int cost = intra.code8x8(mb, frame, best - price) + price;
                quarters = cost < best;
                best = Math.min(best, cost);
            }
            int price = Lambda.cost(mb.qp, BLOCKS_BITS);
            blocks = intra.code4x4(mb, frame, best - price) + price < best;
        }
        if (!blocks && quarters) {
            intra.recode8x8(mb, frame);
        } else if (!blocks) {
            grid.clearIntraModes(mb.x, mb.y);
            mb.codedBlockPattern = 0;
            if (whole >= most) {
                return false;
            }
            intra.code16x16(mb, frame);
        }
        mb.transform8x8 = mb.type == MacroblockType.INTRA_8X8;
        grid.setMotion(grid.block(mb.x, mb.y), 4, 4, MotionVector.ZERO, Grid.NO_REFERENCE);
        intra.codeChroma(mb, frame);
        return true;
    }
}
