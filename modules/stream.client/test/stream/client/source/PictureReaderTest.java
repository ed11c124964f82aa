package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stream.client.capture.Frame;

class PictureReaderTest {
    private static PictureReader reader(byte[]... parts) throws IOException {
        return PictureReader.of(new ByteArrayInputStream(joined(parts)));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] jpeg(int width, int height, int rgb) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        var bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "jpeg", bytes));
        return bytes.toByteArray();
    }

    /// A Y4M picture of one colour.
    private static byte[] y4m(int luma, int lumaBytes, int cb, int cr, int colourBytes) {
        var picture = new byte[lumaBytes + 2 * colourBytes];
        Arrays.fill(picture, 0, lumaBytes, (byte) luma);
        Arrays.fill(picture, lumaBytes, lumaBytes + colourBytes, (byte) cb);
        Arrays.fill(picture, lumaBytes + colourBytes, picture.length, (byte) cr);
        return joined(ascii("FRAME\n"), picture);
    }

    private static void assertColour(int rgb, Frame frame) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertEquals(rgb >> shift & 0xFF, frame.pixels()[frame.width() + 1] >> shift & 0xFF, 3);
        }
    }

    @Test
    void jpegPicturesAreToldApart() throws IOException {
        var red = jpeg(32, 24, 0xFF0000);
        var blue = jpeg(64, 48, 0x0000FF);
        var reader = reader(red, blue);
        assertInstanceOf(MjpegReader.class, reader);
        assertArrayEquals(red, reader.next());
        var second = reader.next();
        assertArrayEquals(blue, second);
        assertNull(reader.next());
        var frame = new Frame();
        reader.decode(second, frame);
        assertEquals(64, frame.width());
        assertColour(0x0000FF, frame);
    }

    @Test
    void linesBetweenPicturesArePassedOver() throws IOException {
        var picture = jpeg(32, 24, 0x123456);
        var lines = ascii("--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: 825\r\n\r\n");
        var reader = reader(lines, picture, ascii("\r\n"), lines, picture, ascii("\r\n"));
        assertArrayEquals(picture, reader.next());
        assertArrayEquals(picture, reader.next());
        assertNull(reader.next());
    }

    @Test
    void aThumbnailInsideAPictureIsNotItsEnd() throws IOException {
        var inner = jpeg(16, 16, 0xFFFFFF);
        var outer = jpeg(32, 24, 0x00FF00);
        int length = inner.length + 2;
        var segment = joined(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length}, inner);
        var picture = joined(Arrays.copyOf(outer, 2), segment, Arrays.copyOfRange(outer, 2, outer.length));
        assertArrayEquals(picture, reader(picture).next());
    }

    /// Many webcams leave the Huffman tables out, which are the same for all of them (T.81, annex K.3).
    @Test
    void picturesWithoutHuffmanTablesAreShown() throws IOException {
        var whole = jpeg(32, 24, 0x2080C0);
        var reader = reader(whole);
        var frame = new Frame();
        reader.decode(withoutSegments(whole, 0xC4), frame);
        assertColour(0x2080C0, frame);
    }

    private static byte[] withoutSegments(byte[] picture, int marker) {
        var left = new ByteArrayOutputStream();
        left.write(picture, 0, 2);
        int at = 2;
        while ((picture[at + 1] & 0xFF) != 0xDA) {
            int length = 2 + ((picture[at + 2] & 0xFF) << 8 | picture[at + 3] & 0xFF);
            if ((picture[at + 1] & 0xFF) != marker) {
                left.write(picture, at, length);
            }
            at += length;
        }
        left.write(picture, at, picture.length - at);
        return left.toByteArray();
    }

    @Test
    void aPictureThatIsCutOffIsNone() throws IOException {
        var picture = jpeg(32, 24, 0x123456);
        assertNull(reader(Arrays.copyOf(picture, picture.length - 1)).next());
        assertNull(reader(ascii("YUV4MPEG2 W16 H16\n"), ascii("FRAME\n"), new byte[383]).next());
        assertNull(reader(new byte[0]).next());
    }

    @ParameterizedTest
    @CsvSource({
        "C420jpeg, 192", "C420mpeg2, 192", "'', 192", "C422, 384", "C444, 768", "Cmono, 0"
    })
    void y4mOfEverySamplingIsRead(String colours, int colourBytes) throws IOException {
        var header = ascii(("YUV4MPEG2 W32 H24 F30:1 Ip A1:1 " + colours).strip() + "\n");
        // Red in BT.601: 81, 90, 240.
        var picture = y4m(81, 768, 90, 240, colourBytes);
        var reader = reader(header, picture, picture);
        assertInstanceOf(Y4mReader.class, reader);
        assertNotNull(reader.next());
        var frame = new Frame();
        ((Y4mReader) reader).decode(reader.next(), frame);
        assertEquals(32, frame.width());
        assertEquals(24, frame.height());
        assertColour(colourBytes == 0 ? 0x4C4C4C : 0xFF0000, frame);
        assertNull(reader.next());
    }

    @Test
    void oddSidesHaveRoomForTheirLastColour() throws IOException {
        var reader = reader(ascii("YUV4MPEG2 W17 H19\n"), y4m(235, 17 * 19, 128, 128, 9 * 10));
        var frame = new Frame();
        reader.decode(reader.next(), frame);
        assertEquals(0xFFFFFF, frame.pixels()[17 * 19 - 1] & 0xFFFFFF);
        assertNull(reader.next());
    }

    @Test
    void fullRangeIsHeeded() throws IOException {
        var reader = reader(ascii("YUV4MPEG2 W16 H16 C420jpeg XYSCSS=420JPEG XCOLORRANGE=FULL\n"), y4m(16, 256, 128, 128, 64));
        var frame = new Frame();
        reader.decode(reader.next(), frame);
        assertColour(0x101010, frame);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "YUV4MPEG2 W16 H16 C420p10\n", "YUV4MPEG2 W16\n", "YUV4MPEG2 Wx H16\n", "YUV4MPEG2 W8 H8\n",
        "YUV4MPEG2 W-16 H16\n", "YUV4MPEG2 W99999 H99999\n", "YUV4MPEG2 W65536 H65536\n", "YUV4MPEGX W16 H16\n"
    })
    void y4mThatCannotBeShownIsRefused(String header) {
        assertThrows(ImageFormatException.class, () -> reader(ascii(header)).next());
    }

    @Test
    void whatIsNeitherIsRefusedSoon() {
        assertThrows(ImageFormatException.class, () -> reader(new byte[5000]).next());
        assertThrows(ImageFormatException.class, () -> reader(("Y" + "x".repeat(5000)).getBytes()).next());
        assertThrows(ImageFormatException.class, () -> reader(ascii("YUV4MPEG2 W16 H16\nFRAMES\n")).next());
    }

    @Test
    void damagedStreamsGivePicturesOrAreRefused() throws IOException {
        var random = new Random(11);
        var streams = new ArrayList<byte[]>();
        streams.add(joined(jpeg(32, 24, 0x336699), ascii("\r\n--x\r\n\r\n"), jpeg(32, 24, 0x996633)));
        streams.add(joined(ascii("YUV4MPEG2 W16 H16 C422\n"), y4m(90, 256, 1, 2, 128), y4m(9, 256, 3, 4, 128)));
        for (var valid : streams) {
            for (int round = 0; round < 1500; round++) {
                var damaged = Arrays.copyOf(valid, valid.length - random.nextInt(9) * random.nextInt(2));
                for (int i = random.nextInt(8); i >= 0; i--) {
                    // Most of what is told stands at the beginning.
                    int at = random.nextBoolean() ? random.nextInt(damaged.length) : random.nextInt(40);
                    damaged[at] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
                }
                readAll(damaged);
            }
        }
    }

    private static void readAll(byte[] stream) throws IOException {
        try {
            var reader = reader(stream);
            var frame = new Frame();
            for (var picture = reader.next(); picture != null; picture = reader.next()) {
                // A header that claims many pixels takes time to decode, and nothing else.
                if (picture.length < 1_000_000) {
                    reader.decode(picture, frame);
                }
            }
        } catch (ImageFormatException _) {
            // The only exception that damage may cause.
        }
    }
}
