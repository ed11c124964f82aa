package stream.codec.h264;

/// Motion vectors in quarter luma samples, packed in an `int`: x in the lower half, y in the upper.
final class MotionVector {
    static final int ZERO = 0;

    private MotionVector() {}

    static int of(int x, int y) {
        return y << 16 | x & 0xffff;
    }

    static int x(int vector) {
        return (short) vector;
    }

    static int y(int vector) {
        return vector >> 16;
    }

    static int median(int a, int b, int c) {
        return of(median3(x(a), x(b), x(c)), median3(y(a), y(b), y(c)));
    }

    private static int median3(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /// Whether the vectors are so far apart, by a whole sample, that the edge between blocks is
    /// filtered (§8.7.2.1).
    static boolean differ(int a, int b) {
        return a != b && (Math.abs(x(a) - x(b)) >= 4 || Math.abs(y(a) - y(b)) >= 4);
    }

    /// How many bits the difference from its prediction takes.
    static int bits(int vector, int prediction) {
        return BitWriter.seBits(x(vector) - x(prediction)) + BitWriter.seBits(y(vector) - y(prediction));
    }
}
