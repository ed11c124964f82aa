package stream.codec.h264;

/// Decides how a macroblock is coded, and codes it: afterwards the macroblock has its levels, the
/// frame its samples, and the grid its vectors.
final class ModeDecision {
    /// What an intra macroblock in a P slice costs in bits beyond an inter one.
    private static final int INTRA_BITS = 6;
    /// And sixteen blocks beyond one macroblock.
    private static final int BLOCKS_BITS = 4;
    /// What their modes seldom do without.
    private static final int BLOCK_MODES_BITS = 24;

    /// An inter macroblock whose differences are worth fewer bits than this is not tried as intra.
    private static final int ENOUGH = 24;
    /// What sixteen blocks cost at best, in 1/16 of what the whole costs.
    private static final int BEST_BLOCKS = 14;

    private final Grid grid;
    private final LongTermFrames longTerm;
    private final ResidualCoder residual;
    private final IntraDecision intra;
    private final InterDecision inter;

    ModeDecision(Frame source, Grid grid, Refinement refinement, MotionPrediction prediction, CopySearch copies,
            LongTermFrames longTerm, Level level) {
        this.grid = grid;
        this.longTerm = longTerm;
        residual = new ResidualCoder(source);
        intra = new IntraDecision(source, grid, residual);
        inter = new InterDecision(source, grid, refinement, prediction, copies, longTerm, level);
    }

    /// Codes a macroblock of a P slice.
    ///
    /// @param references by `ref_idx_l0`
    void codeInter(Macroblock mb, Frame frame, Frame[] references) {
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

    private void codeInterResidual(Macroblock mb, Frame frame) {
        mb.codedBlockPattern = 0;
        residual.interLuma(mb, frame);
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
        // Blocks can be predicted better than the whole, but seldom by much.
        boolean blocks = whole / 16 * BEST_BLOCKS + Lambda.cost(mb.qp, BLOCK_MODES_BITS) < best
                && intra.code4x4(mb, frame, best - Lambda.cost(mb.qp, BLOCKS_BITS)) + Lambda.cost(mb.qp, BLOCKS_BITS) < best;
        if (!blocks) {
            grid.clearIntraModes(mb.x, mb.y);
            mb.codedBlockPattern = 0;
            if (whole >= most) {
                return false;
            }
            intra.code16x16(mb, frame);
        }
        grid.setMotion(grid.block(mb.x, mb.y), 4, 4, MotionVector.ZERO, Grid.NO_REFERENCE);
        intra.codeChroma(mb, frame);
        return true;
    }
}
