package stream.codec.h264;

/// Intra prediction of 8×8 blocks (§8.3.2), by the modes of [BlockPrediction].
///
/// The 25 neighbours are gathered in one line around the corner, and smoothed once before anything is
/// predicted from them (§8.3.2.2.1):
///
/// ```
/// left, from below   corner   above, and above right
///  0 … 7                8      9 … 16, 17 … 24
/// ```
///
/// so that every diagonal mode is a filter of two or three along that line, read at an offset.
final class BlockPrediction8x8 {
    private static final int NO_NEIGHBOUR = 128;
    private static final int CORNER = 8;
    private static final int LENGTH = 25;
    /// Room for a `long` read at the last offset.
    private static final int ROOM = LENGTH + Long.BYTES;
    private static final long EVERY = 0x0101010101010101L;

    private final byte[] raw = new byte[ROOM];
    private final byte[] edge = new byte[ROOM];
    /// Neighbours filtered by (1, 2, 1), and means of two, at the same indices.
    private final byte[] smooth = new byte[ROOM];
    private final byte[] mean = new byte[ROOM];
    /// Both in turn, from below on for horizontal down, and from above down for horizontal up.
    private final byte[] down = new byte[22 + 2];
    private final byte[] up = new byte[22 + 2];
    private boolean left;
    private boolean above;

    /// Gathers the neighbours of the block at `at`.
    ///
    /// @param corner whether the sample above left is in the slice
    /// @param aboveRight whether those above right are there; else the last one above stands in for them
    void gather(Plane plane, int at, boolean left, boolean above, boolean corner, boolean aboveRight) {
        this.left = left;
        this.above = above;
        byte[] samples = plane.samples;
        int stride = plane.width;
        for (int i = 0; left && i < 8; i++) {
            raw[7 - i] = samples[at + i * stride - 1];
        }
        if (above) {
            int row = at - stride;
            ByteViews.putLong(raw, CORNER + 1, ByteViews.getLong(samples, row));
            ByteViews.putLong(raw, CORNER + 9, aboveRight
                    ? ByteViews.getLong(samples, row + 8) : (samples[row + 7] & 0xff) * EVERY);
        }
        if (corner) {
            raw[CORNER] = samples[at - stride - 1];
        }
        smooth(raw, left ? 0 : corner ? CORNER : CORNER + 1,
                above ? LENGTH - 1 : corner ? CORNER : CORNER - 1, corner ? -1 : CORNER, edge, null);
        smooth(edge, 0, LENGTH - 1, -1, smooth, mean);
        for (int i = 0; i < 8; i++) {
            down[2 * i] = mean[i];
            down[2 * i + 1] = smooth[i + 1];
            up[2 * i] = i < 7 ? mean[6 - i] : edge[0];
            up[2 * i + 1] = i < 7 ? smooth[6 - i] : edge[0];
        }
        for (int i = 0; i < 6; i++) {
            down[16 + i] = smooth[9 + i];
            up[16 + i] = edge[0];
        }
    }

    /// Filters a line; at its ends, and beside a gap in it, a sample stands in for the neighbour that it lacks.
    ///
    /// @param gap the place that is missing, or −1
    private static void smooth(byte[] in, int first, int last, int gap, byte[] out, byte[] means) {
        for (int i = first; i <= last; i++) {
            int here = in[i] & 0xff;
            int before = i == first || i - 1 == gap ? here : in[i - 1] & 0xff;
            int after = i == last || i + 1 == gap ? here : in[i + 1] & 0xff;
            out[i] = (byte) (before + 2 * here + after + 2 >> 2);
            if (means != null) {
                means[i] = (byte) (here + after + 1 >> 1);
            }
        }
    }

    boolean isPossible(int mode) {
        return switch (mode) {
            case BlockPrediction.DC -> true;
            case BlockPrediction.VERTICAL, BlockPrediction.DIAGONAL_DOWN_LEFT, BlockPrediction.VERTICAL_LEFT -> above;
            case BlockPrediction.HORIZONTAL, BlockPrediction.HORIZONTAL_UP -> left;
            default -> left && above;
        };
    }

    /// Predicts the block whose neighbours were gathered last.
    void predict(int mode, byte[] out, int at, int stride) {
        if (mode == BlockPrediction.DC) {
            long value = dc() * EVERY;
            for (int y = 0; y < 8; y++) {
                ByteViews.putLong(out, at + y * stride, value);
            }
            return;
        }
        // Rows of vertical right follow from those two above them.
        long before = 0;
        long twoBefore = 0;
        for (int y = 0; y < 8; y++) {
            long row = switch (mode) {
                case BlockPrediction.VERTICAL -> ByteViews.getLong(edge, CORNER + 1);
                case BlockPrediction.HORIZONTAL -> (edge[7 - y] & 0xff) * EVERY;
                case BlockPrediction.DIAGONAL_DOWN_LEFT -> ByteViews.getLong(smooth, CORNER + 2 + y);
                case BlockPrediction.DIAGONAL_DOWN_RIGHT -> ByteViews.getLong(smooth, CORNER - y);
                case BlockPrediction.VERTICAL_RIGHT -> y < 2
                        ? ByteViews.getLong(y == 0 ? mean : smooth, CORNER)
                        : twoBefore << 8 | smooth[CORNER + 1 - y] & 0xff;
                case BlockPrediction.VERTICAL_LEFT -> (y & 1) == 0
                        ? ByteViews.getLong(mean, CORNER + 1 + (y >> 1))
                        : ByteViews.getLong(smooth, CORNER + 2 + (y >> 1));
                case BlockPrediction.HORIZONTAL_DOWN -> ByteViews.getLong(down, 2 * (7 - y));
                default -> ByteViews.getLong(up, 2 * y);
            };
            ByteViews.putLong(out, at + y * stride, row);
            twoBefore = before;
            before = row;
        }
    }

    private int dc() {
        int sumAbove = 0;
        int sumLeft = 0;
        for (int i = 0; i < 8; i++) {
            sumLeft += edge[i] & 0xff;
            sumAbove += edge[CORNER + 1 + i] & 0xff;
        }
        if (left && above) {
            return sumAbove + sumLeft + 8 >> 4;
        }
        return left ? sumLeft + 4 >> 3 : above ? sumAbove + 4 >> 3 : NO_NEIGHBOUR;
    }
}
