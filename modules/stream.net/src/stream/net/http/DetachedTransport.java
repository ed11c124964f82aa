package stream.net.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import stream.net.tls.RecordLayer;
import stream.net.websocket.Transport;

/// A client's connection that a [Tunnel] has let go of. The tunnel's pump was waiting in a read when
/// that happened, and cannot be called back: what it reads comes first.
final class DetachedTransport implements Transport {
    private final ClientConnection client;
    /// Null once it has been read to its end.
    private CompletableFuture<ByteBuffer> first;

    /// @param first an empty buffer stands for the end of the stream
    DetachedTransport(ClientConnection client, CompletableFuture<ByteBuffer> first) {
        this.client = client;
        this.first = first;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (first == null) {
            return client.read(into);
        }
        var bytes = first();
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int n = Math.min(bytes.remaining(), into.remaining());
        into.put(bytes.slice(bytes.position(), n));
        bytes.position(bytes.position() + n);
        if (!bytes.hasRemaining()) {
            first = null;
        }
        return n;
    }

    @Override
    public ByteBuffer takeReadAhead() {
        var rest = first == null ? ByteBuffer.allocate(0) : first.getNow(ByteBuffer.allocate(0));
        first = null;
        var ahead = client.takeReadAhead();
        return ByteBuffer.allocate(rest.remaining() + ahead.remaining()).put(rest).put(ahead).flip();
    }

    private ByteBuffer first() throws IOException {
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("the connection was lost", e.getCause());
        }
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        client.write(from);
    }

    @Override
    public void sendBuffer(int bytes) throws IOException {
        client.sendBuffer(bytes);
    }

    @Override
    public void shutdownOutput() throws IOException {
        client.shutdownOutput();
    }

    @Override
    public Optional<SocketChannel> channel() {
        return client.channel();
    }

    @Override
    public Optional<RecordLayer> tls() {
        return client.tls();
    }

    @Override
    public void close() {
        client.close();
    }
}
