package stream.pictures;

/// A profile picture, made anew from what somebody sent.
///
/// @param large a PNG of [#LARGE_SIDE] pixels a side
/// @param small a PNG of [#SMALL_SIDE] pixels a side
public record ProfilePicture(byte[] large, byte[] small) {
    public static final int LARGE_SIDE = 256;
    /// For lists, where many are seen at once.
    public static final int SMALL_SIDE = 64;
    /// What may be sent: a PNG of 256 pixels a side has 260 KiB at most, and a larger photograph fits.
    public static final int MAX_BYTES = 1 << 20;

    /// Takes the middle square of a PNG.
    ///
    /// @throws PictureException when it is none that can be read
    public static ProfilePicture of(byte[] png) throws PictureException {
        var large = new SquareScaler(LARGE_SIDE);
        PngReader.read(png, large);
        var pixels = large.result();
        var small = new SquareScaler(SMALL_SIDE);
        small.begin(LARGE_SIDE, LARGE_SIDE);
        var row = new int[LARGE_SIDE];
        for (int y = 0; y < LARGE_SIDE; y++) {
            System.arraycopy(pixels, y * LARGE_SIDE, row, 0, LARGE_SIDE);
            small.row(row);
        }
        return new ProfilePicture(
                PngWriter.write(pixels, LARGE_SIDE), PngWriter.write(small.result(), SMALL_SIDE));
    }
}
