package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

/// Adaptive quantisation: where a film or a game is busy, errors hide, and where it is smooth they show
/// as bands. So busy macroblocks are quantised coarser than the frame, and flat ones finer
/// (`mb_qp_delta`).
///
/// Text is as busy as leaves are, but nobody looks at leaves to read them: what stands before it changes,
/// and what scrolls or is dragged, is a screen's and keeps the frame's QP.
///
/// **Threads.** Slices only read.
final class AdaptiveQuantiser {
    /// Most that a macroblock's QP differs from the frame's.
    private static final int MOST = 4;
    /// Energy of a macroblock that gets the frame's QP, as a power of two: some six levels from the mean.
    private static final int MIDDLE = 13;

    /// In a film nothing stands for longer, even when it is captured at twice its rate.
    private static final int FILM_PICTURES = 2;

    private final Source source;
    private final CopySearch copies;

    AdaptiveQuantiser(Source source, CopySearch copies) {
        this.source = source;
        this.copies = copies;
    }

    /// QP for a macroblock of a frame that is coded at `qp`: one coarser with every fourfold of energy.
    int qp(Macroblock mb, int qp) {
        if (source.stood(mb.address) > FILM_PICTURES || copies.foundMany()) {
            return qp;
        }
        var luma = source.frame.luma;
        int energy = KERNELS.energy(luma.samples, mb.y * 16 * luma.width + mb.x * 16, luma.width);
        int log2 = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(energy | 1);
        int offset = Math.clamp(log2 - MIDDLE >> 1, -MOST, MOST);
        return Math.clamp(qp + offset, 0, Quantiser.MAX_QP);
    }
}
