package stream.server.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import stream.net.tls.RecordLayer;

/// An encrypted socket in non-blocking mode, which looks like any other to whoever sends.
///
/// A record goes out whole or not at all. Of one that the socket took a part of, the rest waits here, and its
/// last byte counts as not written: so the sender sees a write that was not whole, waits for the selector,
/// and offers that byte again, by when the record is on its way.
///
/// ```
/// write(10,000 bytes) → record of 10,022 bytes → the socket takes 6,000; 4,022 wait → 9,999
/// writable: write(that byte and more) → 4,022 to the socket → 1, and on with the next record
/// ```
///
/// **Threads.** The shard's.
final class TlsSocket implements ByteChannel {
    /// Buffers that all sockets of a shard share, each for the time of one call. On the heap, where the
    /// engine encrypts four times as fast as in direct memory.
    static final class Buffers {
        private final ByteBuffer in = ByteBuffer.allocate(2 * RecordLayer.MAX_RECORD_BYTES);
        private final ByteBuffer out = ByteBuffer.allocate(RecordLayer.MIN_OUT_BYTES);
    }

    private final SocketChannel socket;
    private final RecordLayer tls;
    private final Buffers buffers;
    private final MemoryBudget budget;
    /// The rest of a record, null when there is none.
    private ByteBuffer begun;
    private int taken;

    /// @param budget of what viewers hold of that which was begun
    TlsSocket(SocketChannel socket, RecordLayer tls, Buffers buffers, MemoryBudget budget) {
        this.socket = socket;
        this.tls = tls;
        this.buffers = buffers;
        this.budget = budget;
    }

    /// @param into has room for [Buffers#in]
    @Override
    public int read(ByteBuffer into) throws IOException {
        return tls.read(socket, buffers.in, into);
    }

    /// Whether the peer sends nothing more.
    boolean hasEnded() {
        return tls.hasEnded();
    }

    /// Bytes of a record that the peer has not sent to its end.
    int unread() {
        return tls.unread();
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int before = from.position();
        if (begun != null) {
            if (!finish()) {
                return 0;
            }
            from.get();
        }
        while (from.hasRemaining() && begun == null) {
            tls.encrypt(from, buffers.out.clear());
            socket.write(buffers.out.flip());
            if (buffers.out.hasRemaining()) {
                keep(buffers.out);
                from.position(from.position() - 1);
            }
        }
        return from.position() - before;
    }

    private void keep(ByteBuffer record) throws IOException {
        int length = record.remaining();
        if (!budget.take(length)) {
            throw new IOException("no memory for what was begun");
        }
        taken = length;
        begun = ByteBuffer.allocate(length).put(record).flip();
    }

    private boolean finish() throws IOException {
        socket.write(begun);
        if (begun.hasRemaining()) {
            return false;
        }
        forget();
        return true;
    }

    private void forget() {
        begun = null;
        budget.giveBack(taken);
        taken = 0;
    }

    /// Tells the peer that nothing more comes. All that was written is in the socket.
    void shutdownOutput() throws IOException {
        sayGoodbye();
        socket.shutdownOutput();
    }

    private void sayGoodbye() throws IOException {
        if (begun == null) {
            tls.close(buffers.out.clear());
            socket.write(buffers.out.flip());
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    /// Says goodbye, or what was wrong, if there is room for that, and closes the socket.
    @Override
    public void close() throws IOException {
        try {
            if (socket.isOpen()) {
                sayGoodbye();
            }
        } finally {
            forget();
            socket.close();
        }
    }
}
