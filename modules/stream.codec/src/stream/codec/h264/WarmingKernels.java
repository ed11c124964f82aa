package stream.codec.h264;

import java.util.ServiceLoader;

/// The kernels in use: plain Java at first, and those of a feature module, where there is one, as soon
/// as they are faster. Until the compiler has taken them up they are a hundred times slower, and a
/// stream would begin with seconds of standstill.
///
/// **Threads.** Any; a thread of its own races the kernels when the first encoder is opened, and ends.
final class WarmingKernels implements Kernels {
    /// A constant, so that the compiler puts kernels where they are called.
    static final WarmingKernels KERNELS = new WarmingKernels();

    /// Rounds until it is clear that they never will be: some ten seconds.
    private static final int MOST_ROUNDS = 200;
    /// Rounds in a row that must be won: compiled code is sometimes thrown away once.
    private static final int WINS = 3;
    /// Calls of each kernel in a round.
    private static final int CALLS = 100;
    /// The compiler needs a while.
    private static final int PAUSE_MILLIS = 20;

    private final PlainKernels plain = new PlainKernels();
    private final Kernels fast;
    private volatile boolean warm;

    private WarmingKernels() {
        fast = ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader()).findFirst().orElse(plain);
        if (fast != plain) {
            Thread.ofPlatform().daemon().name("h264-kernels").priority(Thread.MIN_PRIORITY).start(this::race);
        }
    }

    private void race() {
        try {
            int wins = 0;
            for (int round = 0; round < MOST_ROUNDS && wins < WINS; round++) {
                wins = exercise(fast) < exercise(plain) ? wins + 1 : 0;
                Thread.sleep(PAUSE_MILLIS);
            }
            warm = wins == WINS;
        } catch (InterruptedException _) { // nobody has a reason to: plain kernels do as well
            Thread.currentThread().interrupt();
        }
    }

    /// Calls every kernel with every size, and returns the nanoseconds that it took.
    private static long exercise(Kernels kernels) {
        long start = System.nanoTime();
        byte[] in = new byte[32 * 32];
        byte[] out = new byte[32 * 32];
        int[] four = new int[4];
        short[] sums = new short[SUMS];
        short[] coefficients = new short[64];
        short[] levels = new short[64];
        var quantiser = Quantiser.of(28);
        int at = 4 * 32 + 4;
        for (int i = 0; i < CALLS; i++) {
            for (int size = 8; size <= 16; size += 8) {
                kernels.sad(in, at, 32, in, at + 1, 32, size, size);
                kernels.sadOfMean(in, at, 32, in, at + 1, 32, in, at + 2, 32, size, size);
                kernels.satd(in, at, 32, in, at + 1, 32, size, size);
                for (int more = 0; more < 2; more++) {
                    kernels.horizontal(in, at, 32, out, at, 32, size + more, size);
                    kernels.vertical(in, at, 32, out, at, 32, size, size + more);
                    kernels.centre(in, at, 32, out, at, 32, size + more, size + 1 - more, sums);
                }
                kernels.bilinear(in, at, 32, 3, 5, out, at, 32, size / 2, size / 2);
            }
            kernels.sadQuarters(in, at, 32, in, at + 1, 32, four);
            kernels.satdOfFour(in, at, 32, in, at + 1, 32, four);
            kernels.quantise(in, at, 32, in, at + 1, 32, 15, quantiser, 11, i % 2 == 0, coefficients, levels, 0);
            kernels.addInverse(coefficients, 0, 15, out, at, 32);
        }
        return System.nanoTime() - start;
    }

    @Override
    public int sad(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        return warm
                ? fast.sad(a, aAt, aStride, b, bAt, bStride, width, height)
                : plain.sad(a, aAt, aStride, b, bAt, bStride, width, height);
    }

    @Override
    public int sadOfMean(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            byte[] c, int cAt, int cStride, int width, int height) {
        return warm
                ? fast.sadOfMean(a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, width, height)
                : plain.sadOfMean(a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, width, height);
    }

    @Override
    public void sadQuarters(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out) {
        if (warm) {
            fast.sadQuarters(a, aAt, aStride, b, bAt, bStride, out);
        } else {
            plain.sadQuarters(a, aAt, aStride, b, bAt, bStride, out);
        }
    }

    @Override
    public int satd(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        return warm
                ? fast.satd(a, aAt, aStride, b, bAt, bStride, width, height)
                : plain.satd(a, aAt, aStride, b, bAt, bStride, width, height);
    }

    @Override
    public void satdOfFour(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out) {
        if (warm) {
            fast.satdOfFour(a, aAt, aStride, b, bAt, bStride, out);
        } else {
            plain.satdOfFour(a, aAt, aStride, b, bAt, bStride, out);
        }
    }

    @Override
    public void horizontal(
            byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        if (warm) {
            fast.horizontal(in, at, stride, out, outAt, outStride, width, height);
        } else {
            plain.horizontal(in, at, stride, out, outAt, outStride, width, height);
        }
    }

    @Override
    public void vertical(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        if (warm) {
            fast.vertical(in, at, stride, out, outAt, outStride, width, height);
        } else {
            plain.vertical(in, at, stride, out, outAt, outStride, width, height);
        }
    }

    @Override
    public void centre(byte[] in, int at, int stride, byte[] out, int outAt, int outStride,
            int width, int height, short[] sums) {
        if (warm) {
            fast.centre(in, at, stride, out, outAt, outStride, width, height, sums);
        } else {
            plain.centre(in, at, stride, out, outAt, outStride, width, height, sums);
        }
    }

    @Override
    public void bilinear(byte[] in, int at, int stride, int dx, int dy,
            byte[] out, int outAt, int outStride, int width, int height) {
        if (warm) {
            fast.bilinear(in, at, stride, dx, dy, out, outAt, outStride, width, height);
        } else {
            plain.bilinear(in, at, stride, dx, dy, out, outAt, outStride, width, height);
        }
    }

    @Override
    public long quantise(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int blocks,
            Quantiser quantiser, int rounding, boolean keepDc, short[] coefficients, short[] levels, int at) {
        return warm
                ? fast.quantise(a, aAt, aStride, b, bAt, bStride, blocks,
                        quantiser, rounding, keepDc, coefficients, levels, at)
                : plain.quantise(a, aAt, aStride, b, bAt, bStride, blocks,
                        quantiser, rounding, keepDc, coefficients, levels, at);
    }

    @Override
    public void addInverse(short[] coefficients, int at, int blocks, byte[] samples, int samplesAt, int stride) {
        if (warm) {
            fast.addInverse(coefficients, at, blocks, samples, samplesAt, stride);
        } else {
            plain.addInverse(coefficients, at, blocks, samples, samplesAt, stride);
        }
    }
}
