package stream.pictures;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/// Reads a PNG row by row: eight bits a sample, not interlaced, any colour type. Its sides are judged
/// before anything is inflated, and no more is inflated than they call for, so that a small file cannot
/// grow into a large one.
final class PngReader {
    /// As large as a picture that is shown small has a reason to be.
    static final int LONGEST_SIDE = 2048;
    private static final long SIGNATURE = 0x8950_4E47_0D0A_1A0AL;
    private static final int IHDR = 0x4948_4452;
    private static final int PLTE = 0x504C_5445;
    private static final int TRNS = 0x7452_4E53;
    private static final int IDAT = 0x4944_4154;
    private static final int IEND = 0x4945_4E44;
    private static final int IHDR_BYTES = 13;
    private static final int MOST_COLOURS = 256;

    /// Takes the rows from top to bottom.
    interface Rows {
        /// Before the first row.
        void begin(int width, int height);

        /// @param argb not premultiplied; used again for the next row
        void row(int[] argb);
    }

    /// The colour types of §6.1 and the samples of a pixel.
    private enum Kind {
        GREY(1), RGB(3), PALETTE(1), GREY_ALPHA(2), RGBA(4);

        final int samples;

        Kind(int samples) {
            this.samples = samples;
        }
    }

    private record Header(int width, int height, Kind kind) {}

    private final Header header;
    private final int[] palette = new int[MOST_COLOURS];
    private final List<InputStream> data = new ArrayList<>();

    private PngReader(ByteBuffer png) throws PictureException {
        if (png.remaining() < 8 || png.getLong() != SIGNATURE) {
            throw new PictureException("This is no PNG picture.");
        }
        var first = chunk(png);
        if (first.type != IHDR) {
            throw damaged();
        }
        header = header(first.data);
        for (var chunk = chunk(png); chunk.type != IEND; chunk = chunk(png)) {
            take(chunk);
        }
        if (data.isEmpty() || png.hasRemaining()) {
            throw damaged();
        }
    }

    /// Reads a whole picture.
    ///
    /// @throws PictureException when it is damaged, too large, or of a kind that this does not read
    static void read(byte[] png, Rows rows) throws PictureException {
        new PngReader(ByteBuffer.wrap(png)).decode(rows);
    }

    private record Chunk(int type, ByteBuffer data) {}

    private static Chunk chunk(ByteBuffer png) throws PictureException {
        if (png.remaining() < 12) {
            throw damaged();
        }
        int length = png.getInt();
        if (length < 0 || length > png.remaining() - 8) {
            throw damaged();
        }
        var crc = new CRC32();
        crc.update(png.slice(png.position(), 4 + length));
        int type = png.getInt();
        var data = png.slice(png.position(), length);
        png.position(png.position() + length);
        if (png.getInt() != (int) crc.getValue()) {
            throw damaged();
        }
        return new Chunk(type, data);
    }

    private static Header header(ByteBuffer data) throws PictureException {
        if (data.remaining() != IHDR_BYTES) {
            throw damaged();
        }
        int width = data.getInt();
        int height = data.getInt();
        if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw new PictureException("A picture can have " + LONGEST_SIDE + " pixels a side.");
        }
        int depth = data.get();
        var kind = switch (data.get()) {
            case 0 -> Kind.GREY;
            case 2 -> Kind.RGB;
            case 3 -> Kind.PALETTE;
            case 4 -> Kind.GREY_ALPHA;
            case 6 -> Kind.RGBA;
            default -> throw damaged();
        };
        int compression = data.get();
        int filter = data.get();
        if (depth != 8 || compression != 0 || filter != 0 || data.get() != 0) {
            throw new PictureException("This kind of PNG is not understood: use 8 bits, and no interlacing.");
        }
        return new Header(width, height, kind);
    }

    private void take(Chunk chunk) throws PictureException {
        var bytes = chunk.data;
        switch (chunk.type) {
            case IDAT -> data.add(new ByteArrayInputStream(
                    bytes.array(), bytes.arrayOffset(), bytes.remaining()));
            case PLTE -> {
                if (bytes.remaining() % 3 != 0 || bytes.remaining() > 3 * MOST_COLOURS) {
                    throw damaged();
                }
                for (int i = 0; bytes.hasRemaining(); i++) {
                    palette[i] = argb(0xFF, bytes.get(), bytes.get(), bytes.get());
                }
            }
            case TRNS -> {
                // The one transparent colour of other kinds is drawn as it is.
                for (int i = 0; header.kind == Kind.PALETTE && bytes.hasRemaining() && i < MOST_COLOURS; i++) {
                    palette[i] = palette[i] & 0xFFFFFF | bytes.get() << 24;
                }
            }
            default -> {
                // What does not change the pixels, or not much.
            }
        }
    }

    private void decode(Rows rows) throws PictureException {
        int samples = header.kind.samples;
        var line = new byte[header.width * samples];
        var above = new byte[line.length];
        var argb = new int[header.width];
        rows.begin(header.width, header.height);
        try (var in = new InflaterInputStream(new SequenceInputStream(Collections.enumeration(data)))) {
            for (int y = 0; y < header.height; y++) {
                int filter = in.read();
                if (in.readNBytes(line, 0, line.length) < line.length) {
                    throw damaged();
                }
                unfilter(filter, line, above, samples);
                colour(line, argb);
                rows.row(argb);
                var swap = above;
                above = line;
                line = swap;
            }
        } catch (PictureException e) {
            throw e;
        } catch (IOException _) {
            throw damaged(); // nothing here reads from anywhere but memory
        }
    }

    /// §9.2.
    private static void unfilter(int filter, byte[] line, byte[] above, int samples) throws PictureException {
        for (int i = 0; i < line.length; i++) {
            int left = i < samples ? 0 : line[i - samples] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = i < samples ? 0 : above[i - samples] & 0xFF;
            line[i] += (byte) switch (filter) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                case 4 -> paeth(left, up, corner);
                default -> throw damaged();
            };
        }
    }

    /// §9.4: whichever of the three is nearest to left + up − corner.
    static int paeth(int left, int up, int corner) {
        int byLeft = Math.abs(up - corner);
        int byUp = Math.abs(left - corner);
        int byCorner = Math.abs(left + up - 2 * corner);
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }

    private void colour(byte[] line, int[] argb) {
        for (int x = 0, i = 0; x < argb.length; x++, i += header.kind.samples) {
            argb[x] = switch (header.kind) {
                case GREY -> argb(0xFF, line[i], line[i], line[i]);
                case GREY_ALPHA -> argb(line[i + 1], line[i], line[i], line[i]);
                case PALETTE -> palette[line[i] & 0xFF];
                case RGB -> argb(0xFF, line[i], line[i + 1], line[i + 2]);
                case RGBA -> argb(line[i + 3], line[i], line[i + 1], line[i + 2]);
            };
        }
    }

    private static int argb(int alpha, byte red, byte green, byte blue) {
        return alpha << 24 | (red & 0xFF) << 16 | (green & 0xFF) << 8 | blue & 0xFF;
    }

    private static PictureException damaged() {
        return new PictureException("The picture is damaged.");
    }
}
