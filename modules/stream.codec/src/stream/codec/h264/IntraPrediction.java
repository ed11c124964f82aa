package stream.codec.h264;

/// Intra prediction of whole macroblocks: Intra 16×16 (§8.3.3) and chroma (§8.3.4).
///
/// The neighbours are read from the plane that is being reconstructed, before deblocking.
final class IntraPrediction {
    /// Intra16x16PredMode, Table 8-4.
    static final int VERTICAL = 0;
    static final int HORIZONTAL = 1;
    static final int DC = 2;
    static final int PLANE = 3;
    /// intra_chroma_pred_mode, Table 8-5.
    static final int CHROMA_DC = 0;
    static final int CHROMA_HORIZONTAL = 1;
    static final int CHROMA_VERTICAL = 2;
    static final int CHROMA_PLANE = 3;

    private static final int NO_NEIGHBOUR = 128;

    private IntraPrediction() {}

    /// Predicts 16 × 16 luma samples; only modes whose neighbours are there may be asked for.
    static void luma(int mode, Plane plane, int at, boolean left, boolean above, byte[] out, int outAt, int outStride) {
        switch (mode) {
            case VERTICAL -> vertical(plane, at, 16, out, outAt, outStride);
            case HORIZONTAL -> horizontal(plane, at, 16, out, outAt, outStride);
            case DC -> fill(out, outAt, outStride, 16, 16, lumaDc(plane, at, left, above));
            default -> plane(plane, at, 16, 5, 6, out, outAt, outStride);
        }
    }

    /// Predicts 8 × 8 chroma samples.
    static void chroma(int mode, Plane plane, int at, boolean left, boolean above, byte[] out, int outAt, int outStride) {
        switch (mode) {
            case CHROMA_VERTICAL -> vertical(plane, at, 8, out, outAt, outStride);
            case CHROMA_HORIZONTAL -> horizontal(plane, at, 8, out, outAt, outStride);
            case CHROMA_DC -> chromaDc(plane, at, left, above, out, outAt, outStride);
            default -> plane(plane, at, 8, 34, 6, out, outAt, outStride);
        }
    }

    private static int lumaDc(Plane plane, int at, boolean left, boolean above) {
        if (left && above) {
            return sumAbove(plane, at, 16) + sumLeft(plane, at, 16) + 16 >> 5;
        }
        return left ? sumLeft(plane, at, 16) + 8 >> 4 : above ? sumAbove(plane, at, 16) + 8 >> 4 : NO_NEIGHBOUR;
    }

    /// Each 4×4 quarter has a mean of its own; those off the diagonal prefer the nearer edge.
    private static void chromaDc(Plane plane, int at, boolean left, boolean above, byte[] out, int outAt, int outStride) {
        for (int quarter = 0; quarter < 4; quarter++) {
            int x = (quarter & 1) * 4;
            int y = (quarter >> 1) * 4;
            boolean useAbove = above && (x >= y || !left);
            boolean useLeft = left && (x <= y || !above);
            int sum = (useAbove ? sumAbove(plane, at + x, 4) : 0)
                    + (useLeft ? sumLeft(plane, at + y * plane.width, 4) : 0);
            int dc = useAbove && useLeft ? sum + 4 >> 3 : useAbove || useLeft ? sum + 2 >> 2 : NO_NEIGHBOUR;
            fill(out, outAt + y * outStride + x, outStride, 4, 4, dc);
        }
    }

    private static int sumAbove(Plane plane, int at, int length) {
        int sum = 0;
        for (int i = at - plane.width; i < at - plane.width + length; i++) {
            sum += plane.samples[i] & 0xff;
        }
        return sum;
    }

    private static int sumLeft(Plane plane, int at, int length) {
        int sum = 0;
        for (int row = 0, i = at - 1; row < length; row++, i += plane.width) {
            sum += plane.samples[i] & 0xff;
        }
        return sum;
    }

    private static void vertical(Plane plane, int at, int size, byte[] out, int outAt, int outStride) {
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column += Long.BYTES) {
                ByteViews.putLong(out, outAt + row * outStride + column,
                        ByteViews.getLong(plane.samples, at - plane.width + column));
            }
        }
    }

    private static void horizontal(Plane plane, int at, int size, byte[] out, int outAt, int outStride) {
        for (int row = 0; row < size; row++) {
            fill(out, outAt + row * outStride, outStride, size, 1, plane.samples[at + row * plane.width - 1] & 0xff);
        }
    }

    private static void fill(byte[] out, int outAt, int outStride, int width, int height, int value) {
        long word = value * 0x0101010101010101L;
        for (int row = 0, at = outAt; row < height; row++, at += outStride) {
            if (width == 4) {
                ByteViews.putInt(out, at, (int) word);
            } else {
                for (int column = 0; column < width; column += Long.BYTES) {
                    ByteViews.putLong(out, at + column, word);
                }
            }
        }
    }

    /// A plane through the edges: slopes from weighted differences around the middle, (8-118) and
    /// (8-148).
    private static void plane(Plane plane, int at, int size, int factor, int shift, byte[] out, int outAt, int outStride) {
        int half = size / 2;
        int stride = plane.width;
        byte[] samples = plane.samples;
        int top = at - stride + half - 1;
        int side = at - 1 + (half - 1) * stride;
        int h = 0;
        int v = 0;
        for (int i = 1; i <= half; i++) {
            h += i * ((samples[top + i] & 0xff) - (samples[top - i] & 0xff));
            v += i * ((samples[side + i * stride] & 0xff) - (samples[side - i * stride] & 0xff));
        }
        int b = factor * h + (1 << shift - 1) >> shift;
        int c = factor * v + (1 << shift - 1) >> shift;
        int a = 16 * ((samples[at + (size - 1) * stride - 1] & 0xff) + (samples[at - stride + size - 1] & 0xff));
        for (int y = 0; y < size; y++) {
            int value = a + b * (1 - half) + c * (y - half + 1) + 16;
            for (int x = 0; x < size; x++, value += b) {
                int sample = value >> 5;
                out[outAt + y * outStride + x] = (byte) ((sample & ~0xff) == 0 ? sample : ~sample >> 31);
            }
        }
    }
}
