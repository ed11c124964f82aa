package stream.client.capture;

/// For how long a click is marked: as long as the button is pressed, and a moment more, since most
/// clicks are shorter than viewers can see.
final class ClickMark {
    static final long STAYS_NANOS = 300_000_000L;

    private boolean any;
    private long pressedNanos;

    /// @param pressed whether a button is pressed now
    /// @return whether the click is marked now
    boolean isShown(boolean pressed, long nowNanos) {
        if (pressed) {
            pressedNanos = nowNanos;
        }
        any = pressed || any && nowNanos - pressedNanos < STAYS_NANOS;
        return any;
    }
}
