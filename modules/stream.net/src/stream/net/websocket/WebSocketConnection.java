package stream.net.websocket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import stream.net.tls.RecordLayer;

/// An open WebSocket (RFC 6455) on the server's side: the blocking shell around the I/O-free core.
///
/// **Threads.** One thread reads; any thread sends or closes.
public interface WebSocketConnection extends Closeable {

    /// A whole message; control frames are handled by the connection.
    sealed interface Message extends Incoming {
        record Text(String text) implements Message {}

        /// @param bytes valid until the next read
        record Binary(ByteBuffer bytes) implements Message {}
    }

    /// Waits for the next message.
    ///
    /// @return nothing when the peer has closed
    /// @throws IOException when the connection was lost or broke the protocol (it is closed by then)
    Optional<Message> read() throws IOException;

    /// The code of the peer's close frame; [CloseCode#NO_STATUS] before there was one. For the reading
    /// thread.
    int peerCloseCode();

    void sendText(String text) throws IOException;

    void sendBinary(ByteBuffer bytes) throws IOException;

    /// Sends a close frame and ends the connection; does nothing when it is closed already.
    void close(int code, String reason);

    @Override
    default void close() {
        close(CloseCode.NORMAL, "");
    }

    /// Hands the socket over to the caller, who reads and writes frames from here on; the connection
    /// itself must not be used any more. Call it on the reading thread, after a first message was
    /// read.
    ///
    /// @return nothing when the connection is ending, or has no socket
    /// @throws IllegalStateException before the first message
    Optional<Released> release();

    /// A socket handed over.
    ///
    /// @param channel in blocking mode; the caller closes it
    /// @param tls what its bytes are encrypted with, if they are
    /// @param reader knows where in which message the stream stands
    /// @param unread bytes that were read from the channel already: the reader's first food
    record Released(SocketChannel channel, Optional<RecordLayer> tls, FrameReader reader, ByteBuffer unread) {}
}
