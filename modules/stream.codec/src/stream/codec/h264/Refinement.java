package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

import java.util.Arrays;

/// Makes sharp what stands still: macroblocks that were coded coarsely are coded again at a finer QP,
/// beside what changes or in frames of their own.
///
/// What must be known for it is how finely each macroblock has been coded, which is kept here. A copy
/// is as fine as what it was copied from.
///
/// ```
/// survey   which macroblocks stand still and are coarse, and the QP that all of them can have within
///          ROUND_SECONDS: when much is coarse that is coarse too, so that everything can soon be read;
///          when little is, it becomes sharp in one step
/// choose   as many of them as a frame has bits for, the most visible first
/// ```
///
/// **Threads.** Slices note the QP of macroblocks of their own rows.
final class Refinement {
    /// How long it may take until all has been coded again once. After two or three times a page is sharp.
    static final double ROUND_SECONDS = 0.4;
    /// Quality to reach. Finer than this nobody sees.
    private static final int FINEST_QP = 20;
    /// A macroblock is coded again only for so many steps of QP: each time costs bits of its own.
    private static final int MIN_GAIN = 4;
    /// What changed a shorter time ago is likely to change again.
    private static final double SETTLED_SECONDS = 0.07;
    /// A sum of absolute differences that nobody sees: one a sample.
    private static final int MAX_INVISIBLE = 256;
    /// Errors near to what changes, where eyes are, count for four times as much.
    private static final int NEAR_BONUS = 4;
    /// How near, in macroblocks: the same square of so many or one beside it.
    private static final int CELL = 4;
    /// Ranks of visibility: two for each doubling of the error.
    private static final int RANKS = 2 * Integer.SIZE;
    /// Bits at QP 0 for an error of one, before anything was learnt.
    private static final double INITIAL_COMPLEXITY = 2.4;
    /// Weight of the newest frame in what is learnt.
    private static final double LEARNING = 0.3;

    /// QP that each macroblock was last coded at.
    final byte[] qps;
    /// The macroblocks to be coded, which change or are refined.
    final boolean[] chosen;
    private final Source source;
    private final int widthMbs;
    /// Stamps of the macroblocks when they were last looked at.
    private final int[] seen;
    /// By macroblock, how visible it is that it is coarse; 0 for those that are not, or do not stand still.
    private final int[] errors;
    /// By rank, what those in it have together.
    private final long[] errorsByRank = new long[RANKS];
    private final int cellsWide;
    /// The squares in which something changes.
    private final boolean[] busy;
    private int coarseCount;
    private int qp;
    private long chosenError;
    private double complexity = INITIAL_COMPLEXITY;

    Refinement(Source source) {
        this.source = source;
        widthMbs = source.frame.widthMbs;
        qps = new byte[source.changed.length];
        chosen = new boolean[qps.length];
        errors = new int[qps.length];
        seen = new int[qps.length];
        cellsWide = (widthMbs + CELL - 1) / CELL;
        busy = new boolean[cellsWide * ((source.frame.heightMbs + CELL - 1) / CELL)];
    }

    /// QP that the macroblock was coded at which a vector points to, or the nearest one in the slice:
    /// other slices are being written.
    int qpOfCopy(Macroblock mb, int vector) {
        int x = Math.clamp(mb.x * 16 + 8 + (MotionVector.x(vector) >> 2) >> 4, 0, widthMbs - 1);
        int y = Math.clamp(mb.y * 16 + 8 + (MotionVector.y(vector) >> 2) >> 4, mb.firstRow, mb.endRow - 1);
        return qps[y * widthMbs + x];
    }

    /// Looks for what stands still and is coarser than it should be, and decides on [#qp].
    ///
    /// @param reference the frame that the next one refers to
    /// @param framesPerSecond of the stream
    /// @param roundBits what may be spent on coding all of it again
    /// @return whether there is anything that could be refined now
    boolean survey(Frame reference, int framesPerSecond, double roundBits) {
        int settled = Math.max(1, (int) (framesPerSecond * SETTLED_SECONDS));
        long sum = 0;
        int coarsest = 0;
        coarseCount = 0;
        for (int address = 0; address < qps.length; address++) {
            boolean wasRefined = errors[address] > 0 && chosen[address];
            errors[address] = 0;
            if (source.changed[address] || isFine(reference, address, wasRefined)) {
                continue;
            }
            int error = error(reference, address);
            if (error <= MAX_INVISIBLE) {
                qps[address] = FINEST_QP;
                continue;
            }
            coarseCount++;
            if (source.stood(address) >= settled) {
                errors[address] = error;
                sum += error;
                coarsest = Math.max(coarsest, qps[address]);
            }
        }
        if (sum == 0) {
            return false;
        }
        int affordable = (int) Math.ceil(6 * Math.log(sum * complexity / roundBits) / Math.log(2));
        qp = Math.clamp(affordable, FINEST_QP, Math.max(FINEST_QP, coarsest - MIN_GAIN));
        return true;
    }

    /// Whether a macroblock was coded finely, and has not suffered since: the deblocking filter smooths it
    /// along with what changes beside it.
    private boolean isFine(Frame reference, int address, boolean wasRefined) {
        if (qps[address] >= FINEST_QP + MIN_GAIN) {
            return false;
        }
        if (seen[address] != reference.stamps[address]) {
            seen[address] = reference.stamps[address];
            if (!wasRefined) {
                qps[address] = (byte) Math.max(qps[address], likelyQp(error(reference, address)));
            }
        }
        return qps[address] < FINEST_QP + MIN_GAIN;
    }

    /// The quantiser that leaves such an error: a quarter of its step in each sample.
    private static int likelyQp(int error) {
        int qp = 0;
        while (qp < Quantiser.MAX_QP && 256 * Lambda.step(qp) / 4 < error) {
            qp++;
        }
        return qp;
    }

    private int error(Frame reference, int address) {
        int x = address % widthMbs;
        int y = address / widthMbs;
        return difference(source.frame.luma, reference.luma, x, y, 16)
                + difference(source.frame.cb, reference.cb, x, y, 8)
                + difference(source.frame.cr, reference.cr, x, y, 8);
    }

    private static int difference(Plane a, Plane b, int mbX, int mbY, int size) {
        int at = mbY * size * a.width + mbX * size;
        return KERNELS.sad(a.samples, at, a.width, b.samples, at, a.width, size, size);
    }

    /// QP of the macroblocks that are refined.
    int qp() {
        return qp;
    }

    /// Macroblocks that stand still and are coarser than they should be.
    int coarseCount() {
        return coarseCount;
    }

    /// Chooses the macroblocks that change, and no others.
    void chooseChanged() {
        System.arraycopy(source.changed, 0, chosen, 0, chosen.length);
        chosenError = 0;
    }

    /// Chooses in addition what is refined.
    ///
    /// @param bits how many may be spent
    /// @return whether there is anything
    boolean choose(double bits) {
        noteBusy();
        Arrays.fill(errorsByRank, 0);
        for (int address = 0; address < errors.length; address++) {
            if (isEligible(address)) {
                errorsByRank[rank(address)] += errors[address];
            }
        }
        long most = (long) (bits * Math.pow(2, qp / 6.0) / complexity);
        int lowest = RANKS;
        for (long sum = 0; lowest > 0 && sum + errorsByRank[lowest - 1] <= most; lowest--) {
            sum += errorsByRank[lowest - 1];
        }
        // All that are visible enough; of the next rank as many as there is room for.
        for (int pass = 0; pass < 2; pass++) {
            for (int address = 0; address < errors.length; address++) {
                if (!isEligible(address)) {
                    continue;
                }
                int rank = rank(address);
                if (pass == 0 ? rank >= lowest : rank == lowest - 1 && chosenError + errors[address] <= most) {
                    chosen[address] = true;
                    chosenError += errors[address];
                }
            }
        }
        return chosenError > 0;
    }

    private boolean isEligible(int address) {
        return errors[address] > 0 && qps[address] >= qp + MIN_GAIN;
    }

    private int rank(int address) {
        int x = address % widthMbs / CELL;
        int y = address / widthMbs / CELL;
        boolean near = false;
        for (int cellY = Math.max(0, y - 1); cellY <= y + 1 && cellY * cellsWide < busy.length; cellY++) {
            for (int cellX = Math.max(0, x - 1); cellX <= Math.min(cellsWide - 1, x + 1); cellX++) {
                near |= busy[cellY * cellsWide + cellX];
            }
        }
        int error = errors[address];
        int log2 = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(error);
        return 2 * log2 + (error >> log2 - 1 & 1) + (near ? NEAR_BONUS : 0);
    }

    private void noteBusy() {
        Arrays.fill(busy, false);
        for (int address = 0; address < errors.length; address++) {
            if (source.changed[address]) {
                busy[address / widthMbs / CELL * cellsWide + address % widthMbs / CELL] = true;
            }
        }
    }

    /// Whether a macroblock is refined.
    boolean isRefined(int address) {
        return chosen[address] && !source.changed[address];
    }

    /// Learns what it took.
    void spent(Grid grid) {
        if (chosenError == 0) {
            return;
        }
        long bits = bits(grid);
        double learnt = bits * Math.pow(2, qp / 6.0) / chosenError;
        complexity += LEARNING * (learnt - complexity);
        complexity = Math.clamp(complexity, INITIAL_COMPLEXITY / 16, INITIAL_COMPLEXITY * 16);
    }

    /// What the refined macroblocks of the last frame took.
    long bits(Grid grid) {
        long bits = 0;
        for (int address = 0; address < chosen.length && chosenError > 0; address++) {
            if (isRefined(address) && grid.types[address] != MacroblockType.P_SKIP) {
                bits += grid.bits[address];
            }
        }
        return bits;
    }
}
