package stream.client.capture;

/// Makes pictures smaller by averaging the area that each new pixel covers, which keeps text readable
/// where picking single pixels would tear it.
///
/// The three colours of a pixel travel in one `long`, in lanes of 21 bits, so that one multiplication
/// weighs them all:
///
/// ```
///  62      42 41      21 20       0
/// +----------+----------+----------+
/// |   red    |  green   |   blue   |   8 bits of colour + 6 of row weight + 6 of column weight
/// +----------+----------+----------+
/// ```
///
/// **Threads.** One at a time. No allocation while the sizes stay.
public final class AreaScaler {
    private static final int WEIGHT_BITS = 6;
    private static final int ONE = 1 << WEIGHT_BITS;
    private static final int LANE = 21;
    /// Half of the last bit that is kept, in all three lanes.
    private static final long ROUNDING = lanes(1L << (2 * WEIGHT_BITS - 1));

    private final int sourceWidth;
    private final int sourceHeight;
    private final int width;
    private final int height;
    private final Cover columns;
    private final Cover rows;
    /// The weighted sum of the source rows that make one row of the result.
    private final long[] sums;

    /// @param width of the result, at most the source's
    /// @param height of the result, at most the source's
    public AreaScaler(int sourceWidth, int sourceHeight, int width, int height) {
        if (width < 1 || height < 1 || width > sourceWidth || height > sourceHeight) {
            throw new IllegalArgumentException(
                    "cannot shrink " + sourceWidth + "×" + sourceHeight + " to " + width + "×" + height);
        }
        this.sourceWidth = sourceWidth;
        this.sourceHeight = sourceHeight;
        this.width = width;
        this.height = height;
        columns = new Cover(sourceWidth, width);
        rows = new Cover(sourceHeight, height);
        sums = new long[sourceWidth];
    }

    /// Whether this scaler goes between these sizes.
    public boolean fits(int sourceWidth, int sourceHeight, int width, int height) {
        return this.sourceWidth == sourceWidth && this.sourceHeight == sourceHeight
                && this.width == width && this.height == height;
    }

    /// Scales the whole picture.
    public void scale(int[] source, int[] target) {
        scale(source, target, 0, sourceHeight);
    }

    /// Scales again what depends on the source rows `fromRow` (inclusive) to `toRow` (exclusive); the
    /// rest of the target stays as it was.
    public void scale(int[] source, int[] target, int fromRow, int toRow) {
        for (int row = 0; row < height; row++) {
            int first = rows.first[row];
            if (first < toRow && first + rows.count(row) > fromRow) {
                sumRows(source, row);
                writeRow(target, row);
            }
        }
    }

    private void sumRows(int[] source, int row) {
        int first = rows.first[row];
        int count = rows.count(row);
        for (int i = 0; i < count; i++) {
            long weight = rows.weight(row, i);
            int at = (first + i) * sourceWidth;
            if (i == 0) {
                for (int x = 0; x < sourceWidth; x++) {
                    sums[x] = spread(source[at + x]) * weight;
                }
            } else {
                for (int x = 0; x < sourceWidth; x++) {
                    sums[x] += spread(source[at + x]) * weight;
                }
            }
        }
    }

    private void writeRow(int[] target, int row) {
        int at = row * width;
        for (int x = 0; x < width; x++) {
            int first = columns.first[x];
            int offset = columns.offset[x];
            int count = columns.offset[x + 1] - offset;
            long sum = ROUNDING;
            for (int i = 0; i < count; i++) {
                sum += sums[first + i] * columns.weights[offset + i];
            }
            target[at + x] = gather(sum >>> (2 * WEIGHT_BITS));
        }
    }

    private static long spread(int pixel) {
        return (long) (pixel & 0xFF0000) << (2 * LANE - 16) | (long) (pixel & 0xFF00) << (LANE - 8) | (pixel & 0xFF);
    }

    private static int gather(long lanes) {
        return 0xFF000000
                | (int) (lanes >>> (2 * LANE) & 0xFF) << 16
                | (int) (lanes >>> LANE & 0xFF) << 8
                | (int) (lanes & 0xFF);
    }

    private static long lanes(long value) {
        return value << (2 * LANE) | value << LANE | value;
    }

    /// Which source lines make each line of the result, and with what weights; those of one line add
    /// up to exactly [#ONE], so that a flat colour stays as it is.
    private static final class Cover {
        final int[] first;
        /// Where the weights of each line begin.
        final int[] offset;
        final byte[] weights;

        Cover(int source, int target) {
            first = new int[target];
            offset = new int[target + 1];
            var all = new byte[source + 2 * target];
            double ratio = (double) source / target;
            int used = 0;
            for (int i = 0; i < target; i++) {
                double from = i * ratio;
                double to = (i + 1) * ratio;
                first[i] = (int) from;
                int last = Math.min(source, (int) Math.ceil(to - 1e-9));
                int given = 0;
                for (int line = first[i]; line < last; line++) {
                    double covered = (Math.min(line + 1, to) - from) / (to - from);
                    int upTo = line == last - 1 ? ONE : (int) Math.round(covered * ONE);
                    all[used++] = (byte) (upTo - given);
                    given = upTo;
                }
                offset[i + 1] = used;
            }
            weights = all;
        }

        int count(int line) {
            return offset[line + 1] - offset[line];
        }

        int weight(int line, int index) {
            return weights[offset[line] + index];
        }
    }
}
