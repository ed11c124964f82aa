package stream.client.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import stream.client.capture.Frame;

/// Finds JPEG pictures that follow each other (ITU-T T.81, annex B), bare or with a few lines before
/// each, as in `multipart/x-mixed-replace`.
///
/// ```
/// FFD8  FFxx length …  FFxx length …  FFDA length … entropy-coded data …  FFD9
/// SOI   segments                      SOS           FF00 and FFD0–7 inside EOI
/// ```
final class MjpegReader implements PictureReader {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int TEM = 0x01;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    /// A photograph of the largest size in the finest quality stays below.
    private static final int MOST_BYTES = 32 << 20;
    /// More than any lines before a picture; what is longer is no MJPEG.
    private static final int MOST_BETWEEN = 4096;

    private final InputStream in;
    private final ImageReading images = new ImageReading(MOST_PIXELS);
    /// Every byte is looked at: the streams of `java.io` take a lock for each, which costs many times
    /// as much as the look.
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] picture = new byte[1 << 16];
    private int length;

    MjpegReader(InputStream in) {
        this.in = in;
    }

    @Override
    public byte[] next() throws IOException {
        if (!findStart()) {
            return null;
        }
        length = 0;
        keep(0xFF);
        keep(SOI);
        try {
            int marker = marker(read());
            while (marker != EOI) {
                if (marker != TEM && (marker < RST0 || marker > RST7)) {
                    segment();
                }
                marker = marker == SOS ? entropyCoded() : marker(read());
            }
        } catch (EOFException _) {
            // Cut off with the program: what is left is no picture.
            return null;
        }
        return Arrays.copyOf(picture, length);
    }

    /// Passes over what is before the next SOI.
    ///
    /// @return false at the end of the stream
    private boolean findStart() throws IOException {
        int last = 0;
        for (int passed = 0; passed < MOST_BETWEEN; passed++) {
            int next = nextByte();
            if (next < 0) {
                return false;
            }
            if (last == 0xFF && next == SOI) {
                return true;
            }
            last = next;
        }
        throw new ImageFormatException("neither MJPEG nor Y4M", false, null);
    }

    /// The marker that begins with this byte; FF may be repeated before it (B.1.1.2).
    private int marker(int first) throws IOException {
        int marker = first;
        if (marker != 0xFF) {
            throw new ImageFormatException("a JPEG picture without order", false, null);
        }
        while (marker == 0xFF) {
            marker = read();
        }
        return marker;
    }

    private void segment() throws IOException {
        int bytes = read() << 8 | read();
        for (int left = bytes - 2; left > 0; left--) {
            read();
        }
    }

    /// Reads up to the marker after the data: FF00 is a byte of it, FFD0–7 restart it.
    private int entropyCoded() throws IOException {
        while (true) {
            if (read() == 0xFF) {
                int marker = marker(0xFF);
                if (marker != 0 && (marker < RST0 || marker > RST7)) {
                    return marker;
                }
            }
        }
    }

    /// The next byte, kept as one of the picture.
    private int read() throws IOException {
        int next = nextByte();
        if (next < 0) {
            throw new EOFException();
        }
        if (length >= MOST_BYTES) {
            throw new ImageFormatException("a JPEG picture of more than " + (MOST_BYTES >> 20) + " MB", true, null);
        }
        keep(next);
        return next;
    }

    private void keep(int next) {
        if (length == picture.length) {
            picture = Arrays.copyOf(picture, 2 * length);
        }
        picture[length++] = (byte) next;
    }

    /// @return -1 at the end of the stream
    private int nextByte() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
            if (end == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    @Override
    public void decode(byte[] picture, Frame frame) throws ImageFormatException {
        images.read(picture, frame);
    }
}
