package stream.client.capture;

/// A captured picture whose array is used again for the next one: `0xAARRGGBB`, alpha without
/// meaning, row after row without gaps.
///
/// A screen of 1920×1080 fills 8 MB, so that a new array for every capture would mean 250 MB of
/// garbage a second.
///
/// **Threads.** One at a time.
public final class Frame {
    private int width;
    private int height;
    private int[] pixels = {};

    /// Makes room for a picture of this size. The pixels hold anything after the size has changed.
    public void resize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a frame of " + width + "×" + height);
        }
        this.width = width;
        this.height = height;
        if (pixels.length != width * height) {
            pixels = new int[width * height];
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// The pixels themselves, exactly `width × height` of them; shared, not a copy.
    public int[] pixels() {
        return pixels;
    }

    public boolean sameSizeAs(Frame other) {
        return width == other.width && height == other.height;
    }
}
