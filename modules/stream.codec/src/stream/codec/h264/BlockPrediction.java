package stream.codec.h264;

/// Intra prediction of 4×4 blocks (§8.3.1.2).
///
/// The thirteen neighbours are gathered first, in one line around the corner:
///
/// ```
///    M A B C D E F G H        edge:  L K J I M A B C D E F G H
///    I a b c d                index: 0 1 2 3 4 5 6 7 8 …     12
///    J e f g h
///    K i j k l
///    L m n o p
/// ```
///
/// so that every diagonal mode is a filter of three along that line, read at an offset.
final class BlockPrediction {
    /// Intra4x4PredMode, Table 8-2.
    static final int VERTICAL = 0;
    static final int HORIZONTAL = 1;
    static final int DC = 2;
    static final int DIAGONAL_DOWN_LEFT = 3;
    static final int DIAGONAL_DOWN_RIGHT = 4;
    static final int VERTICAL_RIGHT = 5;
    static final int HORIZONTAL_DOWN = 6;
    static final int VERTICAL_LEFT = 7;
    static final int HORIZONTAL_UP = 8;
    static final int MODES = 9;

    private static final int NO_NEIGHBOUR = 128;
    private static final int CORNER = 4;

    private final byte[] edge = new byte[13];
    /// Neighbours filtered by (1, 2, 1), and means of two, at the same indices.
    private final byte[] smooth = new byte[13];
    private final byte[] mean = new byte[13];
    private boolean left;
    private boolean above;

    /// Gathers the neighbours of the block at `at`.
    ///
    /// @param aboveRight whether E to H are there; else D stands in for them (§8.3.1.2)
    void gather(Plane plane, int at, boolean left, boolean above, boolean aboveRight) {
        this.left = left;
        this.above = above;
        byte[] samples = plane.samples;
        int stride = plane.width;
        if (left) {
            for (int i = 0; i < 4; i++) {
                edge[3 - i] = samples[at + i * stride - 1];
            }
        }
        if (above) {
            int row = at - stride;
            ByteViews.putInt(edge, 5, ByteViews.getInt(samples, row));
            ByteViews.putInt(edge, 9, aboveRight
                    ? ByteViews.getInt(samples, row + 4) : (samples[row + 3] & 0xff) * 0x01010101);
        }
        if (left && above) {
            edge[CORNER] = samples[at - stride - 1];
        }
        int before = edge[0] & 0xff; // L repeats below itself
        int here = before;
        for (int i = 0; i < 13; i++) {
            int after = edge[Math.min(i + 1, 12)] & 0xff; // and H beyond itself
            smooth[i] = (byte) (before + 2 * here + after + 2 >> 2);
            mean[i] = (byte) (here + after + 1 >> 1);
            before = here;
            here = after;
        }
    }

    boolean isPossible(int mode) {
        return switch (mode) {
            case DC -> true;
            case VERTICAL, DIAGONAL_DOWN_LEFT, VERTICAL_LEFT -> above;
            case HORIZONTAL, HORIZONTAL_UP -> left;
            default -> left && above;
        };
    }

    /// Predicts the block whose neighbours were gathered last.
    void predict(int mode, byte[] out, int at, int stride) {
        switch (mode) {
            case VERTICAL -> rows(out, at, stride, word(edge, 5), word(edge, 5), word(edge, 5), word(edge, 5));
            case HORIZONTAL ->
                rows(out, at, stride, of(edge, 3) * 0x01010101, of(edge, 2) * 0x01010101, of(edge, 1) * 0x01010101, of(edge, 0) * 0x01010101);
            case DC -> {
                int value = dc() * 0x01010101;
                rows(out, at, stride, value, value, value, value);
            }
            case DIAGONAL_DOWN_LEFT ->
                rows(out, at, stride, word(smooth, 6), word(smooth, 7), word(smooth, 8), word(smooth, 9));
            case DIAGONAL_DOWN_RIGHT ->
                rows(out, at, stride, word(smooth, 4), word(smooth, 3), word(smooth, 2), word(smooth, 1));
            case VERTICAL_RIGHT -> {
                int first = word(mean, 4);
                int second = word(smooth, 4);
                rows(out, at, stride, first, second, first << 8 | of(smooth, 3), second << 8 | of(smooth, 2));
            }
            case VERTICAL_LEFT -> rows(out, at, stride, word(mean, 5), word(smooth, 6), word(mean, 6), word(smooth, 7));
            case HORIZONTAL_DOWN -> {
                int row3 = of(mean, 0) | of(smooth, 1) << 8 | of(mean, 1) << 16 | of(smooth, 2) << 24;
                int row2 = of(mean, 1) | of(smooth, 2) << 8 | of(mean, 2) << 16 | of(smooth, 3) << 24;
                int row1 = of(mean, 2) | of(smooth, 3) << 8 | of(mean, 3) << 16 | of(smooth, 4) << 24;
                int row0 = of(mean, 3) | of(smooth, 4) << 8 | of(smooth, 5) << 16 | of(smooth, 6) << 24;
                rows(out, at, stride, row0, row1, row2, row3);
            }
            default -> {
                int l = of(edge, 0);
                int row0 = of(mean, 2) | of(smooth, 2) << 8 | of(mean, 1) << 16 | of(smooth, 1) << 24;
                int row1 = of(mean, 1) | of(smooth, 1) << 8 | of(mean, 0) << 16 | of(smooth, 0) << 24;
                int row2 = of(mean, 0) | of(smooth, 0) << 8 | l << 16 | l << 24;
                rows(out, at, stride, row0, row1, row2, l * 0x01010101);
            }
        }
    }

    private int dc() {
        int sumAbove = of(edge, 5) + of(edge, 6) + of(edge, 7) + of(edge, 8);
        int sumLeft = of(edge, 0) + of(edge, 1) + of(edge, 2) + of(edge, 3);
        if (left && above) {
            return sumAbove + sumLeft + 4 >> 3;
        }
        return left ? sumLeft + 2 >> 2 : above ? sumAbove + 2 >> 2 : NO_NEIGHBOUR;
    }

    private static int of(byte[] line, int at) {
        return line[at] & 0xff;
    }

    /// Four samples of a line as a row, the first lowest.
    private static int word(byte[] line, int at) {
        return ByteViews.getInt(line, at);
    }

    private static void rows(byte[] out, int at, int stride, int row0, int row1, int row2, int row3) {
        ByteViews.putInt(out, at, row0);
        ByteViews.putInt(out, at + stride, row1);
        ByteViews.putInt(out, at + 2 * stride, row2);
        ByteViews.putInt(out, at + 3 * stride, row3);
    }
}
