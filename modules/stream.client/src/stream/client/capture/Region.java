package stream.client.capture;

import java.awt.Rectangle;
import java.util.regex.Pattern;

/// A part of a screen, in the screen's pixels, with `x` and `y` from its upper left corner.
public record Region(int width, int height, int x, int y) {
    /// No desktop is larger: X11 counts pixels in 16 bits.
    private static final int MOST = 32_767;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})x(\\d{1,5})\\+(\\d{1,5})\\+(\\d{1,5})");

    public Region {
        if (Math.min(width, height) < SizeLimit.LEAST || Math.max(width, height) > MOST
                || Math.min(x, y) < 0 || Math.max(x, y) > MOST) {
            throw new IllegalArgumentException(
                    "a region is at least 16x16 pixels and lies on the screen, not " + text(width, height, x, y));
        }
    }

    /// Reads `640x480+10+20`: width, height, x, y, as X11 writes it.
    ///
    /// @throws IllegalArgumentException with a sentence for a person when the text is no region
    public static Region parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a region is written like 640x480+10+20, not '" + text + "'");
        }
        return new Region(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)));
    }

    /// Where the region lies on a desktop on which the screen takes this place.
    ///
    /// @throws CaptureException when it lies outside the screen
    Rectangle on(Rectangle screen) throws CaptureException {
        var seen = new Rectangle(screen.x + x, screen.y + y, width, height).intersection(screen);
        if (Math.min(seen.width, seen.height) < SizeLimit.LEAST) {
            throw new CaptureException(
                    CaptureException.Kind.REGION, toString(), "The region " + this + " lies outside the screen.", null);
        }
        return seen;
    }

    @Override
    public String toString() {
        return text(width, height, x, y);
    }

    private static String text(int width, int height, int x, int y) {
        return width + "x" + height + "+" + x + "+" + y;
    }
}
