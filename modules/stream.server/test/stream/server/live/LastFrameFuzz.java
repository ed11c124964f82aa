package stream.server.live;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// Fuzz target: the picture of a stream, which goes to visitors as it came. What passes must be small and
/// still for another reader of PNG too.
public final class LastFrameFuzz {
    private LastFrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var png = Pngs.repaired(input);
        if (!PngCheck.passes(ByteBuffer.wrap(png))) {
            return;
        }
        var reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in);
            judge(reader);
        } catch (IOException | IllegalArgumentException _) {
            // No picture to that reader; browsers show none either.
        } finally {
            reader.dispose();
        }
    }

    private static void judge(ImageReader reader) throws IOException {
        if (reader.getNumImages(true) != 1 || reader.getWidth(0) > PngCheck.MAX_SIDE
                || reader.getHeight(0) > PngCheck.MAX_SIDE) {
            throw new IllegalStateException(reader.getWidth(0) + " × " + reader.getHeight(0));
        }
    }

    public static List<byte[]> seeds() {
        try {
            return List.of(
                Pngs.png(2, 2, 8, 2, 0, Pngs.bytes(0, 1, 2, 3, 4, 5, 6, 1, 1, 2, 3, 4, 5, 6)),
                Pngs.png(3, 1, 8, 3, 0, Pngs.bytes(2, 0, 1, 1), Pngs.chunk("PLTE", Pngs.bytes(1, 2, 3, 4, 5, 6))),
                Pngs.png(1, 1, 8, 0, 0, Pngs.bytes(0, 1), Pngs.chunk("acTL", new byte[8])));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
