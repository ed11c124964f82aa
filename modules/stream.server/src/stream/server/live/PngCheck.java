package stream.server.live;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Whether bytes are a PNG that may be shown to others: a whole one (PNG, third edition, §5), small and
/// still, with nothing before, after or damaged.
final class PngCheck {
    static final int MAX_BYTES = 256 << 10;
    static final int MAX_SIDE = 640;
    private static final long SIGNATURE = 0x8950_4E47_0D0A_1A0AL;
    private static final int IHDR = 0x4948_4452;
    private static final int IDAT = 0x4944_4154;
    private static final int IEND = 0x4945_4E44;
    private static final int IHDR_BYTES = 13;
    /// Animation control (§11.3.7.1): a picture that moves could keep every visitor of the directory busy.
    private static final int ACTL = 0x6163_544C;
    /// Length, type and checksum around a chunk's data.
    private static final int CHUNK_FRAME_BYTES = 12;

    private PngCheck() {}

    /// Walks through the chunks: IHDR with sane sides, data, IEND, and the end.
    static boolean passes(ByteBuffer bytes) {
        var in = bytes.slice();
        if (in.remaining() > MAX_BYTES || in.remaining() < 8 || in.getLong() != SIGNATURE) {
            return false;
        }
        boolean first = true;
        boolean data = false;
        while (in.remaining() >= CHUNK_FRAME_BYTES) {
            int at = in.position();
            int length = in.getInt();
            int type = in.getInt();
            if (length < 0 || length > in.remaining() - 4 || !checksumHolds(in, at, length)) {
                return false;
            }
            if (first != (type == IHDR) || first && !isSane(in, length)) {
                return false;
            }
            if (type == ACTL) {
                return false;
            }
            first = false;
            data |= type == IDAT;
            in.position(at + CHUNK_FRAME_BYTES + length);
            if (type == IEND) {
                return data && length == 0 && !in.hasRemaining();
            }
        }
        return false;
    }

    private static boolean isSane(ByteBuffer in, int length) {
        if (length != IHDR_BYTES) {
            return false;
        }
        int width = in.getInt(in.position());
        int height = in.getInt(in.position() + 4);
        return width >= 1 && width <= MAX_SIDE && height >= 1 && height <= MAX_SIDE;
    }

    private static boolean checksumHolds(ByteBuffer in, int chunkAt, int length) {
        var crc = new CRC32();
        crc.update(in.slice(chunkAt + 4, 4 + length));
        return (int) crc.getValue() == in.getInt(chunkAt + 8 + length);
    }
}
