package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureException.Kind;
import stream.client.capture.Frame;

class ImageSourceTest {
    /// Where the `IHDR` chunk's type stands in a PNG; width and height follow.
    private static final int PNG_HEADER = 12;

    @TempDir
    Path directory;

    private static BufferedImage image(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xFF000000 | x * 3 % 256 << 16 | y * 5 % 256 << 8 | 0x40);
            }
        }
        return image;
    }

    private static byte[] bytes(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, bytes));
        return bytes.toByteArray();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("image"), bytes);
    }

    private Frame captured(byte[] bytes) throws IOException, CaptureException {
        var frame = new Frame();
        try (var source = new ImageSource(file(bytes))) {
            source.capture(frame);
        }
        return frame;
    }

    private Kind refusal(byte[] bytes) throws IOException {
        var file = file(bytes);
        return assertThrows(CaptureException.class, () -> new ImageSource(file)).kind();
    }

    @Test
    void everyPixelOfAnImageIsShown() throws Exception {
        var image = image(64, 48, BufferedImage.TYPE_INT_ARGB);
        var frame = captured(bytes(image, "png"));
        assertEquals(64, frame.width());
        assertEquals(48, frame.height());
        for (int i = 0; i < frame.pixels().length; i++) {
            assertEquals(image.getRGB(i % 64, i / 64) & 0xFFFFFF, frame.pixels()[i] & 0xFFFFFF);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "gif", "bmp"})
    void otherFormatsAreReadToo(String format) throws Exception {
        var frame = captured(bytes(image(64, 48, BufferedImage.TYPE_INT_RGB), format));
        assertEquals(64, frame.width());
        assertEquals(0x40, frame.pixels()[0] & 0xFF, 24);
    }

    @Test
    void whatIsTransparentIsBlack() throws Exception {
        var frame = captured(bytes(new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB), "png"));
        assertEquals(0, frame.pixels()[100] & 0xFFFFFF);
    }

    @Test
    void aLargeImageIsMadeToFitAndOddSidesBecomeEven() throws Exception {
        var large = captured(bytes(new BufferedImage(5000, 1000, BufferedImage.TYPE_BYTE_GRAY), "png"));
        assertEquals(4096, large.width());
        assertEquals(818, large.height());
        var odd = captured(bytes(new BufferedImage(33, 35, BufferedImage.TYPE_BYTE_GRAY), "png"));
        assertEquals(32, odd.width());
        assertEquals(34, odd.height());
    }

    @Test
    void aStillImageNeverChanges() throws Exception {
        try (var source = new ImageSource(file(bytes(image(32, 32, BufferedImage.TYPE_INT_RGB), "png")))) {
            source.capture(new Frame());
            assertFalse(source.mayHaveChanged());
        }
    }

    @Test
    void whatCannotBeShownIsSaid() throws Exception {
        var missing = directory.resolve("none.png");
        assertEquals(
                Kind.IMAGE_UNREADABLE, assertThrows(CaptureException.class, () -> new ImageSource(missing)).kind());
        assertEquals(Kind.IMAGE_UNKNOWN, refusal("hello".getBytes()));
        assertEquals(Kind.IMAGE_UNKNOWN, refusal(new byte[0]));
        assertEquals(Kind.IMAGE_SIZE, refusal(bytes(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png")));
    }

    @Test
    void anImageThatClaimsToBeHugeIsRefusedBeforeRoomIsMadeForIt() throws Exception {
        var png = bytes(image(16, 16, BufferedImage.TYPE_INT_RGB), "png");
        var header = ByteBuffer.wrap(png);
        header.putInt(PNG_HEADER + 4, 100_000).putInt(PNG_HEADER + 8, 100_000);
        var sum = new CRC32();
        sum.update(png, PNG_HEADER, 17);
        header.putInt(PNG_HEADER + 17, (int) sum.getValue());
        assertEquals(Kind.IMAGE_SIZE, refusal(png));
    }

    @Test
    void damagedImagesAreShownOrRefused() throws Exception {
        var random = new Random(7);
        for (var format : new String[] {"png", "jpeg", "gif", "bmp"}) {
            var valid = bytes(image(40, 30, BufferedImage.TYPE_INT_RGB), format);
            for (int round = 0; round < 250; round++) {
                var damaged = valid.clone();
                for (int i = random.nextInt(8); i >= 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    // Fewer pixels are allowed here than for a user, to be quick.
                    new ImageReading(1_000_000).read(damaged, new Frame());
                } catch (ImageFormatException _) {
                    // The only exception that damage may cause.
                }
            }
        }
    }
}
