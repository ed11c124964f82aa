package stream.net.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// A connection whose bytes go over the wire as they are.
final class PlainConnection implements ClientConnection {
    private final SocketChannel channel;
    private final InetSocketAddress address;
    private final boolean secure;

    /// @param address the client's, by the word of a proxy perhaps
    /// @param secure whether a proxy says that the client speaks TLS with it
    PlainConnection(SocketChannel channel, InetSocketAddress address, boolean secure) {
        this.channel = channel;
        this.address = address;
        this.secure = secure;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public boolean secure() {
        return secure;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void open() {}

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            channel.write(from);
        }
    }

    @Override
    public void sendBuffer(int bytes) throws IOException {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, bytes);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public Optional<SocketChannel> channel() {
        return Optional.of(channel);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing is lost: all that had to be sent was written before.
        }
    }
}
