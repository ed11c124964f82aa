package stream.server.chat;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Writes the lines of all rooms to the log, behind those who chat. A log that is away is tried
/// again; the rooms hold their lines meanwhile.
///
/// **Threads.** Any thread calls; one virtual thread of its own writes, and [#write] the calling one.
public final class ChatWriter implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ChatWriter.class.getName());
    private static final long RETRY_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final ChatLog log;
    private final LinkedHashSet<Room> waiting = new LinkedHashSet<>();
    /// A line and its removal are written one after the other.
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread thread;
    private boolean failing;
    private boolean closed;

    public ChatWriter(ChatLog log) {
        this.log = log;
        thread = Thread.ofVirtual().name("chat-writer").start(this::run);
    }

    /// The room has a line that is not saved, or has lost one that was; that is written soon.
    public synchronized void wrote(Room room) {
        waiting.add(room);
        notifyAll();
    }

    /// Saves what the room has, now.
    ///
    /// @throws IOException when the log is away; it is tried again by itself
    public void write(Room room) throws IOException {
        try {
            save(room);
        } catch (IOException e) {
            wrote(room);
            throw e;
        }
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
                trySave(room);
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

    private void trySave(Room room) {
        try {
            save(room);
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

    private void save(Room room) throws IOException {
        writing.lock();
        try {
            var lines = room.unsaved();
            // Of lines that are on their way to the log: so these come after them.
            var removals = room.unsavedRemovals();
            if (!lines.isEmpty()) {
                log.append(room.channel(), lines);
                room.saved(lines.getLast().id());
            }
            if (!removals.isEmpty()) {
                log.remove(room.channel(), removals);
                room.savedRemovals(removals);
            }
        } finally {
            writing.unlock();
        }
    }
}
