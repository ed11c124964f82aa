package stream.client.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// How a camera was held, by the tag *Orientation* of a JPEG picture (Exif 2.3, §4.6.4; TIFF 6.0, §8).
///
/// ```
/// FFD8  FFE1 length "Exif" 0 0  II 42 offset  count (tag type count value)…  …
/// SOI   APP1                    TIFF, IFD0
/// ```
///
/// The picture's first row is at the top (1, 2), bottom (3, 4), left (5, 8) or right (6, 7) of what was
/// seen, and its first column at the left (1, 4), right (2, 3), top (5, 6) or bottom (7, 8).
final class ExifOrientation {
    static final int UPRIGHT = 1;
    private static final int MOST = 8;
    /// From here on rows are columns.
    private static final int FIRST_ON_ITS_SIDE = 5;
    private static final int SOI = 0xFFD8;
    private static final int APP1 = 0xFFE1;
    /// All markers of segments before the picture's data, which begins with SOS, are from here to `FFEF`, or COM.
    private static final int FIRST_SEGMENT = 0xFFC0;
    private static final int SOS = 0xFFDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG_ENDIAN = 0x4D4D;
    private static final int TIFF = 42;
    private static final int ENTRY_BYTES = 12;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    /// No picture has more segments before its data, nor more tags in the first list.
    private static final int MOST_STEPS = 256;

    private ExifOrientation() {}

    /// @return 1 to 8; 1, which is upright, also for a picture that does not say or is damaged
    static int of(byte[] file) {
        var bytes = ByteBuffer.wrap(file);
        if (bytes.remaining() < 2 || unsigned(bytes, 0) != SOI) {
            return UPRIGHT;
        }
        int at = 2;
        for (int step = 0; step < MOST_STEPS && at + 4 <= file.length; step++) {
            int marker = unsigned(bytes, at);
            int length = unsigned(bytes, at + 2);
            if (marker < FIRST_SEGMENT || marker == SOS || length < 2 || at + 2 + length > file.length) {
                return UPRIGHT;
            }
            if (marker == APP1 && isExif(bytes, at + 4, length - 2)) {
                int tiff = at + 4 + EXIF.length;
                return inTiff(bytes.slice(tiff, at + 2 + length - tiff));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static boolean isExif(ByteBuffer bytes, int at, int length) {
        return length >= EXIF.length && bytes.slice(at, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    private static int inTiff(ByteBuffer tiff) {
        if (tiff.remaining() < 8) {
            return UPRIGHT;
        }
        int order = unsigned(tiff, 0);
        if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
            return UPRIGHT;
        }
        tiff.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long list = Integer.toUnsignedLong(tiff.getInt(4));
        if (unsigned(tiff, 2) != TIFF || list + 2 > tiff.limit()) {
            return UPRIGHT;
        }
        int entries = Math.min(unsigned(tiff, (int) list), MOST_STEPS);
        int at = (int) list + 2;
        for (int i = 0; i < entries && at + ENTRY_BYTES <= tiff.limit(); i++, at += ENTRY_BYTES) {
            if (unsigned(tiff, at) == TAG && unsigned(tiff, at + 2) == SHORT && tiff.getInt(at + 4) == 1) {
                int orientation = unsigned(tiff, at + 8);
                return orientation >= UPRIGHT && orientation <= MOST ? orientation : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    /// Whether width and height change places.
    static boolean isOnItsSide(int orientation) {
        return orientation >= FIRST_ON_ITS_SIDE;
    }

    /// The pixels of a picture as they were seen.
    ///
    /// @param width of the picture as it is stored
    static int[] turned(int[] pixels, int width, int height, int orientation) {
        if (orientation == UPRIGHT) {
            return pixels;
        }
        var seen = new int[pixels.length];
        int seenWidth = isOnItsSide(orientation) ? height : width;
        for (int row = 0, from = 0; row < height; row++) {
            for (int column = 0; column < width; column++, from++) {
                int x = switch (orientation) {
                    case 2, 3 -> width - 1 - column;
                    case 5, 8 -> row;
                    case 6, 7 -> height - 1 - row;
                    default -> column;
                };
                int y = switch (orientation) {
                    case 3, 4 -> height - 1 - row;
                    case 5, 6 -> column;
                    case 7, 8 -> width - 1 - column;
                    default -> row;
                };
                seen[y * seenWidth + x] = pixels[from];
            }
        }
        return seen;
    }
}
