package stream.codec.h264;

/// Makes a picture sharp while it stands still: macroblocks that were coded coarsely are coded again
/// at a finer QP, some in each frame, as far as the bits go.
///
/// What must be known for it is how finely each macroblock has been coded, which is kept here. A copy
/// is as fine as what it was copied from.
///
/// **Threads.** Slices note the QP of macroblocks of their own rows.
final class Refinement {
    /// Pictures that must have stood still before it begins: typing pauses are not for refining.
    private static final int STILL_PICTURES = 2;
    /// Quality to reach. Finer than this nobody sees.
    private static final int FINEST_QP = 20;
    /// How much finer each round is than the last.
    private static final int ROUND = 6;
    /// Bits a macroblock of a round, before anything was learnt.
    private static final double FIRST_BITS = 150;

    /// QP that each macroblock was last coded at.
    final byte[] qps;
    private final int widthMbs;
    private int still;
    private int round = Quantiser.MAX_QP;
    private int place;
    private double bitsPerMacroblock = FIRST_BITS;

    Refinement(int widthMbs, int heightMbs) {
        this.widthMbs = widthMbs;
        qps = new byte[widthMbs * heightMbs];
    }

    /// QP that the macroblock was coded at which a vector points to, or the nearest one in the slice:
    /// other slices are being written.
    int qpOfCopy(Macroblock mb, int vector) {
        int x = Math.clamp(mb.x * 16 + 8 + (MotionVector.x(vector) >> 2) >> 4, 0, widthMbs - 1);
        int y = Math.clamp(mb.y * 16 + 8 + (MotionVector.y(vector) >> 2) >> 4, mb.firstRow, mb.endRow - 1);
        return qps[y * widthMbs + x];
    }

    /// The picture changed.
    void restart() {
        still = 0;
        round = Quantiser.MAX_QP;
        place = 0;
    }

    /// The picture stands still: marks the macroblocks to be coded again.
    ///
    /// @param chosen where they are marked; all false before
    /// @param bits how many may be spent
    /// @return how many were chosen
    int choose(boolean[] chosen, double bits) {
        still++;
        int most = (int) (bits / bitsPerMacroblock);
        if (still < STILL_PICTURES || most < 1) {
            return 0;
        }
        int count = 0;
        while (count == 0) {
            if (place == 0 && !startRound()) {
                return 0;
            }
            for (; place < qps.length && count < most; place++) {
                if (qps[place] > round) {
                    chosen[place] = true;
                    count++;
                }
            }
            place %= qps.length;
        }
        return count;
    }

    private boolean startRound() {
        int coarsest = 0;
        for (byte qp : qps) {
            coarsest = Math.max(coarsest, qp);
        }
        round = Math.max(FINEST_QP, coarsest - ROUND);
        return coarsest > round;
    }

    /// QP of the macroblocks chosen.
    int qp() {
        return round;
    }

    void spent(long bits, int macroblocks) {
        bitsPerMacroblock = Math.max(8, (bitsPerMacroblock + (double) bits / macroblocks) / 2);
    }
}
