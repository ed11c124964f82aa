package stream.net.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A connection to an encrypted port. Its first byte tells whether the client speaks TLS or has come
/// in the clear by mistake; then its bytes go as they are, and it is [not secure][#secure()].
///
/// **Threads.** As any [ClientConnection]; [#open()] comes before all else on the reading thread.
final class TlsConnection implements ClientConnection {
    /// `ContentType.handshake` (RFC 8446 §5.1): no HTTP request begins with it.
    private static final byte HANDSHAKE = 22;
    /// The payload of a full TLS record.
    private static final int RECORD_BYTES = 16 * 1024;

    private final SocketChannel channel;
    private final PlainConnection plain;
    private final Supplier<SSLContext> keys;
    /// The byte by which the connection was judged.
    private final ByteBuffer first = ByteBuffer.allocate(1);
    /// Null while the client has not been heard, and for good when it speaks in the clear.
    private volatile SSLSocket tls;
    private InputStream in;
    private OutputStream out;
    private byte[] copy = {};

    /// @param plain the same connection, without encryption
    TlsConnection(SocketChannel channel, PlainConnection plain, Supplier<SSLContext> keys) {
        this.channel = channel;
        this.plain = plain;
        this.keys = keys;
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
            var read = new ByteArrayInputStream(new byte[] {first.get()});
            var socket = (SSLSocket) keys.get().getSocketFactory().createSocket(channel.socket(), read, true);
            socket.startHandshake();
            in = socket.getInputStream();
            out = socket.getOutputStream();
            tls = socket;
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (tls == null) {
            if (first.hasRemaining()) {
                into.put(first);
                return 1;
            }
            return plain.read(into);
        }
        int n = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(n, 0));
        return n;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        if (tls == null) {
            plain.write(from);
        } else if (from.hasArray()) {
            out.write(from.array(), from.arrayOffset() + from.position(), from.remaining());
            from.position(from.limit());
        } else {
            writeCopied(from);
        }
    }

    private void writeCopied(ByteBuffer from) throws IOException {
        if (copy.length == 0) {
            copy = new byte[RECORD_BYTES];
        }
        while (from.hasRemaining()) {
            int n = Math.min(from.remaining(), copy.length);
            from.get(copy, 0, n);
            out.write(copy, 0, n);
        }
    }

    @Override
    public void sendBuffer(int bytes) throws IOException {
        plain.sendBuffer(bytes);
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (tls == null) {
            plain.shutdownOutput();
        } else {
            tls.shutdownOutput();
        }
    }

    @Override
    public Optional<SocketChannel> channel() {
        return tls == null ? plain.channel() : Optional.empty();
    }

    /// Closes the socket below: closing TLS in the orderly way could wait for the client.
    @Override
    public void close() {
        plain.close();
    }
}
