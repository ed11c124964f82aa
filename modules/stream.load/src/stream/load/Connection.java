package stream.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// An open connection to the server, encrypted or not.
///
/// **Threads.** One at a time.
interface Connection extends Closeable {
    /// What a selector waits for.
    SocketChannel channel();

    /// As [SocketChannel#read(ByteBuffer)].
    int read(ByteBuffer into) throws IOException;

    /// As [SocketChannel#write(ByteBuffer)]. Of what an encrypted connection has taken some may wait until
    /// this is called again, be it with nothing.
    int write(ByteBuffer from) throws IOException;

    /// Whether there is something to read that no selector knows of.
    boolean holdsMore();

    @Override
    default void close() throws IOException {
        channel().close();
    }

    /// One whose bytes go over the wire as they are.
    record Clear(SocketChannel channel) implements Connection {
        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return channel.write(from);
        }

        @Override
        public boolean holdsMore() {
            return false;
        }
    }
}
