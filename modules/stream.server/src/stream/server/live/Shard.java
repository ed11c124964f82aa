package stream.server.live;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A thread with a selector that serves some of the sockets: takes in what publishers send, sends viewers
/// what is new in their channels, reads what they say. The server has one per processor.
///
/// ```
/// publisher: ring.append → gallery.news → look() ─┐
/// anybody: execute(task) ────────────────────────┼─> wake → [ tasks, galleries, sockets, tick ] → sleep
/// sockets: readable, writable ────────────────────┘
/// ```
///
/// **Threads.** Any thread calls [#execute] and [#look]; tasks run on the shard's own platform thread
/// and must not block.
final class Shard implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Shard.class.getName());
    /// What members count time for takes ten seconds and more.
    private static final long TICK_MILLIS = 1000;
    /// A stopping shard looks more often whether everybody has gone.
    private static final long STOPPING_TICK_MILLIS = 10;
    /// A few pictures of a publisher in one read.
    private static final int INPUT_BYTES = 64 << 10;
    /// How long peers have to take the last close frame when the server stops.
    private static final long STOPPING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final TimeSource time;
    private final Traffic traffic;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Gallery> galleries = new ConcurrentLinkedQueue<>();
    /// Those whose turn it is.
    private final ArrayDeque<Gallery> round = new ArrayDeque<>();
    private final AtomicInteger load = new AtomicInteger();
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final TlsSocket.Buffers tlsBuffers = new TlsSocket.Buffers();
    private volatile boolean asleep;
    private volatile boolean stopping;
    private long stopByNanos;
    private long tickedNanos;

    Shard(String name, TimeSource time, Traffic traffic) throws IOException {
        this.time = time;
        this.traffic = traffic;
        selector = Selector.open();
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /// Where what is sent here is counted.
    Traffic traffic() {
        return traffic;
    }

    TimeSource time() {
        return time;
    }

    /// For the encrypted sockets that are here.
    TlsSocket.Buffers tlsBuffers() {
        return tlsBuffers;
    }

    /// How many sockets are here or on their way.
    AtomicInteger load() {
        return load;
    }

    /// Runs a task on the shard's thread, in the order of the calls.
    void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    /// The gallery has something new to send.
    void look(Gallery gallery) {
        galleries.add(gallery);
        wake();
    }

    SelectionKey register(SocketChannel socket, ShardMember member) throws IOException {
        return socket.register(selector, SelectionKey.OP_READ, member);
    }

    private void wake() {
        // The shard says that it sleeps before it looks at the queues a last time, and this comes
        // after the queues have it: one of the two notices.
        if (asleep) {
            selector.wakeup();
        }
    }

    private void run() {
        tickedNanos = time.nanos();
        try {
            while (!stopping || !isDone()) {
                runTasks();
                pumpGalleries();
                select();
                tick();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, thread.getName() + " cannot go on", e);
        } finally {
            dropAll();
        }
    }

    private void runTasks() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.log(Level.ERROR, thread.getName(), e);
            }
        }
    }

    /// Each gallery once: one that has news again by then waits until the sockets had their turn, or a
    /// machine that cannot follow would never again hear who takes more, or has gone.
    private void pumpGalleries() {
        for (var gallery = galleries.poll(); gallery != null; gallery = galleries.poll()) {
            round.add(gallery);
        }
        for (var gallery = round.poll(); gallery != null; gallery = round.poll()) {
            try {
                gallery.pump(time.nanos());
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.log(Level.ERROR, thread.getName(), e);
            }
        }
    }

    private void select() throws IOException {
        asleep = true;
        try {
            if (tasks.isEmpty() && galleries.isEmpty()) {
                selector.select(this::ready, stopping ? STOPPING_TICK_MILLIS : TICK_MILLIS);
            } else {
                selector.selectNow(this::ready);
            }
        } finally {
            asleep = false;
        }
    }

    private void ready(SelectionKey key) {
        var member = (ShardMember) key.attachment();
        try {
            member.ready(input);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(Level.ERROR, thread.getName(), e);
            member.drop();
        }
    }

    private void tick() {
        long now = time.nanos();
        if (now - tickedNanos < TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
            return;
        }
        tickedNanos = now;
        for (var key : selector.keys()) {
            if (key.isValid()) {
                ((ShardMember) key.attachment()).tick(now);
            }
        }
    }

    private boolean isDone() {
        return selector.keys().isEmpty() || time.nanos() - stopByNanos >= 0;
    }

    private void dropAll() {
        for (var key : selector.keys()) {
            ((ShardMember) key.attachment()).drop();
        }
        try {
            selector.close();
        } catch (IOException _) {
            // Nothing depends on it any more.
        }
    }

    /// Begins to end: when all have gone, whom their channels have let go, or a moment later.
    void stop() {
        execute(() -> {
            stopByNanos = time.nanos() + STOPPING_NANOS;
            stopping = true;
        });
    }

    /// Stops and waits for the end.
    @Override
    public void close() {
        stop();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
