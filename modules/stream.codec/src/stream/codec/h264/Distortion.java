package stream.codec.h264;

/// How far two blocks of samples are apart.
///
/// Eight samples are one `long`, split into lanes of 16 bits, so that four differences are taken at
/// once in plain Java.
final class Distortion {
    private static final long EVEN = 0x00ff00ff00ff00ffL;
    private static final long CARRY = 0x0100010001000100L;
    private static final long ONES = 0x0001000100010001L;
    private static final long EVERY_FOURTH = 0x000000ff000000ffL;
    private static final long SIGNS = 0x8000800080008000L;

    private Distortion() {}

    /// Sum of absolute differences of blocks that are a multiple of 8 wide and at most 16 × 16.
    static int sad(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        long sum = 0;
        for (int row = 0; row < height; row++, aAt += aStride, bAt += bStride) {
            for (int column = 0; column < width; column += Long.BYTES) {
                sum += absolute(ByteViews.getLong(a, aAt + column), ByteViews.getLong(b, bAt + column));
            }
        }
        return (int) (sum * ONES >>> 48);
    }

    /// Sum of absolute differences from the rounded-up means of two blocks.
    static int sadOfMean(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            byte[] c, int cAt, int cStride, int width, int height) {
        long sum = 0;
        for (int row = 0; row < height; row++, aAt += aStride, bAt += bStride, cAt += cStride) {
            for (int column = 0; column < width; column += Long.BYTES) {
                long p = ByteViews.getLong(b, bAt + column);
                long q = ByteViews.getLong(c, cAt + column);
                sum += absolute(ByteViews.getLong(a, aAt + column), SubSample.mean(p, q));
            }
        }
        return (int) (sum * ONES >>> 48);
    }

    /// Sums of absolute differences of the four 8 × 8 quarters of a macroblock.
    static void sadQuarters(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out) {
        for (int half = 0; half < 4; half += 2) {
            long left = 0;
            long right = 0;
            for (int row = 0; row < 8; row++, aAt += aStride, bAt += bStride) {
                left += absolute(ByteViews.getLong(a, aAt), ByteViews.getLong(b, bAt));
                right += absolute(ByteViews.getLong(a, aAt + 8), ByteViews.getLong(b, bAt + 8));
            }
            out[half] = (int) (left * ONES >>> 48);
            out[half + 1] = (int) (right * ONES >>> 48);
        }
    }

    /// |a − b| of eight samples, added in pairs to four lanes.
    ///
    /// A bit above each lane's sample catches the borrow of the subtraction and tells its sign.
    private static long absolute(long a, long b) {
        long even = (a & EVEN | CARRY) - (b & EVEN);
        long odd = (a >>> 8 & EVEN | CARRY) - (b >>> 8 & EVEN);
        long negativeEven = ~even >>> 8 & ONES;
        long negativeOdd = ~odd >>> 8 & ONES;
        // Two's complement in a lane: invert, add one.
        return (even & EVEN ^ (negativeEven << 8) - negativeEven) + negativeEven
                + (odd & EVEN ^ (negativeOdd << 8) - negativeOdd) + negativeOdd;
    }

    /// Sum of absolute values of the 4×4 Hadamard transforms of the differences, halved; blocks are
    /// 4, 8 or 16 wide and a multiple of 4 high.
    ///
    /// It tells better than plain differences what a residual will cost, since it is nearly what will
    /// be coded. Lane k of a word belongs to the k-th of up to four blocks side by side.
    static int satd(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        int sum = 0;
        for (int row = 0; row < height; row += 4) {
            int i = aAt + row * aStride;
            int j = bAt + row * bStride;
            sum += width == 16
                    ? satd16x4(a, i, aStride, b, j, bStride)
                    : width == 8 ? satd8x4(a, i, aStride, b, j, bStride) : satd4x4(a, i, aStride, b, j, bStride);
        }
        return sum;
    }

    private static int satd16x4(byte[] a, int i, int aStride, byte[] b, int j, int bStride) {
        long sum = 0;
        long c0 = 0, c1 = 0, c2 = 0, c3 = 0, d0 = 0, d1 = 0, d2 = 0, d3 = 0;
        long e0 = 0, e1 = 0, e2 = 0, e3 = 0;
        for (int row = 0; row < 4; row++, i += aStride, j += bStride) {
            long al = ByteViews.getLong(a, i);
            long ar = ByteViews.getLong(a, i + 8);
            long bl = ByteViews.getLong(b, j);
            long br = ByteViews.getLong(b, j + 8);
            long x0 = fourth(al, ar, 0) - fourth(bl, br, 0);
            long x1 = fourth(al, ar, 8) - fourth(bl, br, 8);
            long x2 = fourth(al, ar, 16) - fourth(bl, br, 16);
            long x3 = fourth(al, ar, 24) - fourth(bl, br, 24);
            long s = x0 + x1;
            long t = x0 - x1;
            long u = x2 + x3;
            long v = x2 - x3;
            x0 = s + u;
            x1 = t + v;
            x2 = s - u;
            x3 = t - v;
            switch (row) {
                case 0 -> { c0 = x0; c1 = x1; c2 = x2; c3 = x3; }
                case 1 -> {
                    d0 = c0 - x0; d1 = c1 - x1; d2 = c2 - x2; d3 = c3 - x3;
                    c0 += x0; c1 += x1; c2 += x2; c3 += x3;
                }
                case 2 -> { e0 = x0; e1 = x1; e2 = x2; e3 = x3; }
                default -> sum = magnitudes(c0, d0, e0 + x0, e0 - x0) + magnitudes(c1, d1, e1 + x1, e1 - x1)
                        + magnitudes(c2, d2, e2 + x2, e2 - x2) + magnitudes(c3, d3, e3 + x3, e3 - x3);
            }
        }
        return (int) ((sum & 0xffffL) + (sum >>> 16 & 0xffffL) + (sum >>> 32 & 0xffffL) + (sum >>> 48)) >> 1;
    }

    /// Every fourth sample of sixteen, from the one at bit `shift`, in lanes of 16 bits.
    private static long fourth(long left, long right, int shift) {
        return left >>> shift & EVERY_FOURTH | (right >>> shift & EVERY_FOURTH) << 16;
    }

    /// The last butterfly of four values, and the sum of their absolute values, lane by lane.
    private static long magnitudes(long sum, long difference, long otherSum, long otherDifference) {
        return magnitude(sum + otherSum) + magnitude(sum - otherSum)
                + magnitude(difference + otherDifference) + magnitude(difference - otherDifference);
    }

    /// |value| in each lane. Lanes are signed and carry into the next: the sign of a lane has
    /// borrowed from the one above it, which adding the sign bit back undoes.
    private static long magnitude(long value) {
        long negative = (value & SIGNS) >>> 15;
        long mask = (negative << 16) - negative;
        return value + mask ^ mask;
    }

    private static int satd8x4(byte[] a, int i, int aStride, byte[] b, int j, int bStride) {
        return satd4x4(a, i, aStride, b, j, bStride) + satd4x4(a, i + 4, aStride, b, j + 4, bStride);
    }

    /// One block: rows are transformed one by one, columns four lanes at a time.
    private static int satd4x4(byte[] a, int i, int aStride, byte[] b, int j, int bStride) {
        long r0 = row(a, i, b, j);
        long r1 = row(a, i + aStride, b, j + bStride);
        long r2 = row(a, i + 2 * aStride, b, j + 2 * bStride);
        long r3 = row(a, i + 3 * aStride, b, j + 3 * bStride);
        long s = r0 + r1;
        long t = r0 - r1;
        long u = r2 + r3;
        long v = r2 - r3;
        long sum = magnitudes(s, t, u, v);
        return (int) ((sum & 0xffffL) + (sum >>> 16 & 0xffffL) + (sum >>> 32 & 0xffffL) + (sum >>> 48)) >> 1;
    }

    private static long row(byte[] a, int i, byte[] b, int j) {
        int d0 = (a[i] & 0xff) - (b[j] & 0xff);
        int d1 = (a[i + 1] & 0xff) - (b[j + 1] & 0xff);
        int d2 = (a[i + 2] & 0xff) - (b[j + 2] & 0xff);
        int d3 = (a[i + 3] & 0xff) - (b[j + 3] & 0xff);
        int s = d0 + d1;
        int t = d0 - d1;
        int u = d2 + d3;
        int v = d2 - d3;
        return s + u + ((long) (t + v) << 16) + ((long) (s - u) << 32) + ((long) (t - v) << 48);
    }

    /// Sum of absolute values of the 8×8 Hadamard transform of the differences, divided by four.
    ///
    /// @param memory to work in, 64 long
    static int satd8x8(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, short[] memory) {
        for (int row = 0, i = aAt, j = bAt; row < 8; row++, i += aStride, j += bStride) {
            for (int column = 0; column < 8; column++) {
                memory[row * 8 + column] = (short) ((a[i + column] & 0xff) - (b[j + column] & 0xff));
            }
        }
        for (int step = 1; step < 64; step *= 2) { // columns up to 4, rows beyond
            for (int i = 0; i < 64; i++) {
                if ((i & step) == 0) {
                    int first = memory[i];
                    int second = memory[i + step];
                    memory[i] = (short) (first + second);
                    memory[i + step] = (short) (first - second);
                }
            }
        }
        int sum = 0;
        for (int i = 0; i < 64; i++) {
            sum += Math.abs(memory[i]);
        }
        return sum + 2 >> 2;
    }

    /// Sum of squared differences of a macroblock's samples from their mean.
    static int energy(byte[] samples, int at, int stride) {
        int sum = 0;
        int squares = 0;
        for (int row = 0; row < 16; row++, at += stride) {
            for (int i = at; i < at + 16; i++) {
                int sample = samples[i] & 0xff;
                sum += sample;
                squares += sample * sample;
            }
        }
        return squares - (int) ((long) sum * sum >> 8);
    }
}
