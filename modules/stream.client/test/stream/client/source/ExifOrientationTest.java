package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stream.client.capture.Frame;

class ExifOrientationTest {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    @TempDir
    Path directory;

    /// A segment APP1 that says how the camera was held, after a tag that says something else.
    private static byte[] exif(int orientation, ByteOrder order) {
        var segment = ByteBuffer.allocate(4 + 6 + 8 + 2 + 2 * 12 + 4).order(order);
        segment.order(ByteOrder.BIG_ENDIAN).putShort((short) 0xFFE1).putShort((short) (segment.capacity() - 2));
        segment.put("Exif\0\0".getBytes()).put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes()).order(order);
        segment.putShort((short) 42).putInt(8).putShort((short) 2);
        segment.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(WIDTH);
        segment.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
        return segment.putInt(0).array();
    }

    /// A photograph, blue, red in the quarter where its first row and column begin, green where the
    /// first row ends.
    private static byte[] photograph(int orientation, ByteOrder order) throws IOException {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, y >= HEIGHT / 2 ? 0x0000FF : x < WIDTH / 2 ? 0xFF0000 : 0x00FF00);
            }
        }
        var jpeg = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "jpeg", jpeg));
        var bytes = jpeg.toByteArray();
        var file = new ByteArrayOutputStream();
        file.write(bytes, 0, 2);
        file.writeBytes(exif(orientation, order));
        file.write(bytes, 2, bytes.length - 2);
        return file.toByteArray();
    }

    private static char colour(Frame frame, int x, int y) {
        int pixel = frame.pixels()[y * frame.width() + x];
        int red = pixel >> 16 & 0xFF;
        int green = pixel >> 8 & 0xFF;
        return red > 128 ? 'R' : green > 128 ? 'G' : 'B';
    }

    /// The colours of the corners as they are seen: top left, top right, bottom left, bottom right.
    @ParameterizedTest
    @CsvSource({"1, RGBB", "2, GRBB", "3, BBGR", "4, BBRG", "5, RBGB", "6, BRBG", "7, BGBR", "8, GBRB"})
    void aPhotographIsShownAsItWasSeen(int orientation, String corners) throws Exception {
        for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            var file = Files.write(directory.resolve("photo.jpg"), photograph(orientation, order));
            var frame = new Frame();
            try (var source = new ImageSource(file)) {
                source.capture(frame);
            }
            boolean onItsSide = orientation >= 5;
            assertEquals(onItsSide ? HEIGHT : WIDTH, frame.width());
            assertEquals(onItsSide ? WIDTH : HEIGHT, frame.height());
            int right = frame.width() - 3;
            int bottom = frame.height() - 3;
            assertEquals(corners, "" + colour(frame, 2, 2) + colour(frame, right, 2)
                    + colour(frame, 2, bottom) + colour(frame, right, bottom));
        }
    }

    @Test
    void whatDoesNotSayIsUpright() throws Exception {
        assertEquals(1, ExifOrientation.of(new byte[0]));
        assertEquals(1, ExifOrientation.of("no picture".getBytes()));
        assertEquals(1, ExifOrientation.of(photograph(0, ByteOrder.BIG_ENDIAN)));
        assertEquals(1, ExifOrientation.of(photograph(9, ByteOrder.BIG_ENDIAN)));
        assertEquals(6, ExifOrientation.of(photograph(6, ByteOrder.BIG_ENDIAN)));
        var pixels = new int[] {1, 2};
        assertSame(pixels, ExifOrientation.turned(pixels, 2, 1, 1));
    }

    @Test
    void damageIsUprightOrAnythingElseThatIsAnOrientation() throws Exception {
        var random = new Random(5);
        var photograph = photograph(6, ByteOrder.LITTLE_ENDIAN);
        for (int round = 0; round < 20_000; round++) {
            var bytes = photograph.clone();
            // Where the segment lies, so that most rounds damage it.
            for (int i = random.nextInt(5); i >= 0; i--) {
                bytes[random.nextInt(70)] = (byte) random.nextInt();
            }
            var cut = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(80) : bytes.length);
            int orientation = ExifOrientation.of(cut);
            assertTrue(orientation >= 1 && orientation <= 8);
        }
    }
}
