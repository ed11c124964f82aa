package stream.net.websocket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// A connection in memory: a test plays the peer.
final class PipeTransport implements Transport {
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final LinkedBlockingQueue<ByteBuffer> incoming = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CountDownLatch closed = new CountDownLatch(1);
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean outputEnded;
    /// While set, writes wait for [#close()].
    volatile boolean stuck;
    final CountDownLatch writing = new CountDownLatch(1);
    /// What happens whenever another 16 KiB were written.
    Runnable taken = () -> { };

    PipeTransport peerSends(String hex) {
        incoming.add(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
        return this;
    }

    PipeTransport peerEnds() {
        incoming.add(END);
        return this;
    }

    /// All that was written so far.
    synchronized String written() {
        return HexFormat.of().formatHex(written.toByteArray());
    }

    /// Waits until so many bytes were written.
    synchronized void awaitWritten(int bytes) throws InterruptedException {
        while (written.size() < bytes) {
            wait();
        }
    }

    synchronized boolean outputEnded() {
        return outputEnded;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!current.hasRemaining()) {
            try {
                current = incoming.take();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (isClosed()) {
                throw new IOException("closed");
            }
            if (current == END) {
                incoming.add(END);
                return -1;
            }
        }
        int n = Math.min(into.remaining(), current.remaining());
        into.put(current.slice(current.position(), n));
        current.position(current.position() + n);
        return n;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        if (stuck) {
            writing.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        if (isClosed()) {
            throw new IOException("closed");
        }
        synchronized (this) {
            while (from.hasRemaining()) {
                written.write(from.get());
                if (written.size() % (16 << 10) == 0) {
                    taken.run();
                }
            }
            notifyAll();
        }
        writing.countDown();
    }

    @Override
    public void sendBuffer(int bytes) {}

    @Override
    public synchronized void shutdownOutput() {
        outputEnded = true;
    }

    @Override
    public Optional<SocketChannel> channel() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed.countDown();
        incoming.add(END); // wakes the reader
    }
}
