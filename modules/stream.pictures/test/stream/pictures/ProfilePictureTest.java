package stream.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stream.server.live.Pngs.bytes;
import static stream.server.live.Pngs.chunk;
import static stream.server.live.Pngs.png;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ProfilePictureTest {
    @Test
    void readsEveryColourType() throws Exception {
        assertPixels(List.of(0xFF101010, 0xFFF0F0F0), png(2, 1, 8, 0, 0, bytes(0, 0x10, 0xF0)));
        assertPixels(List.of(0xFF102030, 0xFF405060), png(2, 1, 8, 2, 0, bytes(0, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60)));
        assertPixels(List.of(0x80102030, 0xFF000000), png(2, 1, 8, 6, 0, bytes(0, 0x10, 0x20, 0x30, 0x80, 0, 0, 0, 255)));
        assertPixels(List.of(0x40777777, 0xFF000000), png(2, 1, 8, 4, 0, bytes(0, 0x77, 0x40, 0, 0xFF)));
        assertPixels(List.of(0xFF040506, 0x10010203), png(2, 1, 8, 3, 0, bytes(0, 1, 0),
                chunk("PLTE", bytes(1, 2, 3, 4, 5, 6)), chunk("tRNS", bytes(0x10))));
    }

    @Test
    void undoesEveryFilter() throws Exception {
        var lines = bytes(
                1, 10, 5, 5,      // sub:     10 15 20
                2, 1, 1, 1,       // up:      11 16 21
                3, 10, 10, 10,    // average: 15 25 33
                4, 1, 1, 1);      // Paeth:   16 26 34
        assertPixels(
                List.of(10, 15, 20, 11, 16, 21, 15, 25, 33, 16, 26, 34).stream().map(v -> 0xFF000000 | v * 0x10101).toList(),
                png(3, 4, 8, 0, 0, lines));
    }

    @Test
    void writesWhatAnotherReaderReadsTheSame() throws Exception {
        var random = new Random(1);
        for (int opaque : new int[] {0, 0xFF000000}) {
            var argb = random.ints(64 * 64).map(pixel -> pixel | opaque).toArray();
            var png = PngWriter.write(argb, 64);

            var image = ImageIO.read(new ByteArrayInputStream(png));
            assertArrayEquals(argb, image.getRGB(0, 0, 64, 64, null, 0, 64));
            assertPixels(java.util.Arrays.stream(argb).boxed().toList(), png);
        }
    }

    @Test
    void takesTheMiddleSquareAndAveragesIt() {
        var scaler = new SquareScaler(2);
        scaler.begin(6, 4);
        for (int y = 0; y < 4; y++) {
            scaler.row(new int[] {-1, 0xFF000000 | y * 4, 0xFF000004 + y * 4, 0xFF000064, 0xFF000064, -1});
        }
        assertArrayEquals(new int[] {0xFF000004, 0xFF000064, 0xFF00000C, 0xFF000064}, scaler.result());
    }

    @Test
    void doesNotLetWhatIsTransparentColourWhatIsNot() {
        var scaler = new SquareScaler(1);
        scaler.begin(2, 2);
        scaler.row(new int[] {0x00FFFFFF, 0xFF204060});
        scaler.row(new int[] {0x00FFFFFF, 0xFF204060});
        assertArrayEquals(new int[] {0x80204060}, scaler.result());
    }

    @Test
    void makesTwoSquaresOfASizeThatDividesNothing() throws Exception {
        var lines = new byte[101 * (1 + 3 * 333)];
        java.util.Arrays.fill(lines, (byte) 0);
        for (int y = 0; y < 101; y++) {
            java.util.Arrays.fill(lines, y * 1000 + 1, (y + 1) * 1000, (byte) 0x5A);
        }
        var picture = ProfilePicture.of(png(333, 101, 8, 2, 0, lines));

        for (var each : List.of(picture.large(), picture.small())) {
            var image = ImageIO.read(new ByteArrayInputStream(each));
            assertEquals(image.getWidth(), image.getHeight());
            assertEquals(0xFF5A5A5A, image.getRGB(0, 0));
            assertEquals(0xFF5A5A5A, image.getRGB(image.getWidth() - 1, image.getHeight() / 2));
        }
        assertEquals(256, ImageIO.read(new ByteArrayInputStream(picture.large())).getWidth());
        assertEquals(64, ImageIO.read(new ByteArrayInputStream(picture.small())).getWidth());
    }

    @Test
    void refusesABombBeforeItIsInflated() throws Exception {
        var tall = png(2049, 1, 8, 0, 0, new byte[2050]);
        assertEquals("A picture can have 2048 pixels a side.",
                assertThrows(PictureException.class, () -> ProfilePicture.of(tall)).getMessage());
        for (var sides : new int[][] {{0, 1}, {1, 0}, {-1, 1}, {1, Integer.MAX_VALUE}}) {
            var png = png(sides[0], sides[1], 8, 0, 0, new byte[2]);
            assertThrows(PictureException.class, () -> ProfilePicture.of(png));
        }
    }

    @Test
    void inflatesNoMoreThanThePictureHas() throws Exception {
        // One pixel, and a hundred MiB behind it.
        ProfilePicture.of(png(1, 1, 8, 0, 0, new byte[100 << 20]));
    }

    @Test
    void refusesWhatItDoesNotRead() throws Exception {
        var pixel = bytes(0, 1);
        for (var png : List.of(
                png(1, 1, 16, 0, 0, bytes(0, 1, 1)), png(1, 1, 1, 0, 0, pixel), png(1, 1, 8, 0, 1, pixel),
                png(1, 1, 8, 1, 0, pixel), png(1, 1, 8, 0, 0, bytes(5, 1)), png(2, 2, 8, 0, 0, pixel),
                png(1, 1, 8, 0, 0, pixel, chunk("PLTE", new byte[4])),
                "GIF89a not a PNG at all".getBytes(), new byte[0])) {
            assertThrows(PictureException.class, () -> ProfilePicture.of(png));
        }
    }

    @Test
    void survivesAnyDamage() throws Exception {
        var good = PngWriter.write(new Random(2).ints(16 * 16).toArray(), 16);
        var random = new Random(3);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            var bad = good.clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            var cut = java.util.Arrays.copyOf(bad, random.nextInt(bad.length + 1));
            refused += refuses(bad) + refuses(cut);
        }
        assertTrue(refused > 5500);
    }

    private static int refuses(byte[] png) {
        try {
            PngReader.read(png, new SquareScaler(8));
            return 0;
        } catch (PictureException _) {
            return 1;
        }
    }

    private static void assertPixels(List<Integer> expected, byte[] png) throws Exception {
        var pixels = new ArrayList<Integer>();
        PngReader.read(png, new PngReader.Rows() {
            @Override
            public void begin(int width, int height) {
                assertEquals(expected.size(), width * height);
            }

            @Override
            public void row(int[] argb) {
                java.util.Arrays.stream(argb).forEach(pixels::add);
            }
        });
        assertEquals(expected, pixels);
    }
}
