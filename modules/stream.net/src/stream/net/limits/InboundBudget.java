package stream.net.limits;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Bounds what is buffered of messages and bodies that are not whole yet, on all connections together.
///
/// Each connection has a [Holding] and reports how many bytes it buffers. When all of them would hold more
/// than the budget, the holding that has kept the most bytes for the longest time is let go, and the next,
/// until the rest fits. Whoever sends a message without stopping holds little for a short time, so an
/// ordinary request is never the one.
///
/// A reader may keep its empty buffer for the next message, as long as all kept buffers together stay
/// below a quarter of the budget.
///
/// **Threads.** Safe for all.
public final class InboundBudget {
    /// Of the budget that empty buffers may take.
    private static final int KEPT_SHARE = 4;
    /// So that size alone decides among those that have just begun.
    private static final long MIN_AGE_NANOS = 100_000_000;

    private final long bytes;
    private final LongSupplier nanos;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private final Set<Holding> holdings = ConcurrentHashMap.newKeySet();

    /// @param bytes of all holdings together
    /// @param nanos the time, as [System#nanoTime()] tells it
    public InboundBudget(long bytes, LongSupplier nanos) {
        this.bytes = bytes;
        this.nanos = nanos;
    }

    /// What one connection buffers.
    ///
    /// **Threads.** One at a time, but for [#isLetGo].
    public final class Holding implements AutoCloseable {
        private final Runnable letGo;
        private volatile long held;
        private volatile long sinceNanos;
        private volatile boolean isLetGo;
        private long kept;

        private Holding(Runnable letGo) {
            this.letGo = letGo;
        }

        /// Now buffers so many bytes of something that is not whole.
        ///
        /// @return false when this connection has to be let go: it must drop the buffer
        public boolean hold(long bytes) {
            keep(0);
            if (held == 0 && bytes > 0) {
                sinceNanos = nanos.getAsLong();
                holdings.add(this);
            }
            set(bytes);
            if (InboundBudget.this.held.get() > InboundBudget.this.bytes) {
                letGoTheWorst();
            }
            return !isLetGo;
        }

        /// What was buffered is whole.
        ///
        /// @param buffer bytes of the empty buffer
        /// @return whether the buffer may be kept for the next message
        public boolean whole(long buffer) {
            set(0);
            holdings.remove(this);
            return keep(buffer);
        }

        /// Whether the connection was let go to make room for others.
        public boolean isLetGo() {
            return isLetGo;
        }

        /// The connection has ended; its buffers are gone.
        @Override
        public void close() {
            whole(0);
        }

        private boolean keep(long buffer) {
            long change = buffer - kept;
            if (change > 0 && InboundBudget.this.kept.get() + change > InboundBudget.this.bytes / KEPT_SHARE) {
                return false;
            }
            InboundBudget.this.kept.addAndGet(change);
            kept = buffer;
            return true;
        }

        private synchronized void set(long now) {
            if (!isLetGo) {
                InboundBudget.this.held.addAndGet(now - held);
                held = now;
            }
        }

        private synchronized boolean giveUp() {
            if (isLetGo || held == 0) {
                return false;
            }
            InboundBudget.this.held.addAndGet(-held);
            held = 0;
            isLetGo = true;
            return true;
        }

        private double weight(long now) {
            return (double) held * (now - sinceNanos + MIN_AGE_NANOS);
        }
    }

    /// A holding of a new connection.
    ///
    /// @param letGo ends the connection soon, so that its buffer is dropped; called once at most, by
    ///     whichever connection needs the room, and must not wait
    public Holding open(Runnable letGo) {
        return new Holding(letGo);
    }

    /// Bytes of everything that is not whole.
    public long held() {
        return held.get();
    }

    private void letGoTheWorst() {
        while (held.get() > bytes) {
            long now = nanos.getAsLong();
            Optional<Holding> worst = holdings.stream().max(Comparator.comparingDouble(h -> h.weight(now)));
            if (worst.isEmpty()) {
                return;
            }
            holdings.remove(worst.get());
            if (worst.get().giveUp()) {
                worst.get().letGo.run();
            }
        }
    }
}
