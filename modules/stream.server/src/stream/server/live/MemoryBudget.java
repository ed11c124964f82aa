package stream.server.live;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that all of a kind may hold together, so that they share what there is instead of taking the
/// machine down: the rings of all channels, or what viewers hold who have begun a packet and take no more.
///
/// **Threads.** Any thread.
final class MemoryBudget {
    private final long bytes;
    private final AtomicLong free;

    MemoryBudget(long bytes) {
        this.bytes = bytes;
        free = new AtomicLong(bytes);
    }

    /// Takes the bytes if there are as many.
    boolean take(long bytes) {
        long left = free.get();
        while (left >= bytes) {
            if (free.compareAndSet(left, left - bytes)) {
                return true;
            }
            left = free.get();
        }
        return false;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }

    long used() {
        return bytes - free.get();
    }

    long free() {
        return free.get();
    }
}
