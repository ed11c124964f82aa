package stream.client.capture;

/// Says when the next picture is due: at an even rate, and never two at once to make up for lost time.
public final class Pacer {
    private final long periodNanos;
    private long due;

    /// @param startNanos when the first picture is due, by a clock that never goes back
    public Pacer(int perSecond, long startNanos) {
        this.periodNanos = 1_000_000_000L / perSecond;
        this.due = startNanos;
    }

    /// How long to wait for the next picture; 0 when it is due.
    public long waitNanos(long nowNanos) {
        return Math.max(0, due - nowNanos);
    }

    /// A picture is being taken. The next one is due on the same grid, the first point after now.
    public void taken(long nowNanos) {
        due += periodNanos;
        if (due <= nowNanos) {
            due += (nowNanos - due) / periodNanos * periodNanos + periodNanos;
        }
    }
}
