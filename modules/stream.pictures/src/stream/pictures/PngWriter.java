package stream.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes a square as a PNG: RGB when nothing of it is transparent, else RGBA; with the Paeth filter,
/// which suits what is photographed or scaled.
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte PAETH = 4;

    private PngWriter() {}

    static byte[] write(int[] argb, int side) {
        boolean opaque = true;
        for (int pixel : argb) {
            opaque &= pixel >>> 24 == 0xFF;
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        byte kind = (byte) (opaque ? 2 : 6);
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 8).put(kind).array(), 13);
        var lines = filtered(argb, side, opaque ? 3 : 4);
        var packed = new byte[lines.length + lines.length / 100 + 64];
        chunk(out, "IDAT", packed, deflate(lines, packed));
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    private static byte[] filtered(int[] argb, int side, int samples) {
        int length = side * samples;
        var above = new byte[length];
        var line = new byte[length];
        var out = ByteBuffer.allocate(side * (1 + length));
        for (int y = 0; y < side; y++) {
            for (int x = 0, i = 0; x < side; x++) {
                int pixel = argb[y * side + x];
                line[i++] = (byte) (pixel >> 16);
                line[i++] = (byte) (pixel >> 8);
                line[i++] = (byte) pixel;
                if (samples == 4) {
                    line[i++] = (byte) (pixel >>> 24);
                }
            }
            out.put(PAETH);
            for (int i = 0; i < length; i++) {
                int left = i < samples ? 0 : line[i - samples] & 0xFF;
                int corner = i < samples ? 0 : above[i - samples] & 0xFF;
                out.put((byte) (line[i] - PngReader.paeth(left, above[i] & 0xFF, corner)));
            }
            var swap = above;
            above = line;
            line = swap;
        }
        return out.array();
    }

    /// @param packed has room for bytes that cannot be made fewer
    /// @return how many it holds
    private static int deflate(byte[] bytes, byte[] packed) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            return deflater.deflate(packed);
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        var chunk = ByteBuffer.allocate(12 + length)
                .putInt(length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data, 0, length);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + length);
        out.writeBytes(chunk.putInt((int) crc.getValue()).array());
    }
}
