package stream.net.websocket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

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

    default void sendBinary(ByteBuffer bytes) throws IOException {
        sendBinary(bytes, () -> { });
    }

    /// @param progress is called whenever the line has taken some more of the message, so that a line that is
    ///     slow can be told from one that has stopped
    void sendBinary(ByteBuffer bytes, Runnable progress) throws IOException;

    /// As [Transport#sendBuffer].
    void sendBuffer(int bytes) throws IOException;

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
    /// @return nothing when the socket cannot be handed over (it is encrypted)
    /// @throws IllegalStateException before the first message
    Optional<Released> release();

    /// A socket handed over.
    ///
    /// @param channel in blocking mode; the caller closes it
    /// @param reader knows where in which message the stream stands
    /// @param unread bytes that were read from the channel already: the reader's first food
    record Released(SocketChannel channel, FrameReader reader, ByteBuffer unread) {}
}
