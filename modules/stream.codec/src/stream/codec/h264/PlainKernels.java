package stream.codec.h264;

/// Kernels in plain Java.
public final class PlainKernels implements Kernels {
    public PlainKernels() {}

    @Override
    public int sad(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        return Distortion.sad(a, aAt, aStride, b, bAt, bStride, width, height);
    }

    @Override
    public int sadOfMean(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            byte[] c, int cAt, int cStride, int width, int height) {
        return Distortion.sadOfMean(a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, width, height);
    }

    @Override
    public void sadQuarters(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out) {
        Distortion.sadQuarters(a, aAt, aStride, b, bAt, bStride, out);
    }

    @Override
    public int satd(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height) {
        return Distortion.satd(a, aAt, aStride, b, bAt, bStride, width, height);
    }

    @Override
    public void satdOfFour(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out) {
        for (int i = 0; i < 4; i++) {
            out[i] = Distortion.satd(a, aAt + 4 * i, aStride, b, bAt + 4 * i, bStride, 4, 4);
        }
    }

    @Override
    public void satdOfTwo(
            byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, short[] memory, int[] out) {
        for (int i = 0; i < 2; i++) {
            out[i] = Distortion.satd8x8(a, aAt + 8 * i, aStride, b, bAt + 8 * i, bStride, memory);
        }
    }

    @Override
    public int energy(byte[] samples, int at, int stride) {
        return Distortion.energy(samples, at, stride);
    }

    @Override
    public void horizontal(
            byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        SubSample.horizontal(in, at, stride, out, outAt, outStride, width, height);
    }

    @Override
    public void vertical(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height) {
        SubSample.vertical(in, at, stride, out, outAt, outStride, width, height);
    }

    @Override
    public void centre(byte[] in, int at, int stride, byte[] out, int outAt, int outStride,
            int width, int height, short[] sums) {
        SubSample.centre(in, at, stride, out, outAt, outStride, width, height, sums);
    }

    @Override
    public void bilinear(byte[] in, int at, int stride, int dx, int dy,
            byte[] out, int outAt, int outStride, int width, int height) {
        SubSample.bilinear(in, at, stride, dx, dy, out, outAt, outStride, width, height);
    }

    @Override
    public long quantise(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int blocks,
            Quantiser quantiser, int rounding, boolean keepDc, short[] coefficients, short[] levels, int at) {
        long mask = 0;
        for (int block = 0; block < 4; block++) {
            if ((blocks >> block & 1) != 0) {
                int x = block * 4;
                Transform.forward(a, aAt + x, aStride, b, bAt + x, bStride, coefficients, at + x);
                mask |= quantiser.quantise(coefficients, levels, at + x, keepDc ? 1 : 0, rounding) << x;
            }
        }
        return mask;
    }

    @Override
    public void addInverse(short[] coefficients, int at, int blocks, byte[] samples, int samplesAt, int stride) {
        for (int block = 0; block < 4; block++) {
            if ((blocks >> block & 1) != 0) {
                int x = block * 4;
                Transform.addInverse(coefficients, at + x, samples, samplesAt + x, stride);
            }
        }
    }

    @Override
    public void quantise8x8(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            Quantiser8x8 quantiser, int rounding, short[] coefficients, short[] levels, int at, long[] masks) {
        Transform8x8.forward(a, aAt, aStride, b, bAt, bStride, coefficients, at);
        quantiser.quantise(coefficients, levels, at, rounding, masks);
    }

    @Override
    public void addInverse8x8(short[] coefficients, int at, byte[] samples, int samplesAt, int stride) {
        Transform8x8.addInverse(coefficients, at, samples, samplesAt, stride);
    }

    @Override
    public void deblockLuma(
            byte[] samples, int at, int across, int along, int alpha, int beta, int limits, byte[] memory) {
        EdgeFilter.luma(samples, at, across, along, alpha, beta, limits);
    }

    @Override
    public void deblockChroma(byte[] cb, byte[] cr, int at, int across, int along,
            int alpha, int beta, int limits, byte[] memory) {
        EdgeFilter.chroma(cb, at, across, along, alpha, beta, limits);
        EdgeFilter.chroma(cr, at, across, along, alpha, beta, limits);
    }
}
