package stream.bench.clip;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// A walk through a maze of textured walls, as games of 1993 drew it; nearly everything moves.
final class GamePainter implements Clip.Painter {
    private static final int TEXTURE = 256;
    private static final String[] MAP = {
        "################", "#..............#", "#..............#", "#...#......#...#", "#..............#",
        "#..............#", "#......##......#", "#......##......#", "#..............#", "#..............#",
        "#...#......#...#", "#..............#", "#..............#", "#..##......##..#", "#..............#",
        "################",
    };

    private final float[] wall = Noise.field(TEXTURE, TEXTURE, 1);
    private final float[] floor = Noise.field(TEXTURE, TEXTURE, 2);
    private final int width;
    private final int height;

    GamePainter(int width, int height) {
        this.width = width;
        this.height = height;
    }

    @Override
    public void paint(BufferedImage image, int time) {
        var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        double t = time / 30.0;
        double x = 7.5 + 4 * Math.sin(t * 0.4);
        double y = 8.5 + 4 * Math.cos(t * 0.4);
        double angle = 0.6 + t * 0.2 + 0.2 * Math.sin(t * 1.3);
        double bob = 3 * Math.sin(t * 7);
        for (int column = 0; column < width; column++) {
            double across = (column - width / 2.0) / (height * 0.9);
            double dx = Math.cos(angle) - across * Math.sin(angle);
            double dy = Math.sin(angle) + across * Math.cos(angle);
            double distance = 0.02;
            while (!isWall(x + dx * distance, y + dy * distance)) {
                distance += 0.004;
            }
            double hitX = x + dx * distance;
            double hitY = y + dy * distance;
            double along = isWall(hitX - dx * 0.008, hitY) ? hitX : hitY;
            double half = height * 0.45 / distance;
            double horizon = height / 2.0 + bob;
            for (int row = 0; row < height; row++) {
                double offset = row - horizon;
                int colour;
                if (Math.abs(offset) < half) {
                    double u = along * TEXTURE;
                    double v = (offset / half + 1) * TEXTURE / 2;
                    boolean mortar = ((int) v & 63) < 4 || ((int) u + ((int) v >> 6 & 1) * 64 & 127) < 4;
                    double light = 1 / (1 + distance * 0.25);
                    float value = (float) ((mortar ? 60 : 135 + 90 * sample(wall, u, v)) * light);
                    colour = shade(value * 1.15f, value * 0.9f, value * 0.75f);
                } else {
                    double depth = height * 0.45 / Math.abs(offset);
                    double u = (x + dx * depth) * TEXTURE;
                    double v = (y + dy * depth) * TEXTURE;
                    float value = (float) ((90 + 70 * sample(floor, u, v))
                            / (1 + depth * 0.25));
                    colour = offset > 0 ? shade(value, value, value * 0.8f) : shade(value * 0.6f, value * 0.7f, value);
                }
                pixels[row * width + column] = colour;
            }
        }
        var g = image.createGraphics();
        Text.smooth(g);
        g.setFont(Text.SANS.deriveFont(28f));
        g.setColor(java.awt.Color.WHITE);
        g.drawString("HP " + (100 - time / 20), 30, height - 30);
        g.drawString("%03d".formatted(time * 7 % 1000), width - 120, height - 30);
        g.dispose();
    }

    /// A texture between its samples.
    private static float sample(float[] texture, double u, double v) {
        int x = (int) Math.floor(u);
        int y = (int) Math.floor(v);
        float dx = (float) (u - x);
        float dy = (float) (v - y);
        int upper = (y & TEXTURE - 1) * TEXTURE;
        int lower = (y + 1 & TEXTURE - 1) * TEXTURE;
        int left = x & TEXTURE - 1;
        int right = x + 1 & TEXTURE - 1;
        return (texture[upper + left] * (1 - dx) + texture[upper + right] * dx) * (1 - dy)
                + (texture[lower + left] * (1 - dx) + texture[lower + right] * dx) * dy;
    }

    private static boolean isWall(double x, double y) {
        return MAP[Math.clamp((int) y, 0, 15)].charAt(Math.clamp((int) x, 0, 15)) == '#';
    }

    private static int shade(float red, float green, float blue) {
        return Noise.clamp(red) << 16 | Noise.clamp(green) << 8 | Noise.clamp(blue);
    }
}
