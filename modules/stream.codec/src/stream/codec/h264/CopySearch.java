package stream.codec.h264;

import java.util.Arrays;

/// Finds where the changed parts of a picture were in the picture before: scrolled text and moved
/// windows are exact copies, from any distance.
///
/// Of each changed macroblock one row of 16 samples, its busiest, goes into a hash table. Then the
/// rows of the picture before are looked up in it, at every column, but only where that picture
/// changed too: what moves leaves where it was. A hit is compared sample by sample and makes a
/// vector. The pictures compared are the original ones, where copies are exact.
///
/// Scrolling is found first, as it needs only one column in sixteen.
final class CopySearch {
    /// The vectors that most macroblocks moved by are tried for all.
    static final int COMMON = 3;

    private static final long MULTIPLIER_A = 0x9e3779b97f4a7c15L;
    private static final long MULTIPLIER_B = 0xc2b2ae3d27d4eb4fL;
    private static final int LOG2_BUCKETS = 14;
    private static final int NONE = -1;
    /// A row is worth looking for when its samples vary at least so much.
    private static final int LEAST_ACTIVITY = 48;
    /// Where most of the picture changed and nothing was found, looking everywhere waits some frames, and
    /// looking for scrolls is done in some of them.
    private static final int MOST_PAUSE = 16;
    private static final int SCROLLS_EVERY = 4;

    private final Source source;
    private final Level level;
    private final int widthMbs;
    /// The vector of each macroblock in whole samples, packed; only where [#found] says so.
    private final int[] vectors;
    private final boolean[] found;
    private final int[] buckets = new int[1 << LOG2_BUCKETS];
    private final int[] nextInBucket;
    private final int[] anchorRow;
    private final int[] common = new int[COMMON];
    private final int[] votes = new int[COMMON];
    private int lastHit;
    private int wanted;
    private int missing;
    private int pause;
    private int pauseLength;

    CopySearch(Source source, Level level) {
        this.source = source;
        this.level = level;
        widthMbs = source.frame.widthMbs;
        int macroblocks = widthMbs * source.frame.heightMbs;
        vectors = new int[macroblocks];
        found = new boolean[macroblocks];
        nextInBucket = new int[macroblocks];
        anchorRow = new int[macroblocks];
    }

    boolean isFound(int address) {
        return found[address];
    }

    int vector(int address) {
        return vectors[address];
    }

    /// The `i`-th commonest vector of the picture, zero where there are fewer.
    int common(int i) {
        return common[i];
    }

    /// Whether the picture before has a good part of what was looked for: something scrolls or is dragged.
    boolean foundMany() {
        return (wanted - missing) * 8 > wanted;
    }

    /// Searches for all changed macroblocks.
    void search() {
        Arrays.fill(found, false);
        Arrays.fill(common, MotionVector.ZERO);
        Arrays.fill(votes, 0);
        lastHit = MotionVector.ZERO;
        wanted = 0;
        missing = 0;
        if (source.changedCount == 0) {
            return;
        }
        boolean paused = pause > 0;
        if (paused && --pause % SCROLLS_EVERY != 0) {
            return;
        }
        insertAnchors();
        if (missing == 0) {
            return;
        }
        wanted = missing;
        scan(16);
        if (paused) {
            return;
        }
        if (missing > wanted / 8) {
            scan(1);
        }
        boolean useless = wanted - missing < wanted / 8 && wanted > found.length / 8;
        pauseLength = useless ? Math.min(MOST_PAUSE, pauseLength * 2 + 1) : 0;
        pause = pauseLength;
    }

    private void insertAnchors() {
        Arrays.fill(buckets, NONE);
        missing = 0;
        byte[] samples = source.frame.luma.samples;
        int stride = source.frame.luma.width;
        for (int address = 0; address < found.length; address++) {
            if (!source.changed[address]) {
                continue;
            }
            int at = address / widthMbs * 16 * stride + address % widthMbs * 16;
            int best = LEAST_ACTIVITY - 1;
            int bestRow = NONE;
            for (int row = 1; row < 16; row += 2) {
                int activity = activity(samples, at + row * stride);
                if (activity > best) {
                    best = activity;
                    bestRow = row;
                }
            }
            anchorRow[address] = bestRow;
            if (bestRow != NONE) {
                int bucket = hash(samples, at + bestRow * stride);
                nextInBucket[address] = buckets[bucket];
                buckets[bucket] = address;
                missing++;
            }
        }
    }

    /// How much a row of 16 samples varies: differences of neighbours, four lanes at a time.
    private static int activity(byte[] samples, int at) {
        return Distortion.sad(samples, at, 0, samples, at + 1, 0, 8, 1)
                + Distortion.sad(samples, at + 7, 0, samples, at + 8, 0, 8, 1);
    }

    private static int hash(byte[] samples, int at) {
        long a = ByteViews.getLong(samples, at) * MULTIPLIER_A;
        long b = ByteViews.getLong(samples, at + 8) * MULTIPLIER_B;
        return (int) ((a ^ b >>> 7) * MULTIPLIER_A >>> 64 - LOG2_BUCKETS);
    }

    /// Looks up rows of the picture before at every `step`-th column.
    private void scan(int step) {
        for (int mbY = 0; mbY < source.frame.heightMbs; mbY++) {
            for (int mbX = 0; mbX < widthMbs; mbX++) {
                if (!source.changed[mbY * widthMbs + mbX]) {
                    continue;
                }
                int end = mbX + 1;
                while (end < widthMbs && source.changed[mbY * widthMbs + end]) {
                    end++;
                }
                scanRun(mbX * 16, end * 16, mbY, step);
                mbX = end;
            }
        }
    }

    private void scanRun(int fromX, int toX, int mbY, int step) {
        byte[] samples = source.previous.samples;
        int stride = source.previous.width;
        for (int y = mbY * 16; y < mbY * 16 + 16; y++) {
            for (int x = fromX; x <= toX - 16; x += step) {
                int address = buckets[hash(samples, y * stride + x)];
                while (address != NONE) {
                    hit(address, x, y);
                    address = nextInBucket[address];
                }
            }
        }
    }

    private void hit(int address, int x, int y) {
        int mbX = address % widthMbs;
        int mbY = address / widthMbs;
        int top = y - anchorRow[address];
        int vector = MotionVector.of(x - mbX * 16, top - mbY * 16);
        if (vector == MotionVector.ZERO || found[address] && vector != lastHit || !isCopy(mbX, mbY, x, top)) {
            return;
        }
        if (!found[address]) {
            found[address] = true;
            missing--;
        }
        vectors[address] = vector;
        lastHit = vector;
        vote(vector);
    }

    private boolean isCopy(int mbX, int mbY, int x, int y) {
        int range = level.verticalMotionRange - 1;
        if (y < 0 || y + 16 > source.previous.height || Math.abs(y - mbY * 16) > range) {
            return false;
        }
        int stride = source.previous.width;
        int now = mbY * 16 * stride + mbX * 16;
        int then = y * stride + x;
        byte[] a = source.frame.luma.samples;
        byte[] b = source.previous.samples;
        for (int row = 0; row < 16; row++, now += stride, then += stride) {
            if (ByteViews.getLong(a, now) != ByteViews.getLong(b, then)
                    || ByteViews.getLong(a, now + 8) != ByteViews.getLong(b, then + 8)) {
                return false;
            }
        }
        return true;
    }

    /// Counts votes for a few vectors at a time: a newcomer wears down the weakest and takes its place.
    private void vote(int vector) {
        int weakest = 0;
        for (int i = 0; i < COMMON; i++) {
            if (common[i] == vector) {
                votes[i]++;
                return;
            }
            if (votes[i] < votes[weakest]) {
                weakest = i;
            }
        }
        if (votes[weakest]-- <= 0) {
            common[weakest] = vector;
            votes[weakest] = 1;
        }
    }
}
