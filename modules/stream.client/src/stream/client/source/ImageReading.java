package stream.client.source;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGImageReadParam;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import stream.client.capture.Frame;

/// Reads PNG, JPEG, GIF, BMP and whatever else ImageIO knows into a frame; what is transparent becomes
/// black. Says no to pictures of more pixels than allowed before it makes room for them.
///
/// **Threads.** One at a time. The memory of a picture is used again for one of the same size.
final class ImageReading {
    private final long mostPixels;
    private BufferedImage canvas;

    ImageReading(long mostPixels) {
        this.mostPixels = mostPixels;
    }

    /// @throws ImageFormatException when these bytes are no picture that can be read here
    void read(byte[] file, Frame frame) throws ImageFormatException {
        ImageReader reader = null;
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new ImageFormatException("this is no image of a kind that is known here", false, null);
            }
            reader = readers.next();
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > mostPixels) {
                throw new ImageFormatException("an image of " + width + "×" + height + " is too large", true, null);
            }
            draw(reader.read(0, parameters(reader)), frame);
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers answer some damage with an IndexOutOfBoundsException and the like.
            throw new ImageFormatException("the image is damaged, or of a kind that is not known here", false, e);
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    /// JPEG pictures of webcams often come without the Huffman tables, since all use the same ones
    /// (T.81, annex K.3); a picture's own come before these.
    private static ImageReadParam parameters(ImageReader reader) {
        var parameters = reader.getDefaultReadParam();
        if (parameters instanceof JPEGImageReadParam jpeg) {
            jpeg.setDecodeTables(
                    new JPEGQTable[] {JPEGQTable.K1Luminance, JPEGQTable.K2Chrominance},
                    new JPEGHuffmanTable[] {JPEGHuffmanTable.StdDCLuminance, JPEGHuffmanTable.StdDCChrominance},
                    new JPEGHuffmanTable[] {JPEGHuffmanTable.StdACLuminance, JPEGHuffmanTable.StdACChrominance});
        }
        return parameters;
    }

    private void draw(BufferedImage image, Frame frame) {
        if (canvas == null || canvas.getWidth() != image.getWidth() || canvas.getHeight() != image.getHeight()) {
            canvas = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        }
        var graphics = canvas.createGraphics();
        graphics.drawImage(image, 0, 0, Color.BLACK, null);
        graphics.dispose();
        var pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
        frame.resize(canvas.getWidth(), canvas.getHeight());
        System.arraycopy(pixels, 0, frame.pixels(), 0, pixels.length);
    }
}
