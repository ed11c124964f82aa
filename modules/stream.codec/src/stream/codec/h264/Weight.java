package stream.codec.h264;

/// How a reference frame is made brighter, paler or darker before it is predicted from (§8.4.2.3.2): each
/// sample times a weight, plus an offset.
///
/// As what fades to white, grey or black loses its colours with its contrast, chroma has the same weight,
/// around grey.
final class Weight {
    /// luma_log2_weight_denom: weights count 64ths.
    static final int LOG2_DENOMINATOR = 6;
    static final int ONE = 1 << LOG2_DENOMINATOR;
    static final int MAX_WEIGHT = 127;
    static final int MAX_OFFSET = 127;
    private static final int GREY = 128;

    int weight;
    int offset;
    int chromaOffset;
    /// What becomes of each value of a sample.
    private final byte[] luma = new byte[256];
    private final byte[] chroma = new byte[256];

    /// @param weight 1 to [#MAX_WEIGHT]
    /// @param offset at most [#MAX_OFFSET] either way
    void set(int weight, int offset) {
        this.weight = weight;
        this.offset = offset;
        chromaOffset = GREY - weigh(GREY, weight);
        for (int sample = 0; sample < 256; sample++) {
            luma[sample] = (byte) Math.clamp(weigh(sample, weight) + offset, 0, 255);
            chroma[sample] = (byte) Math.clamp(weigh(sample, weight) + chromaOffset, 0, 255);
        }
    }

    private static int weigh(int sample, int weight) {
        return sample * weight + ONE / 2 >> LOG2_DENOMINATOR;
    }

    /// Weighs a block of luma in place.
    void applyLuma(Plane plane, int at, int width, int height) {
        apply(luma, plane.samples, at, plane.width, width, height);
    }

    void applyChroma(Plane plane, int at, int width, int height) {
        apply(chroma, plane.samples, at, plane.width, width, height);
    }

    private static void apply(byte[] values, byte[] samples, int at, int stride, int width, int height) {
        for (int row = 0; row < height; row++) {
            for (int i = at + row * stride; i < at + row * stride + width; i++) {
                samples[i] = values[samples[i] & 0xff];
            }
        }
    }

    /// Makes `to` what `from` is when weighed.
    void weighLuma(Plane from, Plane to) {
        for (int i = 0; i < from.width * from.height; i++) {
            to.samples[i] = luma[from.samples[i] & 0xff];
        }
    }
}
