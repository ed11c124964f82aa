package stream.codec.h264;

/// The filters between samples: half samples with six taps (1, −5, 20, 20, −5, 1), quarter samples
/// as means of two (§8.4.2.2.1), chroma bilinear (§8.4.2.2.2).
///
/// Widths are multiples of 4, or of 2 for chroma.
final class SubSample {
    private static final int SUMS_STRIDE = 24;

    private SubSample() {}

    static void copy(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            if (width == 16) {
                ByteViews.putLong(out, outAt, ByteViews.getLong(in, at));
                ByteViews.putLong(out, outAt + 8, ByteViews.getLong(in, at + 8));
            } else if (width == 8) {
                ByteViews.putLong(out, outAt, ByteViews.getLong(in, at));
            } else {
                for (int column = 0; column < width; column++) {
                    out[outAt + column] = in[at + column];
                }
            }
        }
    }

    /// The rounded-up means of eight samples and eight others, with no carry between bytes:
    /// a + b + 1 >> 1 is (a | b) − (a ^ b >> 1).
    static long mean(long a, long b) {
        return (a | b) - ((a ^ b) >>> 1 & 0x7f7f7f7f7f7f7f7fL);
    }

    /// Rounded-up means of `out` and `in`, into `out`.
    static void average(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            if (width >= Long.BYTES) {
                for (int column = 0; column < width; column += Long.BYTES) {
                    long a = ByteViews.getLong(in, at + column);
                    long b = ByteViews.getLong(out, outAt + column);
                    ByteViews.putLong(out, outAt + column, mean(a, b));
                }
            } else {
                int a = ByteViews.getInt(in, at);
                int b = ByteViews.getInt(out, outAt);
                ByteViews.putInt(out, outAt, (a | b) - ((a ^ b) >>> 1 & 0x7f7f7f7f));
            }
        }
    }

    /// Half samples *b*, between the sample and its right neighbour.
    static void horizontal(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            int a = in[at - 2] & 0xff;
            int b = in[at - 1] & 0xff;
            int c = in[at] & 0xff;
            int d = in[at + 1] & 0xff;
            int e = in[at + 2] & 0xff;
            for (int column = 0; column < width; column++) {
                int f = in[at + column + 3] & 0xff;
                out[outAt + column] = clip(a + f - 5 * (b + e) + 20 * (c + d) + 16 >> 5);
                a = b;
                b = c;
                c = d;
                d = e;
                e = f;
            }
        }
    }

    /// Half samples *h*, between the sample and the one below.
    static void vertical(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            for (int column = 0; column < width; column++) {
                int i = at + column;
                int outer = (in[i - 2 * stride] & 0xff) + (in[i + 3 * stride] & 0xff);
                int middle = (in[i - stride] & 0xff) + (in[i + 2 * stride] & 0xff);
                int inner = (in[i] & 0xff) + (in[i + stride] & 0xff);
                out[outAt + column] = clip(outer - 5 * middle + 20 * inner + 16 >> 5);
            }
        }
    }

    /// Half samples *j*, in the middle of four: both filters, rounded once.
    ///
    /// @param sums for the six taps between columns, before rounding: 17 columns, 22 rows
    static void centre(byte[] in, int at, int stride, byte[] out, int outAt, int outStride,
            int width, int height, short[] sums) {
        int line = at - 2 * stride;
        for (int row = 0; row < height + 5; row++, line += stride) {
            int a = in[line - 2] & 0xff;
            int b = in[line - 1] & 0xff;
            int c = in[line] & 0xff;
            int d = in[line + 1] & 0xff;
            int e = in[line + 2] & 0xff;
            for (int column = 0; column < width; column++) {
                int f = in[line + column + 3] & 0xff;
                sums[row * SUMS_STRIDE + column] = (short) (a + f - 5 * (b + e) + 20 * (c + d));
                a = b;
                b = c;
                c = d;
                d = e;
                e = f;
            }
        }
        for (int row = 0; row < height; row++, outAt += outStride) {
            for (int column = 0; column < width; column++) {
                int i = row * SUMS_STRIDE + column;
                int sum = sums[i] + sums[i + 5 * SUMS_STRIDE]
                        - 5 * (sums[i + SUMS_STRIDE] + sums[i + 4 * SUMS_STRIDE])
                        + 20 * (sums[i + 2 * SUMS_STRIDE] + sums[i + 3 * SUMS_STRIDE]);
                out[outAt + column] = clip(sum + 512 >> 10);
            }
        }
    }

    /// Chroma between four samples, weighed by distance in eighths.
    static void bilinear(byte[] in, int at, int stride, int dx, int dy,
            byte[] out, int outAt, int outStride, int width, int height) {
        int a = (8 - dx) * (8 - dy);
        int b = dx * (8 - dy);
        int c = (8 - dx) * dy;
        int d = dx * dy;
        for (int row = 0; row < height; row++, at += stride, outAt += outStride) {
            for (int column = 0; column < width; column++) {
                int i = at + column;
                out[outAt + column] = (byte) (a * (in[i] & 0xff) + b * (in[i + 1] & 0xff)
                        + c * (in[i + stride] & 0xff) + d * (in[i + stride + 1] & 0xff) + 32 >> 6);
            }
        }
    }

    private static byte clip(int value) {
        return (byte) ((value & ~0xff) == 0 ? value : ~value >> 31);
    }
}
