package stream.bench.clip;

import java.awt.image.BufferedImage;
import java.util.Random;

/// Pictures that look like photographs to an encoder: noise whose strength falls with its frequency.
final class Noise {
    private Noise() {}

    /// A field of values around 0, mostly within ±1, that repeats at its edges; sides are powers of 2.
    static float[] field(int width, int height, long seed) {
        var field = new float[width * height];
        var random = new Random(seed);
        for (int cell = Math.min(width, height) / 2; cell >= 1; cell /= 2) {
            int columns = width / cell;
            int rows = height / cell;
            var values = new float[columns * rows];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            float strength = cell / (Math.min(width, height) / 2f);
            strength = (float) Math.pow(strength, 0.6);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    field[y * width + x] += strength * 0.7f * interpolate(values, columns, rows,
                            x / (float) cell, y / (float) cell);
                }
            }
        }
        return field;
    }

    private static float interpolate(float[] values, int columns, int rows, float x, float y) {
        int column = (int) x;
        int row = (int) y;
        float dx = x - column;
        float dy = y - row;
        dx = dx * dx * (3 - 2 * dx);
        dy = dy * dy * (3 - 2 * dy);
        int right = (column + 1) % columns;
        int below = (row + 1) % rows;
        float upper = values[row * columns + column] * (1 - dx) + values[row * columns + right] * dx;
        float lower = values[below * columns + column] * (1 - dx) + values[below * columns + right] * dx;
        return upper * (1 - dy) + lower * dy;
    }

    /// A photograph-like picture.
    static BufferedImage picture(int width, int height, long seed) {
        var light = field(512, 512, seed);
        var hue = field(512, 512, seed + 1);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y & 511) * 512 + (x & 511);
                float value = 120 + 70 * light[at];
                float warm = 40 * hue[at];
                image.setRGB(x, y, clamp(value + warm) << 16 | clamp(value) << 8 | clamp(value - warm));
            }
        }
        return image;
    }

    static int clamp(float value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
