package stream.client.capture;

import java.util.Arrays;

/// The rows in which two pictures differ, from `top` (inclusive) to `bottom` (exclusive).
///
/// Rows are enough: what most often changes on a screen is a line being typed, or the pointer.
public record Damage(int top, int bottom) {
    public static final Damage NONE = new Damage(0, 0);

    public boolean isEmpty() {
        return top >= bottom;
    }

    /// Every row of a picture.
    public static Damage all(Frame frame) {
        return new Damage(0, frame.height());
    }

    /// What changed between two frames. Takes under a millisecond for a screen.
    public static Damage between(Frame before, Frame after) {
        if (!before.sameSizeAs(after)) {
            return all(after);
        }
        var old = before.pixels();
        var now = after.pixels();
        int first = Arrays.mismatch(old, now);
        if (first < 0) {
            return NONE;
        }
        int width = after.width();
        int top = first / width;
        int bottom = after.height();
        while (bottom - 1 > top && sameRow(old, now, bottom - 1, width)) {
            bottom--;
        }
        return new Damage(top, bottom);
    }

    private static boolean sameRow(int[] old, int[] now, int row, int width) {
        int from = row * width;
        return Arrays.equals(old, from, from + width, now, from, from + width);
    }

    /// What changed in two steps, one after the other.
    public Damage and(Damage other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        return new Damage(Math.min(top, other.top), Math.max(bottom, other.bottom));
    }
}
