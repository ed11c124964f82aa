package stream.codec.h264;

/// One component of a picture: samples 0 to 255 in rows, no padding but
/// behind the last row.
final class Plane {
    final int width;
    final int height;
    final byte[] samples;

    Plane(int width, int height) {
        this.width = width;
        this.height = height;
        samples = new byte[width * height + Kernels.MARGIN];
    }

    /// Copies a block from another plane of this size to the same place.
    void copyBlock(Plane from, int x, int y, int blockWidth, int blockHeight) {
        int at = y * width + x;
        for (int row = 0; row < blockHeight; row++, at += width) {
            for (int column = 0; column < blockWidth; column += Long.BYTES) {
                ByteViews.putLong(samples, at + column, ByteViews.getLong(from.samples, at + column));
            }
        }
    }
}
