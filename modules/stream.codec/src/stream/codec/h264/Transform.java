package stream.codec.h264;

/// The 4×4 integer transform and its companions for DC coefficients.
///
/// The forward transform is not in the standard, the inverse is (§8.5.12). Blocks are 16
/// coefficients in raster order: column + 4 × row.
final class Transform {
    private Transform() {}

    /// The coefficients of what is left when a prediction is taken from the source.
    static void forward(
            byte[] source, int sourceAt, int sourceStride,
            byte[] prediction, int predictionAt, int predictionStride, int[] out, int at) {
        for (int row = 0; row < 4; row++) {
            int s = sourceAt + row * sourceStride;
            int p = predictionAt + row * predictionStride;
            int d0 = (source[s] & 0xff) - (prediction[p] & 0xff);
            int d1 = (source[s + 1] & 0xff) - (prediction[p + 1] & 0xff);
            int d2 = (source[s + 2] & 0xff) - (prediction[p + 2] & 0xff);
            int d3 = (source[s + 3] & 0xff) - (prediction[p + 3] & 0xff);
            int outer = d0 + d3;
            int inner = d1 + d2;
            int outerDifference = d0 - d3;
            int innerDifference = d1 - d2;
            int o = at + 4 * row;
            out[o] = outer + inner;
            out[o + 1] = 2 * outerDifference + innerDifference;
            out[o + 2] = outer - inner;
            out[o + 3] = outerDifference - 2 * innerDifference;
        }
        for (int o = at; o < at + 4; o++) {
            int outer = out[o] + out[o + 12];
            int inner = out[o + 4] + out[o + 8];
            int outerDifference = out[o] - out[o + 12];
            int innerDifference = out[o + 4] - out[o + 8];
            out[o] = outer + inner;
            out[o + 4] = 2 * outerDifference + innerDifference;
            out[o + 8] = outer - inner;
            out[o + 12] = outerDifference - 2 * innerDifference;
        }
    }

    /// Adds the inverse transform of scaled coefficients to the prediction that `samples` holds
    /// (§8.5.12.2, §8.5.14). Destroys the coefficients.
    static void addInverse(int[] in, int at, byte[] samples, int samplesAt, int stride) {
        for (int i = at; i < at + 16; i += 4) {
            int e0 = in[i] + in[i + 2];
            int e1 = in[i] - in[i + 2];
            int e2 = (in[i + 1] >> 1) - in[i + 3];
            int e3 = in[i + 1] + (in[i + 3] >> 1);
            in[i] = e0 + e3;
            in[i + 1] = e1 + e2;
            in[i + 2] = e1 - e2;
            in[i + 3] = e0 - e3;
        }
        for (int column = 0; column < 4; column++) {
            int i = at + column;
            int e0 = in[i] + in[i + 8];
            int e1 = in[i] - in[i + 8];
            int e2 = (in[i + 4] >> 1) - in[i + 12];
            int e3 = in[i + 4] + (in[i + 12] >> 1);
            int s = samplesAt + column;
            add(samples, s, e0 + e3 + 32 >> 6);
            add(samples, s + stride, e1 + e2 + 32 >> 6);
            add(samples, s + 2 * stride, e1 - e2 + 32 >> 6);
            add(samples, s + 3 * stride, e0 - e3 + 32 >> 6);
        }
    }

    /// The same for a block that has no coefficient but the first.
    static void addInverseDc(int dc, byte[] samples, int samplesAt, int stride) {
        int value = dc + 32 >> 6;
        for (int row = 0; row < 4; row++) {
            int s = samplesAt + row * stride;
            add(samples, s, value);
            add(samples, s + 1, value);
            add(samples, s + 2, value);
            add(samples, s + 3, value);
        }
    }

    private static void add(byte[] samples, int at, int value) {
        int sum = (samples[at] & 0xff) + value;
        samples[at] = (byte) ((sum & ~0xff) == 0 ? sum : ~sum >> 31);
    }

    /// The 4×4 Hadamard transform of the DC coefficients of Intra 16×16, which is its own inverse
    /// but for the scale (§8.5.10).
    static void hadamard4x4(int[] block) {
        for (int i = 0; i < 16; i += 4) {
            butterfly(block, i, 1);
        }
        for (int i = 0; i < 4; i++) {
            butterfly(block, i, 4);
        }
    }

    private static void butterfly(int[] block, int at, int step) {
        int outer = block[at] + block[at + 3 * step];
        int inner = block[at + step] + block[at + 2 * step];
        int outerDifference = block[at] - block[at + 3 * step];
        int innerDifference = block[at + step] - block[at + 2 * step];
        block[at] = outer + inner;
        block[at + step] = outerDifference + innerDifference;
        block[at + 2 * step] = outer - inner;
        block[at + 3 * step] = outerDifference - innerDifference;
    }

    /// The 2×2 transform of chroma DC coefficients, its own inverse too (§8.5.11.1).
    static void hadamard2x2(int[] block, int at) {
        int top = block[at] + block[at + 1];
        int topDifference = block[at] - block[at + 1];
        int bottom = block[at + 2] + block[at + 3];
        int bottomDifference = block[at + 2] - block[at + 3];
        block[at] = top + bottom;
        block[at + 1] = topDifference + bottomDifference;
        block[at + 2] = top - bottom;
        block[at + 3] = topDifference - bottomDifference;
    }
}
