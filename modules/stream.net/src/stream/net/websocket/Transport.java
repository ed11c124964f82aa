package stream.net.websocket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import stream.net.tls.RecordLayer;

/// A two-way stream of bytes, encrypted or not.
///
/// **Threads.** One thread reads while another writes; any thread closes, which ends what the others
/// wait for with an exception.
public interface Transport extends Closeable {

    /// Waits for some bytes.
    ///
    /// @return how many were put into the buffer, or -1 when the peer sends nothing more
    int read(ByteBuffer into) throws IOException;

    /// Waits until all is written.
    void write(ByteBuffer from) throws IOException;

    /// Takes what was read from the socket already and not by [#read] yet, for who goes on with the
    /// [socket][#channel()] itself.
    default ByteBuffer takeReadAhead() {
        return ByteBuffer.allocate(0);
    }

    /// Bounds what may wait in the kernel to be sent.
    ///
    /// @param bytes as `SO_SNDBUF`, of which the kernel may make its own
    void sendBuffer(int bytes) throws IOException;

    /// Tells the peer that nothing more comes; reading goes on.
    void shutdownOutput() throws IOException;

    /// The socket itself, if there is one, for who goes on without this.
    Optional<SocketChannel> channel();

    /// What the socket's bytes are encrypted with, if they are.
    default Optional<RecordLayer> tls() {
        return Optional.empty();
    }

    /// Ends the stream at once, without waiting for anything.
    @Override
    void close();
}
