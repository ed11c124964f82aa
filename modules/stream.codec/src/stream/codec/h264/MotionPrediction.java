package stream.codec.h264;

/// Prediction of motion vectors from neighbours (§8.4.1).
///
/// ```
/// D B B B C
/// A +-----+
/// A |     |
/// ```
final class MotionPrediction {
    private static final int UNAVAILABLE = -2;

    private final Grid grid;
    /// Of the macroblock at hand: which neighbours are in the slice.
    private boolean left;
    private boolean above;
    private boolean aboveLeft;
    private boolean aboveRight;

    MotionPrediction(Grid grid) {
        this.grid = grid;
    }

    void enter(boolean left, boolean above, boolean aboveRight) {
        this.left = left;
        this.above = above;
        this.aboveLeft = left && above;
        this.aboveRight = aboveRight;
    }

    /// The vector inferred for P_Skip (§8.4.1.1).
    int skip(int block) {
        if (!left || !above || grid.isStill(block - 1) || grid.isStill(block - grid.width4)) {
            return MotionVector.ZERO;
        }
        return median(block, 0, 0, 4, 0);
    }

    /// Prediction for the upper or lower half of a macroblock (§8.4.1.3).
    int predict16x8(int block, int half, int reference) {
        int at = block + half * 2 * grid.width4;
        if (half == 0 && above && grid.references[at - grid.width4] == reference) {
            return grid.vectors[at - grid.width4];
        }
        if (half == 1 && left && grid.references[at - 1] == reference) {
            return grid.vectors[at - 1];
        }
        return median(block, 0, 2 * half, 4, reference);
    }

    /// Prediction for the left or right half of a macroblock (§8.4.1.3).
    int predict8x16(int block, int half, int reference) {
        int at = block + half * 2;
        if (half == 0 && left && grid.references[at - 1] == reference) {
            return grid.vectors[at - 1];
        }
        if (half == 1) {
            int diagonal = diagonal(block, 2, 0, 2);
            if (diagonal >= 0 && grid.references[diagonal] == reference) {
                return grid.vectors[diagonal];
            }
        }
        return median(block, 2 * half, 0, 2, reference);
    }

    /// Median prediction (§8.4.1.3.1) for a partition that starts `x`, `y` blocks into the macroblock
    /// at `block` and is `width` blocks wide.
    int median(int block, int x, int y, int width, int reference) {
        int at = block + y * grid.width4 + x;
        int a = x > 0 || left ? at - 1 : UNAVAILABLE;
        int b = y > 0 || above ? at - grid.width4 : UNAVAILABLE;
        int c = diagonal(block, x, y, width);
        if (b < 0 && c < 0) {
            return a < 0 ? MotionVector.ZERO : grid.vectors[a];
        }
        boolean sameA = a >= 0 && grid.references[a] == reference;
        boolean sameB = b >= 0 && grid.references[b] == reference;
        boolean sameC = c >= 0 && grid.references[c] == reference;
        if (sameA && !sameB && !sameC) {
            return grid.vectors[a];
        }
        if (sameB && !sameA && !sameC) {
            return grid.vectors[b];
        }
        if (sameC && !sameA && !sameB) {
            return grid.vectors[c];
        }
        return MotionVector.median(vector(a), vector(b), vector(c));
    }

    private int vector(int block) {
        return block < 0 ? MotionVector.ZERO : grid.vectors[block];
    }

    /// Neighbour C, or D where C is not available (§8.4.1.3.2).
    private int diagonal(int block, int x, int y, int width) {
        int row = block + (y - 1) * grid.width4;
        boolean c;
        if (y > 0) {
            // Inside the macroblock only the block above right of the lower left one comes before.
            c = x + width < 4 && x == 0;
        } else {
            c = x + width < 4 ? above : aboveRight;
        }
        if (c) {
            return row + x + width;
        }
        boolean d = x > 0 ? y > 0 || above : y > 0 ? left : aboveLeft;
        return d ? row + x - 1 : UNAVAILABLE;
    }
}
