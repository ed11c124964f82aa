package stream.codec.h264;

/// How far two blocks of samples are apart.
final class Distortion {
    private static final long EVEN = 0x00ff00ff00ff00ffL;
    private static final long CARRY = 0x0100010001000100L;
    private static final long ONES = 0x0001000100010001L;

    private Distortion() {}

    /// Sum of absolute differences of blocks that are a multiple of 8 wide and at most 16 × 16.
    ///
    /// Eight samples are one `long`, split into lanes of 16 bits for the even and the odd ones. A bit
    /// above each lane's sample catches the borrow of the subtraction and tells its sign.
    static int sad(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        long sum = 0;
        for (int row = 0; row < height; row++, aAt += aStride, bAt += bStride) {
            for (int column = 0; column < width; column += Long.BYTES) {
                long p = ByteViews.getLong(a, aAt + column);
                long q = ByteViews.getLong(b, bAt + column);
                sum += absolute(p & EVEN, q & EVEN) + absolute(p >>> 8 & EVEN, q >>> 8 & EVEN);
            }
        }
        return (int) (sum * ONES >>> 48);
    }

    /// |p − q| in each of four lanes.
    private static long absolute(long p, long q) {
        long difference = (p | CARRY) - q;
        long negative = ~difference >>> 8 & ONES;
        // Two's complement in a lane: invert, add one.
        return (difference & EVEN ^ (negative << 8) - negative) + negative;
    }

    /// Sum of squared differences.
    static int ssd(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        int sum = 0;
        for (int row = 0; row < height; row++, aAt += aStride, bAt += bStride) {
            for (int column = 0; column < width; column++) {
                int difference = (a[aAt + column] & 0xff) - (b[bAt + column] & 0xff);
                sum += difference * difference;
            }
        }
        return sum;
    }
}
