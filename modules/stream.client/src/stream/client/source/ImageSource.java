package stream.client.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stream.client.capture.AreaScaler;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureException.Kind;
import stream.client.capture.CaptureSource;
import stream.client.capture.Frame;
import stream.client.capture.SizeLimit;

/// Shows a picture from a file, which is read once; a photograph as it was seen, however the camera was held.
final class ImageSource implements CaptureSource {
    /// Larger than any camera's picture, and soon read.
    private static final long MOST_BYTES = 64L << 20;
    /// What cameras take today, at 4 bytes a pixel while it is read.
    private static final long MOST_PIXELS = 64_000_000;

    private final SizeLimit size;
    private final int[] pixels;

    /// @throws CaptureException when the file cannot be read, or holds no picture of a kind known here
    ImageSource(Path file) throws CaptureException {
        var name = file.toString();
        var read = new Frame();
        int orientation;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CaptureException(Kind.IMAGE_SIZE, name, "The image " + name + " is too large.", null);
            }
            var bytes = Files.readAllBytes(file);
            new ImageReading(MOST_PIXELS).read(bytes, read);
            orientation = ExifOrientation.of(bytes);
        } catch (ImageFormatException e) {
            var kind = e.isOfSize() ? Kind.IMAGE_SIZE : Kind.IMAGE_UNKNOWN;
            throw new CaptureException(kind, name, name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CaptureException(Kind.IMAGE_UNREADABLE, name, "The image " + name + " cannot be read.", e);
        }
        if (Math.min(read.width(), read.height()) < SizeLimit.LEAST) {
            throw new CaptureException(Kind.IMAGE_SIZE, name, "The image " + name + " is too small to be sent.", null);
        }
        var stored = SizeLimit.NONE.fit(read.width(), read.height());
        var scaled = new int[stored.width() * stored.height()];
        new AreaScaler(read.width(), read.height(), stored.width(), stored.height()).scale(read.pixels(), scaled);
        pixels = ExifOrientation.turned(scaled, stored.width(), stored.height(), orientation);
        size = ExifOrientation.isOnItsSide(orientation) ? new SizeLimit(stored.height(), stored.width()) : stored;
    }

    @Override
    public String name() {
        return "image";
    }

    @Override
    public void capture(Frame frame) {
        frame.resize(size.width(), size.height());
        System.arraycopy(pixels, 0, frame.pixels(), 0, pixels.length);
    }

    @Override
    public boolean mayHaveChanged() {
        return false;
    }

    @Override
    public void close() {
        // The file was closed when it had been read.
    }
}
