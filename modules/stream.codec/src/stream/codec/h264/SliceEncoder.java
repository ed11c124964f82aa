package stream.codec.h264;

/// Encodes a slice: some whole rows of macroblocks, on their own.
///
/// **Threads.** Slices of a picture are encoded at the same time, each by an encoder of its own;
/// they share the frames and the grid, and write only their own rows.
final class SliceEncoder {
    /// macroblock_layer() takes at most this many bits (§A.3.1); samples as they are take fewer.
    private static final int MOST_MACROBLOCK_BITS = 3200;

    private final Source source;
    private final Grid grid;
    private final Refinement refinement;
    private final LongTermFrames longTerm;
    private final int firstRow;
    private final int endRow;
    private final BitWriter headerBits = new BitWriter(64);
    private final CabacEncoder out;
    private final Macroblock mb = new Macroblock();
    private final MotionPrediction motion;
    private final ModeDecision decision;
    private final MacroblockWriter writer;
    private final AdaptiveQuantiser quantiser;
    private final boolean adaptive;

    private boolean intra;
    /// Whether later frames may refer to this one.
    private boolean referred;
    private Frame frame;
    private References references;
    private boolean[] chosen;
    private int stamp;
    /// QP of the last macroblock that sent one, which those that send none inherit.
    private int qpBefore;

    SliceEncoder(Source source, Grid grid, Refinement refinement, CopySearch copies,
            LongTermFrames longTerm, Level level, boolean adaptive, int firstRow, int endRow) {
        this.source = source;
        this.grid = grid;
        this.refinement = refinement;
        this.longTerm = longTerm;
        this.firstRow = firstRow;
        this.endRow = endRow;
        this.adaptive = adaptive;
        out = new CabacEncoder(1 << 16);
        quantiser = new AdaptiveQuantiser(source, copies);
        motion = new MotionPrediction(grid);
        decision = new ModeDecision(source.frame, grid, refinement, motion, copies, longTerm, level);
        writer = new MacroblockWriter(grid, out);
    }

    int firstRow() {
        return firstRow;
    }

    int endRow() {
        return endRow;
    }

    /// The slice's bytes, valid up to [#byteLength].
    byte[] bytes() {
        return out.bytes();
    }

    int byteLength() {
        return out.byteLength();
    }

    /// Encodes the slice into `frame`.
    ///
    /// @param references not used in an I slice
    /// @param stamp for the macroblocks whose contents are new
    void encode(SliceHeader header, Frame frame, References references, int stamp) {
        intra = header.idr;
        referred = header.reference;
        this.frame = frame;
        this.references = references;
        chosen = refinement.chosen;
        this.stamp = stamp;
        qpBefore = header.qp;
        headerBits.clear();
        header.write(headerBits, firstRow * grid.widthMbs);
        out.begin(headerBits, intra, header.qp);
        writer.begin();
        for (int y = firstRow; y < endRow; y++) {
            boolean still = false; // whether the macroblock before was skipped unchanged
            for (int x = 0; x < grid.widthMbs; x++) {
                mb.enter(x, y, grid.widthMbs, firstRow, endRow);
                if (still && !chosen[mb.address]) {
                    skipStill(); // beside one that stands still, skipping always means the same
                } else {
                    motion.enter(mb.left, mb.above, mb.aboveRight);
                    still = !intra && skipUnchanged();
                    if (!still) {
                        mb.qp = qp(header);
                        encodeMacroblock();
                    }
                }
                out.terminate(x == grid.widthMbs - 1 && y == endRow - 1); // end_of_slice_flag
            }
        }
    }

    private int qp(SliceHeader header) {
        if (!intra && refinement.isRefined(mb.address)) {
            return header.refinedQp;
        }
        return adaptive ? quantiser.qp(mb, header.qp) : header.qp;
    }

    /// Skips a macroblock that is as it was, if skipping means standing still here.
    private boolean skipUnchanged() {
        if (chosen[mb.address] || !references.skipsStill() || motion.skip(grid.block(mb.x, mb.y)) != MotionVector.ZERO) {
            return false;
        }
        skipStill();
        return true;
    }

    private void skipStill() {
        frame.copyMacroblock(references.frames[0], mb.x, mb.y);
        grid.setStill(mb.x, mb.y, qpBefore);
        writer.writeSkip(mb.address, mb.left, mb.above, true);
    }

    private void encodeMacroblock() {
        mb.codedBlockPattern = 0;
        mb.transform8x8 = false;
        if (intra) {
            decision.codeIntra(mb, frame);
        } else if (!chosen[mb.address] && !references.skipsStill()) {
            decision.codeStill(mb, frame, references);
        } else {
            decision.codeInter(mb, frame, references);
        }
        frame.stamps[mb.address] = stamp;
        if (canSkip()) {
            mb.type = MacroblockType.P_SKIP;
            writer.writeSkip(mb.address, mb.left, mb.above, true);
            grid.setSkipped(mb.x, mb.y);
        } else {
            write();
            grid.types[mb.address] = (byte) mb.type;
        }
        if (!MacroblockType.isIntraBlocks(mb.type)) {
            grid.clearIntraModes(mb.x, mb.y);
        }
        if (referred) {
            noteQuality();
        }
        grid.qps[mb.address] = (byte) (mb.type == MacroblockType.PCM ? 0 : qpBefore);
    }

    /// Notes how fine the macroblock is now: as it was coded, or as what it was copied from.
    private void noteQuality() {
        if (mb.isIntra() || mb.codedBlockPattern != 0 || refinement.isRefined(mb.address)) {
            refinement.qps[mb.address] = (byte) mb.qp;
            return;
        }
        int block = grid.block(mb.x, mb.y);
        int reference = grid.references[block];
        refinement.qps[mb.address] = (byte) (reference == 0 || references.isOneFrame()
                ? refinement.qpOfCopy(mb, grid.vectors[block]) : longTerm.qp(reference, mb.address));
    }

    private boolean canSkip() {
        int block = grid.block(mb.x, mb.y);
        return mb.type == MacroblockType.P_16X16
                && mb.codedBlockPattern == 0
                && mb.references[0] == 0
                && grid.vectors[block] == motion.skip(block);
    }

    private void write() {
        int start = out.bits();
        if (!intra) {
            writer.writeSkip(mb.address, mb.left, mb.above, false);
        }
        out.mark();
        int before = out.bits();
        writer.write(mb, intra, references.count, qpBefore);
        if (out.bits() - before <= MOST_MACROBLOCK_BITS) {
            qpBefore = mb.hasQp() ? mb.qp : qpBefore;
        } else {
            out.reset();
            writePcm();
        }
        grid.bits[mb.address] = (short) (out.bits() - start);
    }

    private void writePcm() {
        writer.writePcm(mb, intra, source.frame);
        grid.setMotion(grid.block(mb.x, mb.y), 4, 4, MotionVector.ZERO, Grid.NO_REFERENCE);
        frame.luma.copyBlock(source.frame.luma, mb.x * 16, mb.y * 16, 16, 16);
        frame.cb.copyBlock(source.frame.cb, mb.x * 8, mb.y * 8, 8, 8);
        frame.cr.copyBlock(source.frame.cr, mb.x * 8, mb.y * 8, 8, 8);
    }
}
