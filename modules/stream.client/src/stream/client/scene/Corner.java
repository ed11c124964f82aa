package stream.client.scene;

import java.util.Locale;

/// A corner of the picture.
public enum Corner {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_LEFT,
    BOTTOM_RIGHT;

    /// The distance to the edges is this part of the picture's height.
    private static final int HEIGHTS_TO_MARGIN = 45;

    /// As options and settings write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException when there is no such corner
    static Corner parse(String word) {
        for (var corner : values()) {
            if (corner.word().equals(word)) {
                return corner;
            }
        }
        throw new IllegalArgumentException(
                "a corner is top-left, top-right, bottom-left or bottom-right, not '" + word + "'");
    }

    static int margin(int pictureHeight) {
        return pictureHeight / HEIGHTS_TO_MARGIN;
    }

    /// The column where something of this width begins, in a picture of this size.
    int x(int width, int pictureWidth, int pictureHeight) {
        int margin = margin(pictureHeight);
        return this == TOP_LEFT || this == BOTTOM_LEFT
                ? Math.min(margin, pictureWidth - width)
                : Math.max(0, pictureWidth - width - margin);
    }

    /// The row where something of this height begins.
    int y(int height, int pictureHeight) {
        int margin = margin(pictureHeight);
        return this == TOP_LEFT || this == TOP_RIGHT
                ? Math.min(margin, pictureHeight - height)
                : Math.max(0, pictureHeight - height - margin);
    }
}
