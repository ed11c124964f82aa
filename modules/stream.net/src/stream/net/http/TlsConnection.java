package stream.net.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import stream.net.tls.RecordLayer;

/// A connection to an encrypted port. Its first byte tells whether the client speaks TLS or has come
/// in the clear by mistake; then its bytes go as they are, and it is [not secure][#secure()].
///
/// **Threads.** As any [ClientConnection]; [#open()] comes before all else on the reading thread.
final class TlsConnection implements ClientConnection {
    /// `ContentType.handshake` (RFC 8446 §5.1): no HTTP request begins with it.
    private static final byte HANDSHAKE = 22;
    /// For a usual request. Thousands of connections wait in a read with it.
    private static final int SMALL_READ_BYTES = 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final PlainConnection plain;
    private final Supplier<SSLContext> keys;
    private final Semaphore handshakes;
    private final ReentrantLock writing = new ReentrantLock();
    /// The byte by which the connection was judged.
    private final ByteBuffer first = ByteBuffer.allocate(1);
    /// Null while the client has not been heard, and for good when it speaks in the clear.
    private volatile RecordLayer tls;
    /// Decrypted already; the reading thread's.
    private ByteBuffer ahead = NOTHING;

    /// @param plain the same connection, without encryption
    /// @param handshakes how many may compute at the same time
    TlsConnection(
            SocketChannel channel, PlainConnection plain, Supplier<SSLContext> keys, Semaphore handshakes) {
        this.channel = channel;
        this.plain = plain;
        this.keys = keys;
        this.handshakes = handshakes;
    }

    @Override
    public InetSocketAddress address() {
        return plain.address();
    }

    @Override
    public boolean secure() {
        return tls != null || plain.secure();
    }

    @Override
    public boolean isClosed() {
        return plain.isClosed();
    }

    @Override
    public void open() throws IOException {
        channel.read(first);
        first.flip();
        if (first.hasRemaining() && first.get(0) == HANDSHAKE) {
            var layer = RecordLayer.server(keys.get());
            layer.shakeHands(channel, first, handshakes);
            var early = ByteBuffer.allocate(layer.unread());
            layer.readAhead(early);
            ahead = early.flip();
            tls = layer;
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        var layer = tls;
        if (layer == null) {
            if (first.hasRemaining()) {
                into.put(first);
                return 1;
            }
            return plain.read(into);
        }
        while (!ahead.hasRemaining()) {
            // A record that has begun is read to its end; before that a small buffer waits.
            int size = layer.unread() == 0 ? SMALL_READ_BYTES : RecordLayer.MAX_RECORD_BYTES;
            ahead = ByteBuffer.allocate(size);
            int n = read(layer, ByteBuffer.allocate(size));
            ahead.flip();
            if (n < 0) {
                return -1;
            }
        }
        int n = Math.min(ahead.remaining(), into.remaining());
        into.put(ahead.slice(ahead.position(), n));
        ahead.position(ahead.position() + n);
        return n;
    }

    private int read(RecordLayer layer, ByteBuffer records) throws IOException {
        try {
            return layer.read(channel, records, ahead);
        } catch (SSLException e) {
            shutdownOutput(); // the alert goes first
            throw e;
        }
    }

    @Override
    public ByteBuffer takeReadAhead() {
        var taken = ahead;
        ahead = NOTHING;
        return taken;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        var layer = tls;
        if (layer == null) {
            plain.write(from);
            return;
        }
        writing.lock();
        try {
            var records = ByteBuffer.allocate(RecordLayer.MIN_OUT_BYTES);
            while (from.hasRemaining()) {
                layer.encrypt(from, records.clear());
                plain.write(records.flip());
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void sendBuffer(int bytes) throws IOException {
        plain.sendBuffer(bytes);
    }

    @Override
    public void shutdownOutput() throws IOException {
        var layer = tls;
        if (layer != null) {
            writing.lock();
            try {
                var records = ByteBuffer.allocate(RecordLayer.MIN_OUT_BYTES);
                layer.close(records);
                plain.write(records.flip());
            } finally {
                writing.unlock();
            }
        }
        plain.shutdownOutput();
    }

    @Override
    public Optional<SocketChannel> channel() {
        return plain.channel();
    }

    @Override
    public Optional<RecordLayer> tls() {
        return Optional.ofNullable(tls);
    }

    /// Closes the socket below: closing TLS in the orderly way could wait for the client.
    @Override
    public void close() {
        plain.close();
    }
}
