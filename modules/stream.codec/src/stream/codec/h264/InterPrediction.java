package stream.codec.h264;

import static stream.codec.h264.WarmingKernels.KERNELS;

import java.util.Arrays;

/// Inter prediction: blocks fetched from a reference frame at quarter-sample luma vectors (§8.4.2.2).
///
/// Samples beyond the frame are those of its nearest edge. A block that reaches beyond is first
/// fetched into a small buffer with that rule, so that the filters never ask where they are.
///
/// **Threads.** Owns scratch memory: one for each slice that is encoded at the same time.
final class InterPrediction {
    /// The six-tap filter looks two samples back and three ahead.
    private static final int BEFORE = 2;
    private static final int AFTER = 3;
    private static final int EDGE_STRIDE = 32;

    private final byte[] edge = new byte[EDGE_STRIDE * (16 + 2 * AFTER)];
    private final byte[] half = new byte[16 * 16];
    private final short[] sums = new short[Kernels.SUMS];
    /// Where [#locate] found the block.
    byte[] samples;
    int at;
    int stride;

    /// Predicts a luma block.
    ///
    /// @param x left of the block in the picture, in luma samples; the vector is added here
    void luma(Plane from, int x, int y, int width, int height, int vector,
            byte[] out, int outAt, int outStride) {
        int vectorX = MotionVector.x(vector);
        int vectorY = MotionVector.y(vector);
        int fractionX = vectorX & 3;
        int fractionY = vectorY & 3;
        int wholeX = x + (vectorX >> 2);
        int wholeY = y + (vectorY >> 2);
        if (fractionX == 0 && fractionY == 0) {
            locate(from, wholeX, wholeY, width, height, 0, 0);
            SubSample.copy(samples, at, stride, out, outAt, outStride, width, height);
            return;
        }
        locate(from, wholeX, wholeY, width, height, BEFORE, AFTER);
        if (fractionY == 0) {
            KERNELS.horizontal(samples, at, stride, out, outAt, outStride, width, height);
            if (fractionX != 2) {
                SubSample.average(samples, at + fractionX / 2, stride, out, outAt, outStride, width, height);
            }
        } else if (fractionX == 0) {
            KERNELS.vertical(samples, at, stride, out, outAt, outStride, width, height);
            if (fractionY != 2) {
                SubSample.average(
                        samples, at + fractionY / 2 * stride, stride, out, outAt, outStride, width, height);
            }
        } else if (fractionX == 2 || fractionY == 2) {
            KERNELS.centre(samples, at, stride, out, outAt, outStride, width, height, sums);
            if (fractionY != 2) {
                KERNELS.horizontal(samples, at + fractionY / 2 * stride, stride, half, 0, 16, width, height);
                SubSample.average(half, 0, 16, out, outAt, outStride, width, height);
            } else if (fractionX != 2) {
                KERNELS.vertical(samples, at + fractionX / 2, stride, half, 0, 16, width, height);
                SubSample.average(half, 0, 16, out, outAt, outStride, width, height);
            }
        } else {
            KERNELS.horizontal(
                    samples, at + fractionY / 2 * stride, stride, out, outAt, outStride, width, height);
            KERNELS.vertical(samples, at + fractionX / 2, stride, half, 0, 16, width, height);
            SubSample.average(half, 0, 16, out, outAt, outStride, width, height);
        }
    }

    /// Predicts a chroma block; the vector counts eighths of a chroma sample (§8.4.2.2.2).
    void chroma(Plane from, int x, int y, int width, int height, int vector,
            byte[] out, int outAt, int outStride) {
        int vectorX = MotionVector.x(vector);
        int vectorY = MotionVector.y(vector);
        int dx = vectorX & 7;
        int dy = vectorY & 7;
        locate(from, x + (vectorX >> 3), y + (vectorY >> 3), width, height, 0, (dx | dy) == 0 ? 0 : 1);
        if ((dx | dy) == 0) {
            SubSample.copy(samples, at, stride, out, outAt, outStride, width, height);
        } else {
            KERNELS.bilinear(samples, at, stride, dx, dy, out, outAt, outStride, width, height);
        }
    }

    /// Points [#samples], [#at] and [#stride] to a block with some samples around it.
    void locate(Plane from, int x, int y, int width, int height, int before, int after) {
        if (x >= before && y >= before && x + width + after <= from.width && y + height + after <= from.height) {
            samples = from.samples;
            stride = from.width;
            at = y * stride + x;
            return;
        }
        int columns = width + before + after;
        int left = Math.clamp(before - x, 0, columns);
        int right = Math.clamp(from.width - (x - before), left, columns);
        for (int row = 0; row < height + before + after; row++) {
            int line = Math.clamp(y - before + row, 0, from.height - 1) * from.width;
            int to = row * EDGE_STRIDE;
            Arrays.fill(edge, to, to + left, from.samples[line]);
            if (right > left) {
                System.arraycopy(from.samples, line + x - before + left, edge, to + left, right - left);
            }
            Arrays.fill(edge, to + right, to + columns, from.samples[line + from.width - 1]);
        }
        samples = edge;
        stride = EDGE_STRIDE;
        at = before * EDGE_STRIDE + before;
    }
}
