package stream.codec.h264;

/// The 4×4 integer transform and its companions for DC coefficients.
///
/// The forward transform is not in the standard, the inverse is (§8.5.12). The coefficients of a block
/// lie where [Kernels#quantise] has them: rows 16 apart, columns in the order 0, 2, 1, 3.
final class Transform {
    private static final int ROW = 16;

    private Transform() {}

    /// The coefficients of what is left when a prediction is taken from the source.
    static void forward(
            byte[] source, int sourceAt, int sourceStride,
            byte[] prediction, int predictionAt, int predictionStride, short[] out, int at) {
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
            int o = at + ROW * row;
            out[o] = (short) (outer + inner);
            out[o + 1] = (short) (outer - inner);
            out[o + 2] = (short) (2 * outerDifference + innerDifference);
            out[o + 3] = (short) (outerDifference - 2 * innerDifference);
        }
        for (int o = at; o < at + 4; o++) {
            int outer = out[o] + out[o + 3 * ROW];
            int inner = out[o + ROW] + out[o + 2 * ROW];
            int outerDifference = out[o] - out[o + 3 * ROW];
            int innerDifference = out[o + ROW] - out[o + 2 * ROW];
            out[o] = (short) (outer + inner);
            out[o + ROW] = (short) (2 * outerDifference + innerDifference);
            out[o + 2 * ROW] = (short) (outer - inner);
            out[o + 3 * ROW] = (short) (outerDifference - 2 * innerDifference);
        }
    }

    /// Adds the inverse transform of scaled coefficients to the prediction that `samples` holds
    /// (§8.5.12.2, §8.5.14). Destroys the coefficients.
    static void addInverse(short[] in, int at, byte[] samples, int samplesAt, int stride) {
        for (int i = at; i < at + 4 * ROW; i += ROW) {
            int e0 = in[i] + in[i + 1];
            int e1 = in[i] - in[i + 1];
            int e2 = (in[i + 2] >> 1) - in[i + 3];
            int e3 = in[i + 2] + (in[i + 3] >> 1);
            in[i] = (short) (e0 + e3);
            in[i + 1] = (short) (e1 + e2);
            in[i + 2] = (short) (e1 - e2);
            in[i + 3] = (short) (e0 - e3);
        }
        for (int column = 0; column < 4; column++) {
            int i = at + column;
            int e0 = in[i] + in[i + 2 * ROW];
            int e1 = in[i] - in[i + 2 * ROW];
            int e2 = (in[i + ROW] >> 1) - in[i + 3 * ROW];
            int e3 = in[i + ROW] + (in[i + 3 * ROW] >> 1);
            int s = samplesAt + column;
            add(samples, s, e0 + e3 + 32 >> 6);
            add(samples, s + stride, e1 + e2 + 32 >> 6);
            add(samples, s + 2 * stride, e1 - e2 + 32 >> 6);
            add(samples, s + 3 * stride, e0 - e3 + 32 >> 6);
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
