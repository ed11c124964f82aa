package stream.pictures;

/// Scales the middle square of a picture, by the average of what each pixel covers, as rows come in.
final class SquareScaler implements PngReader.Rows {
    private final int side;
    /// Sums of alpha and of red, green and blue times alpha; four a pixel.
    private final float[] sums;
    private final float[] rowSums;
    private int left;
    private int top;
    private int cropped;
    private int y;

    /// @param side of the result
    SquareScaler(int side) {
        this.side = side;
        sums = new float[4 * side * side];
        rowSums = new float[4 * side];
    }

    @Override
    public void begin(int width, int height) {
        cropped = Math.min(width, height);
        left = (width - cropped) / 2;
        top = (height - cropped) / 2;
    }

    @Override
    public void row(int[] argb) {
        int row = y++ - top;
        if (row < 0 || row >= cropped) {
            return;
        }
        scaleRow(argb);
        // In units of 1/side of a source pixel, so that the edges of both grids are whole numbers.
        int from = row * side;
        int until = from + side;
        for (int to = from / cropped; to < side && to * cropped < until; to++) {
            float share = Math.min(until, (to + 1) * cropped) - Math.max(from, to * cropped);
            for (int i = 0; i < rowSums.length; i++) {
                sums[to * rowSums.length + i] += share * rowSums[i];
            }
        }
    }

    private void scaleRow(int[] argb) {
        for (int to = 0; to < side; to++) {
            int from = to * cropped;
            int until = from + cropped;
            float alpha = 0;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int x = from / side; x < cropped && x * side < until; x++) {
                int pixel = argb[left + x];
                float share = (Math.min(until, (x + 1) * side) - Math.max(from, x * side)) * (pixel >>> 24);
                alpha += share;
                red += share * (pixel >> 16 & 0xFF);
                green += share * (pixel >> 8 & 0xFF);
                blue += share * (pixel & 0xFF);
            }
            rowSums[4 * to] = alpha;
            rowSums[4 * to + 1] = red;
            rowSums[4 * to + 2] = green;
            rowSums[4 * to + 3] = blue;
        }
    }

    /// The square, as ARGB.
    int[] result() {
        var argb = new int[side * side];
        float whole = (float) cropped * cropped;
        for (int i = 0; i < argb.length; i++) {
            float alpha = sums[4 * i];
            if (alpha > 0) {
                argb[i] = Math.round(alpha / whole) << 24
                        | Math.round(sums[4 * i + 1] / alpha) << 16
                        | Math.round(sums[4 * i + 2] / alpha) << 8
                        | Math.round(sums[4 * i + 3] / alpha);
            }
        }
        return argb;
    }
}
