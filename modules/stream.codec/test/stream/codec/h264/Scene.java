package stream.codec.h264;

import java.util.Arrays;
import java.util.Random;

/// A picture that changes by chance, in the ways that screens and films do, and in some that they do
/// not: the same pictures for the same random numbers.
final class Scene {
    private static final int GLYPH_WIDTH = 6;
    private static final int GLYPH_HEIGHT = 10;
    private static final int GLYPHS = 20;

    final int width;
    final int height;
    /// Row by row, `0xRRGGBB`.
    final int[] pixels;
    private final Random random;
    /// What the picture comes back to, as when a window is closed.
    private final int[] kept;
    /// A window in front, or null, and what it covers.
    private Area window;
    private final int[] covered;
    private double phase;

    private record Area(int x, int y, int width, int height) {}

    Scene(int width, int height, Random random) {
        this.width = width;
        this.height = height;
        this.random = random;
        pixels = new int[width * height];
        kept = new int[width * height];
        covered = new int[width * height];
        Arrays.fill(pixels, colour());
        for (int i = 0; i < 6; i++) {
            change();
        }
    }

    /// The next moment: nothing changes, or some things do.
    void step() {
        for (int i = random.nextInt(4); i > 0; i--) {
            change();
        }
    }

    /// The next moment of a program in use: windows open and close, a letter is typed.
    void stepCalmly() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> openOrClose(area());
            case 3 -> text(new Area(width / 2, height / 2, 1 + random.nextInt(8), 1 + random.nextInt(8)));
            default -> { } // time to settle
        }
    }

    private void change() {
        var area = area();
        switch (random.nextInt(17)) {
            case 0, 1 -> fill(area, colour());
            case 2 -> noise(area);
            case 3, 4 -> text(area);
            case 5 -> waves(area);
            case 6, 7 -> move(area, 0, distance(area.height));
            case 8 -> move(area, distance(area.width), distance(area.height));
            case 9 -> fade();
            case 10 -> pixels[random.nextInt(pixels.length)] = colour();
            case 11 -> System.arraycopy(pixels, 0, kept, 0, kept.length);
            case 12 -> System.arraycopy(kept, 0, pixels, 0, kept.length);
            case 13, 14, 15 -> openOrClose(area);
            default -> checkers(area);
        }
    }

    private int colour() {
        return random.nextInt(1 << 24);
    }

    private Area area() {
        if (random.nextInt(8) == 0) {
            return new Area(0, 0, width, height);
        }
        int x = random.nextInt(width);
        int y = random.nextInt(height);
        return new Area(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));
    }

    private int distance(int most) {
        int range = random.nextBoolean() ? Math.min(most, 4) : most;
        return random.nextInt(-range, range + 1);
    }

    private void fill(Area area, int colour) {
        for (int y = area.y; y < area.y + area.height; y++) {
            Arrays.fill(pixels, y * width + area.x, y * width + area.x + area.width, colour);
        }
    }

    private void noise(Area area) {
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                pixels[y * width + x] = colour();
            }
        }
    }

    /// Letters of a small alphabet, so that many are alike.
    private void text(Area area) {
        int ink = colour();
        int paper = colour();
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                int line = (y - area.y) / GLYPH_HEIGHT;
                int column = (x - area.x) / GLYPH_WIDTH;
                int letter = (line * 31 + column * 17 + line * column) % GLYPHS;
                int dot = (y - area.y) % GLYPH_HEIGHT * GLYPH_WIDTH + (x - area.x) % GLYPH_WIDTH;
                boolean inked = ((letter + 3) * 0x9e3779b97f4a7c15L >>> dot & 1) != 0;
                pixels[y * width + x] = inked ? ink : paper;
            }
        }
    }

    /// Smooth hills that move by parts of a sample each time they are drawn.
    private void waves(Area area) {
        phase += random.nextDouble();
        double scale = 4 + random.nextInt(20);
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                int level = (int) (127 + 63 * Math.sin((x + phase) / scale) + 63 * Math.cos((y - phase / 2) / scale));
                pixels[y * width + x] = level << 16 | 255 - level << 8 | level >> 1;
            }
        }
    }

    /// Copies an area elsewhere, as a window that is dragged or a text that scrolls; what it leaves
    /// stays as it was.
    private void move(Area area, int dx, int dy) {
        var before = pixels.clone();
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                int toX = x + dx;
                int toY = y + dy;
                if (toX >= 0 && toX < width && toY >= 0 && toY < height) {
                    pixels[toY * width + toX] = before[y * width + x];
                }
            }
        }
    }

    /// Opens a window, or closes the one that is open.
    private void openOrClose(Area area) {
        if (window == null) {
            window = area;
            System.arraycopy(pixels, 0, covered, 0, covered.length);
            text(area);
            return;
        }
        for (int y = window.y; y < window.y + window.height; y++) {
            int at = y * width + window.x;
            System.arraycopy(covered, at, pixels, at, window.width);
        }
        window = null;
    }

    /// All of the picture becomes a little darker.
    private void fade() {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] -= pixels[i] >> 4 & 0x0f0f0f;
        }
    }

    /// The hardest edges there are, every few samples.
    private void checkers(Area area) {
        int size = 1 + random.nextInt(5);
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                pixels[y * width + x] = (x / size + y / size & 1) == 0 ? 0 : 0xffffff;
            }
        }
    }
}
