package stream.server.chat;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;

/// Writes the lines of all rooms to the log, behind those who chat. A log that is away is tried
/// again; the rooms hold their lines meanwhile.
///
/// **Threads.** [#wrote] from any thread; one virtual thread of its own writes.
public final class ChatWriter implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ChatWriter.class.getName());
    private static final long RETRY_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final ChatLog log;
    private final LinkedHashSet<Room> waiting = new LinkedHashSet<>();
    private final Thread thread;
    private boolean failing;
    private boolean closed;

    public ChatWriter(ChatLog log) {
        this.log = log;
        thread = Thread.ofVirtual().name("chat-writer").start(this::run);
    }

    /// The room has a line that is not saved, or has lost one that was.
    public synchronized void wrote(Room room) {
        waiting.add(room);
        notifyAll();
    }

    /// Saves what is left, trying once, and ends.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (var room = next(); room != null; room = next()) {
                save(room);
            }
        } catch (InterruptedException _) {
            // Nobody interrupts it but a stopping machine.
        }
    }

    private synchronized Room next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        if (failing && !closed) {
            wait(RETRY_MILLIS);
        }
        return waiting.isEmpty() ? null : waiting.removeFirst();
    }

    private void save(Room room) {
        var lines = room.unsaved();
        // Of lines that are on their way to the log: so these come after them.
        var removals = room.unsavedRemovals();
        try {
            if (!lines.isEmpty()) {
                log.append(room.channel(), lines);
                room.saved(lines.getLast().id());
            }
            if (!removals.isEmpty()) {
                log.remove(room.channel(), removals);
                room.savedRemovals(removals);
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                // The store has told why; a stack is for mistakes of our own.
                var mistake = e instanceof RuntimeException ? e : null;
                LOG.log(Level.WARNING, "chat of " + room.channel() + " cannot be kept for the moment", mistake);
            }
            failing = true;
            synchronized (this) {
                if (!closed) {
                    waiting.add(room);
                }
            }
        }
    }
}
