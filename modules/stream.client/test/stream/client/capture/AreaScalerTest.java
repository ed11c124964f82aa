package stream.client.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaScalerTest {

    @Test
    void halvingAveragesFourPixels() {
        var source = new int[] {0xFF000000, 0xFF0000FF, 0xFF00FF00, 0xFFFF0000};
        var target = new int[1];
        new AreaScaler(2, 2, 1, 1).scale(source, target);
        assertEquals(0xFF404040, target[0]);
    }

    @Test
    void aFlatColourStaysExactlyAsItIs() {
        for (int colour : new int[] {0xFF000000, 0xFFFFFFFF, 0xFF123456, 0xFFFE01FF}) {
            var source = new int[193 * 109];
            Arrays.fill(source, colour);
            var target = new int[100 * 57];
            new AreaScaler(193, 109, 100, 57).scale(source, target);
            for (int pixel : target) {
                assertEquals(colour, pixel);
            }
        }
    }

    @Test
    void theSameSizeCopies() {
        var random = new Random(1);
        var source = random.ints(64 * 48).map(p -> p | 0xFF000000).toArray();
        var target = new int[64 * 48];
        new AreaScaler(64, 48, 64, 48).scale(source, target);
        assertArrayEquals(source, target);
    }

    @Test
    void followsTheExactAverageWithinTheWeightsPrecision() {
        var random = new Random(2);
        var source = random.ints(90 * 50).map(p -> p | 0xFF000000).toArray();
        var target = new int[60 * 31];
        new AreaScaler(90, 50, 60, 31).scale(source, target);
        for (int y = 0; y < 31; y++) {
            for (int x = 0; x < 60; x++) {
                assertEquals(exact(source, 90, 50, 60, 31, x, y), target[y * 60 + x] & 0xFF, 6);
            }
        }
    }

    private static double exact(int[] source, int sw, int sh, int w, int h, int x, int y) {
        double sum = 0;
        double area = 0;
        for (int sy = 0; sy < sh; sy++) {
            for (int sx = 0; sx < sw; sx++) {
                double dx = Math.min((x + 1.0) * sw / w, sx + 1) - Math.max((double) x * sw / w, sx);
                double dy = Math.min((y + 1.0) * sh / h, sy + 1) - Math.max((double) y * sh / h, sy);
                if (dx > 0 && dy > 0) {
                    sum += dx * dy * (source[sy * sw + sx] & 0xFF);
                    area += dx * dy;
                }
            }
        }
        return sum / area;
    }

    @Test
    void scalingTheDamagedRowsGivesTheSameAsScalingAll() {
        var random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int width = 20 + random.nextInt(60);
            int height = 20 + random.nextInt(60);
            var before = new Frame();
            before.resize(width, height);
            Arrays.setAll(before.pixels(), _ -> random.nextInt());
            var after = new Frame();
            after.resize(width, height);
            System.arraycopy(before.pixels(), 0, after.pixels(), 0, width * height);
            for (int i = random.nextInt(4); i > 0; i--) {
                after.pixels()[random.nextInt(width * height)] ^= 0xFFFFFF;
            }
            int w = 16 + random.nextInt(width - 16);
            int h = 16 + random.nextInt(height - 16);
            var scaler = new AreaScaler(width, height, w, h);
            var partly = new int[w * h];
            scaler.scale(before.pixels(), partly);
            var damage = Damage.between(before, after);
            scaler.scale(after.pixels(), partly, damage.top(), damage.bottom());
            var whole = new int[w * h];
            scaler.scale(after.pixels(), whole);
            assertArrayEquals(whole, partly);
        }
    }

    @Test
    void refusesToMakeLarger() {
        assertThrows(IllegalArgumentException.class, () -> new AreaScaler(10, 10, 20, 5));
    }

    @Test
    void sizesAreEvenAndKeepTheirProportions() {
        assertEquals(new SizeLimit(1280, 720), new SizeLimit(1280, 720).fit(1920, 1080));
        assertEquals(new SizeLimit(1152, 720), new SizeLimit(1280, 720).fit(1920, 1200));
        assertEquals(new SizeLimit(1366, 768), SizeLimit.NONE.fit(1366, 768));
        assertEquals(new SizeLimit(1364, 766), SizeLimit.NONE.fit(1365, 767));
        assertEquals(new SizeLimit(4096, 2304), SizeLimit.NONE.fit(7680, 4320));
    }
}
