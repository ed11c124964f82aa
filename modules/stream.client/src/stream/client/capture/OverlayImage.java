package stream.client.capture;

/// A small picture with transparency to be laid over a frame: the pointer, a text.
///
/// @param hotX what column of the picture points
/// @param hotY what row of the picture points
/// @param pixels `0xAARRGGBB`, owned by the record from here on
/// @param premultiplied whether the colours are multiplied by alpha already
public record OverlayImage(int width, int height, int hotX, int hotY, int[] pixels, boolean premultiplied) {

    /// Lays the picture over the frame so that it points at this pixel; what falls outside is cut off.
    public void draw(Frame frame, int x, int y) {
        int left = x - hotX;
        int top = y - hotY;
        int fromRow = Math.max(0, -top);
        int toRow = Math.min(height, frame.height() - top);
        int fromColumn = Math.max(0, -left);
        int toColumn = Math.min(width, frame.width() - left);
        for (int row = fromRow; row < toRow; row++) {
            int at = (top + row) * frame.width() + left;
            for (int column = fromColumn; column < toColumn; column++) {
                frame.pixels()[at + column] = over(pixels[row * width + column], frame.pixels()[at + column]);
            }
        }
    }

    private int over(int above, int below) {
        int alpha = above >>> 24;
        if (alpha == 0) {
            return below;
        }
        int own = premultiplied ? 255 : alpha;
        return mix(above, own, below, alpha, 16) | mix(above, own, below, alpha, 8) | mix(above, own, below, alpha, 0);
    }

    private static int mix(int above, int own, int below, int alpha, int shift) {
        int sum = (above >>> shift & 0xFF) * own + (below >>> shift & 0xFF) * (255 - alpha);
        return Math.min(255, (sum + 127) / 255) << shift;
    }
}
