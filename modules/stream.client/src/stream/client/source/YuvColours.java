package stream.client.source;

/// Makes RGB of ITU-R BT.601's Y'CbCr, in fixed-point numbers.
final class YuvColours {
    /// So many bits are behind the point.
    private static final int BITS = 16;

    private final int black;
    private final int luma;
    private final int redCr;
    private final int greenCb;
    private final int greenCr;
    private final int blueCb;

    /// @param fullRange whether black is 0 and white 255, as in JPEG; else 16 and 235
    YuvColours(boolean fullRange) {
        double range = fullRange ? 1 : 255.0 / 219;
        double colourRange = fullRange ? 1 : 255.0 / 224;
        black = fullRange ? 0 : 16;
        luma = fixed(range);
        redCr = fixed(1.402 * colourRange);
        greenCb = fixed(-0.344136 * colourRange);
        greenCr = fixed(-0.714136 * colourRange);
        blueCb = fixed(1.772 * colourRange);
    }

    /// @return `0xFFRRGGBB`
    int rgb(int y, int cb, int cr) {
        int light = (y - black) * luma + (1 << BITS - 1);
        int u = cb - 128;
        int v = cr - 128;
        return 0xFF000000
                | level(light + v * redCr) << 16
                | level(light + u * greenCb + v * greenCr) << 8
                | level(light + u * blueCb);
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << BITS));
    }

    private static int level(int sum) {
        return Math.clamp(sum >> BITS, 0, 255);
    }
}
