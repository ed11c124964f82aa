package stream.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads for all viewers from one thread.
///
/// **Threads.** [#run] on a thread of its own, which alone writes `bytes`; the other methods from any.
final class ViewerLoop implements Runnable {
    /// Several packets at once when one is behind, and still in the cache of a small core.
    private static final int READ_BYTES = 256 * 1024;
    /// Slow viewers read a little, often, as a slow line does.
    private static final int SLOW_READ_BYTES = 8 * 1024;
    private static final long SELECT_MILLIS = 10;

    private final List<LoadViewer> viewers;
    private final long slowNanosPerByte;
    private final Selector selector;
    /// Of all viewers together, since the start.
    private volatile long bytes;
    private volatile boolean measuring;
    private volatile boolean stopped;

    ViewerLoop(List<LoadViewer> viewers, int slowKbps) throws IOException {
        this.viewers = viewers;
        this.slowNanosPerByte = 8_000_000L / slowKbps;
        this.selector = Selector.open();
        for (var viewer : viewers) {
            viewer.connection().channel().configureBlocking(false);
            int interest = viewer.pace() == LoadViewer.Pace.STALLED ? 0 : SelectionKey.OP_READ;
            viewer.connection().channel().register(selector, interest, viewer);
        }
    }

    void measure(boolean on) {
        measuring = on;
    }

    /// How many bytes have come so far.
    long bytes() {
        return bytes;
    }

    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        var buffer = ByteBuffer.allocateDirect(READ_BYTES);
        boolean marked = false;
        boolean anySlow = viewers.stream().anyMatch(LoadViewer::isThrottled);
        try (selector) {
            while (!stopped) {
                if (marked != measuring) {
                    marked = measuring;
                    for (var viewer : viewers) {
                        viewer.measure(marked);
                    }
                }
                selector.select(key -> read(key, buffer), SELECT_MILLIS);
                if (anySlow) {
                    wakeSlow(buffer);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the viewers' selector failed", e);
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        var viewer = (LoadViewer) key.attachment();
        boolean slow = viewer.isThrottled();
        int read = viewer.read(slow ? buffer.clear().limit(SLOW_READ_BYTES) : buffer.clear());
        bytes += Math.max(read, 0);
        if (slow && read > 0) {
            key.interestOps(0);
            viewer.readableAtNanos(System.nanoTime() + read * slowNanosPerByte);
        }
    }

    private void wakeSlow(ByteBuffer buffer) {
        long now = System.nanoTime();
        for (var key : selector.keys()) {
            var viewer = (LoadViewer) key.attachment();
            if (key.isValid() && viewer.isThrottled() && key.interestOps() == 0
                    && now - viewer.readableAtNanos() >= 0) {
                key.interestOps(SelectionKey.OP_READ);
                if (viewer.connection().holdsMore()) {
                    read(key, buffer);
                }
            }
        }
    }

    /// What a close frame says (RFC 6455 §5.5.1).
    static String closeReason(ByteBuffer payload) {
        if (payload.remaining() < 2) {
            return "closed without a code";
        }
        int code = payload.getShort() & 0xFFFF;
        var reason = new byte[payload.remaining()];
        payload.get(reason);
        return ("closed with " + code + " " + new String(reason, StandardCharsets.UTF_8)).strip();
    }
}
