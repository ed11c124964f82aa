package stream.codec.h264;

/// The 8×8 integer transform (§8.5.13), of two blocks side by side.
///
/// The coefficients lie where [Kernels#quantise8x8] has them: turned, which makes the transform of the
/// columns of both blocks the same as that of the rows of both, sixteen lanes apart.
final class Transform8x8 {
    static final int LANES = 16;
    private static final int SIZE = 8;

    private Transform8x8() {}

    /// The coefficients of what is left when a prediction is taken from the source.
    static void forward(byte[] source, int sourceAt, int sourceStride,
            byte[] prediction, int predictionAt, int predictionStride, short[] out, int at) {
        for (int row = 0; row < SIZE; row++) {
            int s = sourceAt + row * sourceStride;
            int p = predictionAt + row * predictionStride;
            for (int lane = 0; lane < LANES; lane++) {
                out[at + row * LANES + lane] = (short) ((source[s + lane] & 0xff) - (prediction[p + lane] & 0xff));
            }
        }
        forwardColumns(out, at);
        transpose(out, at);
        forwardColumns(out, at);
    }

    private static void forwardColumns(short[] block, int at) {
        for (int i = at; i < at + LANES; i++) {
            int s0 = block[i] + block[i + 7 * LANES];
            int s1 = block[i + LANES] + block[i + 6 * LANES];
            int s2 = block[i + 2 * LANES] + block[i + 5 * LANES];
            int s3 = block[i + 3 * LANES] + block[i + 4 * LANES];
            int d0 = block[i] - block[i + 7 * LANES];
            int d1 = block[i + LANES] - block[i + 6 * LANES];
            int d2 = block[i + 2 * LANES] - block[i + 5 * LANES];
            int d3 = block[i + 3 * LANES] - block[i + 4 * LANES];
            int a0 = s0 + s3;
            int a1 = s1 + s2;
            int a2 = s0 - s3;
            int a3 = s1 - s2;
            int a4 = d1 + d2 + d0 + (d0 >> 1);
            int a5 = d0 - d3 - d2 - (d2 >> 1);
            int a6 = d0 + d3 - d1 - (d1 >> 1);
            int a7 = d1 - d2 + d3 + (d3 >> 1);
            block[i] = (short) (a0 + a1);
            block[i + LANES] = (short) (a4 + (a7 >> 2));
            block[i + 2 * LANES] = (short) (a2 + (a3 >> 1));
            block[i + 3 * LANES] = (short) (a5 + (a6 >> 2));
            block[i + 4 * LANES] = (short) (a0 - a1);
            block[i + 5 * LANES] = (short) (a6 - (a5 >> 2));
            block[i + 6 * LANES] = (short) ((a2 >> 1) - a3);
            block[i + 7 * LANES] = (short) ((a4 >> 2) - a7);
        }
    }

    /// Adds the inverse transform of scaled coefficients to the prediction that `samples` holds. Destroys
    /// the coefficients.
    static void addInverse(short[] in, int at, byte[] samples, int samplesAt, int stride) {
        inverseColumns(in, at);
        transpose(in, at);
        inverseColumns(in, at);
        for (int row = 0; row < SIZE; row++) {
            for (int lane = 0; lane < LANES; lane++) {
                int s = samplesAt + row * stride + lane;
                int sum = (samples[s] & 0xff) + (in[at + row * LANES + lane] + 32 >> 6);
                samples[s] = (byte) ((sum & ~0xff) == 0 ? sum : ~sum >> 31);
            }
        }
    }

    private static void inverseColumns(short[] block, int at) {
        for (int i = at; i < at + LANES; i++) {
            int c1 = block[i + LANES];
            int c2 = block[i + 2 * LANES];
            int c3 = block[i + 3 * LANES];
            int c5 = block[i + 5 * LANES];
            int c6 = block[i + 6 * LANES];
            int c7 = block[i + 7 * LANES];
            int a0 = block[i] + block[i + 4 * LANES];
            int a2 = block[i] - block[i + 4 * LANES];
            int a4 = (c2 >> 1) - c6;
            int a6 = (c6 >> 1) + c2;
            int a1 = c5 - c3 - c7 - (c7 >> 1);
            int a3 = c1 + c7 - c3 - (c3 >> 1);
            int a5 = c7 - c1 + c5 + (c5 >> 1);
            int a7 = c3 + c5 + c1 + (c1 >> 1);
            int b0 = a0 + a6;
            int b2 = a2 + a4;
            int b4 = a2 - a4;
            int b6 = a0 - a6;
            int b1 = (a7 >> 2) + a1;
            int b3 = a3 + (a5 >> 2);
            int b5 = (a3 >> 2) - a5;
            int b7 = a7 - (a1 >> 2);
            block[i] = (short) (b0 + b7);
            block[i + LANES] = (short) (b2 + b5);
            block[i + 2 * LANES] = (short) (b4 + b3);
            block[i + 3 * LANES] = (short) (b6 + b1);
            block[i + 4 * LANES] = (short) (b6 - b1);
            block[i + 5 * LANES] = (short) (b4 - b3);
            block[i + 6 * LANES] = (short) (b2 - b5);
            block[i + 7 * LANES] = (short) (b0 - b7);
        }
    }

    /// Turns both blocks.
    private static void transpose(short[] blocks, int at) {
        for (int row = 0; row < SIZE; row++) {
            for (int column = row + 1; column < SIZE; column++) {
                for (int block = 0; block < LANES; block += SIZE) {
                    int upper = at + row * LANES + block + column;
                    int lower = at + column * LANES + block + row;
                    short kept = blocks[upper];
                    blocks[upper] = blocks[lower];
                    blocks[lower] = kept;
                }
            }
        }
    }
}
