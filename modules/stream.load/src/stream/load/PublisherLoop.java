package stream.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Paces all publishers from one thread, their frames spread evenly over the frame interval.
///
/// **Threads.** [#run] on a thread of its own; [#stop] from any.
final class PublisherLoop implements Runnable {
    /// Reading what the server says to publishers is never urgent.
    private static final long READ_EVERY_NANOS = 5_000_000;

    private final List<LoadPublisher> publishers;
    private final long tickNanos;
    private final Selector selector;
    private volatile boolean stopped;

    PublisherLoop(List<LoadPublisher> publishers, int framesPerSecond) throws IOException {
        this.publishers = publishers;
        this.tickNanos = 1_000_000_000L / framesPerSecond / publishers.size();
        this.selector = Selector.open();
        for (var publisher : publishers) {
            publisher.connection().channel().configureBlocking(false);
            publisher.connection().channel().register(selector, SelectionKey.OP_READ, publisher);
        }
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        var buffer = ByteBuffer.allocateDirect(64 * 1024);
        long due = System.nanoTime();
        long readDue = due;
        try (selector) {
            for (int next = 0; !stopped; next = (next + 1) % publishers.size()) {
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                publishers.get(next).tick();
                due += tickNanos;
                if (System.nanoTime() - readDue > 0) {
                    selector.selectNow(key -> ((LoadPublisher) key.attachment()).read(buffer));
                    readDue = System.nanoTime() + READ_EVERY_NANOS;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the publishers' selector failed", e);
        }
    }
}
