package stream.bench.clip;

import java.awt.image.BufferedImage;

/// A slow zoom into the Mandelbrot set: everything moves, by less than a sample a frame here and by
/// several there.
final class FractalPainter implements Clip.Painter {
    private static final int MOST_STEPS = 100;
    private static final double CENTRE_X = -0.743643887;
    private static final double CENTRE_Y = 0.131825904;

    @Override
    public void paint(BufferedImage image, int time) {
        int width = image.getWidth();
        int height = image.getHeight();
        double scale = 0.09 * Math.pow(0.985, time) / width;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double value = steps(CENTRE_X + (column - width / 2.0) * scale, CENTRE_Y + (row - height / 2.0) * scale);
                float red = (float) (128 + 100 * Math.sin(value * 0.05));
                float green = (float) (128 + 100 * Math.sin(value * 0.035 + 2));
                float blue = (float) (128 + 100 * Math.sin(value * 0.02 + 4));
                image.setRGB(column, row, value >= MOST_STEPS
                        ? 0 : Noise.clamp(red) << 16 | Noise.clamp(green) << 8 | Noise.clamp(blue));
            }
        }
    }

    private static double steps(double cx, double cy) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double xx = x * x;
            double yy = y * y;
            if (xx + yy > 256) {
                return i - Math.log(Math.log(xx + yy) / 2 / Math.log(2)) / Math.log(2);
            }
            y = 2 * x * y + cy;
            x = xx - yy + cx;
        }
        return MOST_STEPS;
    }
}
