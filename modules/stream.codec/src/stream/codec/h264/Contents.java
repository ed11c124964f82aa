package stream.codec.h264;

import java.util.Arrays;

/// What each macroblock of a picture shows, as a number, and since when: enough to see that a picture
/// shows again what another did, without keeping that one.
final class Contents {
    /// Not the signature of any content.
    static final long NOTHING = 0;

    /// Earlier than any picture.
    static final int LONG_AGO = Integer.MIN_VALUE / 2;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    /// By macroblock, a hash of its luma and chroma.
    final long[] signatures;
    /// And the number of the picture that showed it first.
    final int[] since;

    Contents(int macroblocks) {
        signatures = new long[macroblocks];
        since = new int[macroblocks];
        Arrays.fill(since, LONG_AGO);
    }

    /// Takes note of what a macroblock of the picture with number `time` shows.
    void note(Frame frame, int mbX, int mbY, int time) {
        int address = mbY * frame.widthMbs + mbX;
        long signature = signature(frame, mbX, mbY);
        if (signatures[address] != signature) {
            signatures[address] = signature;
            since[address] = time;
        }
    }

    void copy(Contents from, int address) {
        signatures[address] = from.signatures[address];
        since[address] = from.since[address];
    }

    private static long signature(Frame frame, int mbX, int mbY) {
        long hash = hash(frame.luma, mbX * 16, mbY * 16, 16, 1);
        hash = hash(frame.cb, mbX * 8, mbY * 8, 8, hash);
        hash = hash(frame.cr, mbX * 8, mbY * 8, 8, hash);
        return hash == NOTHING ? 1 : hash;
    }

    /// Two sums side by side, as each multiplication waits for the one before.
    private static long hash(Plane plane, int x, int y, int size, long seed) {
        long a = seed;
        long b = ~seed;
        for (int row = 0, at = y * plane.width + x; row < size; row++, at += plane.width) {
            a = mix(a, ByteViews.getLong(plane.samples, at));
            b = mix(b, ByteViews.getLong(plane.samples, at + size - Long.BYTES));
        }
        return mix(a, b);
    }

    /// The rotation brings down what the multiplication moved up.
    private static long mix(long hash, long samples) {
        return Long.rotateLeft((hash ^ samples) * MULTIPLIER, 29);
    }
}
