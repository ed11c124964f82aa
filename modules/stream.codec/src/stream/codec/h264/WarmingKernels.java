package stream.codec.h264;

import java.util.ServiceLoader;

/// The kernels in use: plain Java at first, and those of a feature module, where there is one, as soon
/// as they are faster. Until the compiler has taken them up they are a hundred times slower, and a
/// stream would begin with seconds of standstill.
///
/// **Threads.** Any; a thread of its own races the kernels when the first encoder is opened or prepared, and ends.
final class WarmingKernels implements Kernels {
    /// A constant, so that the compiler puts kernels where they are called.
    static final WarmingKernels KERNELS = new WarmingKernels();

    /// Rounds until it is clear that they never will be: some ten seconds.
    private static final int MOST_ROUNDS = 200;
    /// Rounds in a row that must be won: compiled code is sometimes thrown away once.
    private static final int WINS = 3;
    /// Rounds after which the compiler has seen enough of every kernel, also of those that pictures
    /// seldom need: some six thousand calls.
    private static final int LEAST_ROUNDS = 24;
    /// Calls of each kernel in a round.
    private static final int CALLS = 250;
    /// The compiler needs a while.
    private static final int PAUSE_MILLIS = 20;

    /// A block inside 32 × 32 samples.
    private static final int AT = 4 * 32 + 4;

    private final PlainKernels plain = new PlainKernels();
    private final Kernels fast;
    private volatile boolean warm;

    private WarmingKernels() {
        fast = ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader()).findFirst().orElse(plain);
        if (fast != plain) {
            Thread.ofPlatform().daemon().name("h264-kernels").priority(Thread.MIN_PRIORITY).start(this::race);
        }
    }

    /// Loads the class, which starts the race.
    static void load() {}

    private void race() {
        try {
            var calls = calls();
            int wins = 0;
            for (int round = 0; round < MOST_ROUNDS && (wins < WINS || round < LEAST_ROUNDS); round++) {
                wins = isFaster(exercise(fast, calls), exercise(plain, calls)) ? wins + 1 : 0;
                Thread.sleep(PAUSE_MILLIS);
            }
            warm = wins >= WINS;
        } catch (InterruptedException _) { // nobody has a reason to: plain kernels do as well
            Thread.currentThread().interrupt();
        }
    }

    /// Whether kernels are faster together, and none of them much slower: that one was not compiled.
    private static boolean isFaster(long[] nanos, long[] than) {
        long gained = 0;
        boolean compiled = true;
        for (int i = 0; i < nanos.length; i++) {
            gained += than[i] - nanos[i];
            compiled &= nanos[i] < 2 * than[i];
        }
        return compiled && gained > 0;
    }

    private interface Call {
        void on(Kernels kernels);
    }

    /// Nanoseconds that each of the calls took.
    private static long[] exercise(Kernels kernels, Call[] calls) {
        long[] nanos = new long[calls.length];
        for (int i = 0; i < calls.length; i++) {
            long start = System.nanoTime();
            for (int k = 0; k < CALLS; k++) {
                calls[i].on(kernels);
            }
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    /// Every kernel, with every size.
    private static Call[] calls() {
        byte[] in = new byte[32 * 32];
        byte[] out = new byte[32 * 32];
        int[] four = new int[4];
        short[] sums = new short[SUMS];
        short[] coefficients = new short[64];
        short[] levels = new short[64];
        byte[] memory = new byte[DEBLOCKING];
        short[] memory8x8 = new short[TWO_BLOCKS];
        short[] coefficients8x8 = new short[TWO_BLOCKS];
        short[] levels8x8 = new short[TWO_BLOCKS];
        long[] masks = new long[2];
        var quantiser8x8 = Quantiser8x8.of(28);
        int soft = 0x02020202;
        var quantiser = Quantiser.of(28);
        return new Call[] {
            kernels -> kernels.sad(in, AT, 32, in, AT + 1, 32, 8, 8),
            kernels -> kernels.sad(in, AT, 32, in, AT + 1, 32, 16, 16),
            kernels -> kernels.sadOfMean(in, AT, 32, in, AT + 1, 32, in, AT + 2, 32, 8, 8),
            kernels -> kernels.sadOfMean(in, AT, 32, in, AT + 1, 32, in, AT + 2, 32, 16, 16),
            kernels -> kernels.sadQuarters(in, AT, 32, in, AT + 1, 32, four),
            kernels -> kernels.satd(in, AT, 32, in, AT + 1, 32, 8, 8),
            kernels -> kernels.satd(in, AT, 32, in, AT + 1, 32, 16, 16),
            kernels -> kernels.satdOfFour(in, AT, 32, in, AT + 1, 32, four),
            kernels -> kernels.satdOfTwo(in, AT, 32, in, AT + 1, 32, memory8x8, four),
            kernels -> kernels.energy(in, AT, 32),
            kernels -> kernels.horizontal(in, AT, 32, out, AT, 32, 9, 8),
            kernels -> kernels.horizontal(in, AT, 32, out, AT, 32, 17, 16),
            kernels -> kernels.vertical(in, AT, 32, out, AT, 32, 8, 9),
            kernels -> kernels.vertical(in, AT, 32, out, AT, 32, 16, 17),
            kernels -> kernels.centre(in, AT, 32, out, AT, 32, 9, 8, sums),
            kernels -> kernels.centre(in, AT, 32, out, AT, 32, 17, 16, sums),
            kernels -> kernels.bilinear(in, AT, 32, 3, 5, out, AT, 32, 8, 8),
            kernels -> kernels.quantise(
                    in, AT, 32, in, AT + 1, 32, 15, quantiser, 11, true, coefficients, levels, 0),
            kernels -> kernels.addInverse(coefficients, 0, 15, out, AT, 32),
            kernels -> kernels.quantise8x8(
                    in, AT, 32, in, AT + 1, 32, quantiser8x8, 11, coefficients8x8, levels8x8, 0, masks),
            kernels -> kernels.addInverse8x8(coefficients8x8, 0, out, AT, 32),
            kernels -> kernels.deblockLuma(out, AT, 32, 1, 40, 10, soft, memory),
            kernels -> kernels.deblockLuma(out, AT, 1, 32, 40, 10, soft, memory),
            kernels -> kernels.deblockLuma(out, AT, 32, 1, 40, 10, STRONG, memory),
            kernels -> kernels.deblockLuma(out, AT, 1, 32, 40, 10, STRONG, memory),
            kernels -> kernels.deblockChroma(out, in, AT, 32, 1, 40, 10, soft, memory),
            kernels -> kernels.deblockChroma(out, in, AT, 1, 32, 40, 10, soft, memory),
            kernels -> kernels.deblockChroma(out, in, AT, 32, 1, 40, 10, STRONG, memory),
            kernels -> kernels.deblockChroma(out, in, AT, 1, 32, 40, 10, STRONG, memory),
        };
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
    public void satdOfTwo(
            byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, short[] memory, int[] out) {
        if (warm) {
            fast.satdOfTwo(a, aAt, aStride, b, bAt, bStride, memory, out);
        } else {
            plain.satdOfTwo(a, aAt, aStride, b, bAt, bStride, memory, out);
        }
    }

    @Override
    public int energy(byte[] samples, int at, int stride) {
        return warm ? fast.energy(samples, at, stride) : plain.energy(samples, at, stride);
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

    @Override
    public void quantise8x8(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            Quantiser8x8 quantiser, int rounding, short[] coefficients, short[] levels, int at, long[] masks) {
        if (warm) {
            fast.quantise8x8(a, aAt, aStride, b, bAt, bStride, quantiser, rounding, coefficients, levels, at, masks);
        } else {
            plain.quantise8x8(a, aAt, aStride, b, bAt, bStride, quantiser, rounding, coefficients, levels, at, masks);
        }
    }

    @Override
    public void addInverse8x8(short[] coefficients, int at, byte[] samples, int samplesAt, int stride) {
        if (warm) {
            fast.addInverse8x8(coefficients, at, samples, samplesAt, stride);
        } else {
            plain.addInverse8x8(coefficients, at, samples, samplesAt, stride);
        }
    }

    @Override
    public void deblockLuma(
            byte[] samples, int at, int across, int along, int alpha, int beta, int limits, byte[] memory) {
        if (warm) {
            fast.deblockLuma(samples, at, across, along, alpha, beta, limits, memory);
        } else {
            plain.deblockLuma(samples, at, across, along, alpha, beta, limits, memory);
        }
    }

    @Override
    public void deblockChroma(byte[] cb, byte[] cr, int at, int across, int along,
            int alpha, int beta, int limits, byte[] memory) {
        if (warm) {
            fast.deblockChroma(cb, cr, at, across, along, alpha, beta, limits, memory);
        } else {
            plain.deblockChroma(cb, cr, at, across, along, alpha, beta, limits, memory);
        }
    }
}
