package stream.client.capture;

import java.util.Locale;

/// What viewers see of the mouse pointer.
public enum PointerStyle {
    /// The pointer as it looks on the screen.
    SHOWN,
    /// Nothing of it.
    HIDDEN,
    /// The pointer, with a ring around it while a button is pressed, and a moment longer. Only X11 tells
    /// programs of buttons that were pressed over windows of others; elsewhere it is [#SHOWN].
    CLICKS;

    /// As options and settings write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when it is none of these
    public static PointerStyle parse(String word) {
        for (var style : values()) {
            if (style.word().equals(word)) {
                return style;
            }
        }
        throw new IllegalArgumentException("a pointer is shown, hidden or clicks, not '" + word + "'");
    }
}
