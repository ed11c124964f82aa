package stream.codec.h264;

import java.util.ServiceLoader;

/// The kernels in use: plain Java at first, and those of a feature module, where there is one, from
/// when they have been compiled. Until then those are a hundred times slower, and a stream would
/// begin with seconds of standstill.
///
/// **Threads.** Any; a thread of its own exercises the kernels when the first encoder is opened, and
/// ends.
final class WarmingKernels implements Kernels {
    /// A constant, so that the compiler puts kernels where they are called.
    static final WarmingKernels KERNELS = new WarmingKernels();

    /// The compiler takes up a method after some thousand turns of its loops, and needs a while.
    private static final int ROUNDS = 8;
    private static final int CALLS = 500;
    private static final int PAUSE_MILLIS = 40;

    private final PlainKernels plain = new PlainKernels();
    private final Kernels fast;
    private volatile boolean warm;

    private WarmingKernels() {
        fast = ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader()).findFirst().orElse(plain);
        if (fast != plain) {
            Thread.ofPlatform().daemon().name("h264-kernels").priority(Thread.MIN_PRIORITY).start(this::warmUp);
        }
    }

    private void warmUp() {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                exercise();
                Thread.sleep(PAUSE_MILLIS);
            }
            warm = true;
        } catch (InterruptedException _) { // nobody has a reason to: plain kernels do as well
            Thread.currentThread().interrupt();
        }
    }

    private void exercise() {
        byte[] in = new byte[32 * 32];
        byte[] out = new byte[32 * 32];
        int[] four = new int[4];
        short[] sums = new short[SUMS];
        for (int i = 0; i < in.length; i++) {
            in[i] = (byte) (i * i);
        }
        int at = 4 * 32 + 4;
        for (int i = 0; i < CALLS; i++) {
            for (int size = 8; size <= 16; size += 8) {
                fast.sad(in, at, 32, in, at + 1, 32, size, size);
                fast.sadOfMean(in, at, 32, in, at + 1, 32, in, at + 2, 32, size, size);
                fast.satd(in, at, 32, in, at + 1, 32, size, size);
                fast.horizontal(in, at, 32, out, at, 32, size + 1, size);
                fast.vertical(in, at, 32, out, at, 32, size, size + 1);
                fast.centre(in, at, 32, out, at, 32, size + 1, size, sums);
            }
            fast.sadQuarters(in, at, 32, in, at + 1, 32, four);
            fast.satdOfFour(in, at, 32, in, at + 1, 32, four);
            fast.bilinear(in, at, 32, 3, 5, out, at, 32, 8, 8);
        }
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
}
