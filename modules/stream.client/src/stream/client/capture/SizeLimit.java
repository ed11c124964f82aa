package stream.client.capture;

/// The largest picture to send. A larger one is made smaller in its own proportions, a smaller one
/// stays as it is.
public record SizeLimit(int width, int height) {
    /// The longest side that an encoder takes.
    private static final int MOST = 4096;
    /// The shortest side that an encoder takes.
    public static final int LEAST = 16;

    /// As large as the source is.
    public static final SizeLimit NONE = new SizeLimit(MOST, MOST);

    /// What is reckoned with before the size of the pictures is known.
    public static final SizeLimit USUAL = new SizeLimit(1280, 720);

    public SizeLimit {
        if (!isSize(width, height)) {
            throw new IllegalArgumentException("a size is between 16x16 and 4096x4096, not " + width + "x" + height);
        }
    }

    /// Whether pictures of this size can be sent.
    public static boolean isSize(int width, int height) {
        return width >= LEAST && width <= MOST && height >= LEAST && height <= MOST;
    }

    /// Reads `1280x720`.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when the text is no size
    public static SizeLimit parse(String text) {
        int x = text.indexOf('x');
        try {
            return new SizeLimit(Integer.parseInt(text, 0, Math.max(x, 0), 10), Integer.parseInt(text.substring(x + 1)));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("a size is written like 1280x720, not '" + text + "'");
        }
    }

    /// The size of what is sent for a source of this size: both sides even, since colour is sent at
    /// half the resolution.
    public SizeLimit fit(int sourceWidth, int sourceHeight) {
        double factor = Math.min(1, Math.min((double) width / sourceWidth, (double) height / sourceHeight));
        return new SizeLimit(even(sourceWidth * factor), even(sourceHeight * factor));
    }

    private static int even(double side) {
        return Math.clamp((int) Math.round(side) & ~1, LEAST, MOST);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
