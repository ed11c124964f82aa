package stream.net.websocket;

import java.time.Duration;
import java.util.function.LongSupplier;
import stream.net.limits.InboundBudget;
import stream.net.limits.TokenBucket;

/// What one connection may send, judged while it comes in: bytes a second, the time that a message has to
/// become whole, and its share of the memory for messages that are not.
///
/// **Threads.** The reader's, but for [#isOverdue] and [#onLetGo], which any thread calls.
public final class Intake implements AutoCloseable {
    /// For a message to become whole. A line on which the largest frame of a usual stream takes longer
    /// cannot carry that stream.
    static final Duration WHOLE_TIME = Duration.ofSeconds(30);
    /// Seconds of the rate that may come at once.
    private static final int BURST_SECONDS = 2;

    private final LongSupplier nanos;
    private final InboundBudget.Holding holding;
    private final TokenBucket rate;
    /// When the message that is coming began, or 0.
    private volatile long begunNanos;
    private volatile Runnable letGo;

    /// @param letGo ends the connection to make room for others; must not wait
    public Intake(FrameReader.Limits limits, InboundBudget budget, LongSupplier nanos, Runnable letGo) {
        this.nanos = nanos;
        this.letGo = letGo;
        holding = budget.open(() -> this.letGo.run());
        rate = limits.bytesPerSecond() == 0 ? null
            : new TokenBucket(BURST_SECONDS * (double) limits.bytesPerSecond(), limits.bytesPerSecond(), nanos.getAsLong());
    }

    /// Somebody else ends the connection from now on.
    public void onLetGo(Runnable newLetGo) {
        letGo = newLetGo;
    }

    void arrived(int bytes) throws WebSocketException {
        if (rate != null && !rate.take(bytes, nanos.getAsLong())) {
            throw new WebSocketException(CloseCode.POLICY_VIOLATION, "too many bytes a second");
        }
    }

    void begun() {
        begunNanos = nanos.getAsLong() | 1;
    }

    /// @param buffer bytes set aside for the message that is coming
    void hold(int buffer) throws WebSocketException {
        if (!holding.hold(buffer)) {
            throw new WebSocketException(CloseCode.TRY_AGAIN_LATER, "the server has no room for this message");
        }
    }

    /// @return whether the empty buffer may be kept
    boolean whole(int buffer) {
        begunNanos = 0;
        return holding.whole(buffer);
    }

    /// Whether a message has taken longer than it may.
    public boolean isOverdue(long nowNanos) {
        long begun = begunNanos;
        return begun != 0 && nowNanos - begun >= WHOLE_TIME.toNanos();
    }

    /// The connection has ended.
    @Override
    public void close() {
        holding.close();
    }
}
