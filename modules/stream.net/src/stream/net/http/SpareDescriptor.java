package stream.net.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/// A file descriptor that is kept in hand, for those who come when all others are taken: they are let in
/// in its place, one after the other, and told so, instead of waiting for nothing.
///
/// **Threads.** Any thread.
final class SpareDescriptor implements Closeable {
    /// In one go: by then there may be descriptors again.
    private static final int MOST = 64;

    /// Never connected; open but for the moments in which its descriptor is lent.
    private SocketChannel held;

    SpareDescriptor() throws IOException {
        held = SocketChannel.open();
    }

    /// Accepts those who wait at the door.
    ///
    /// @param turnAway is given each, to answer it in a word and close it
    synchronized void lend(ServerSocketChannel door, Consumer<SocketChannel> turnAway) throws IOException {
        held.close();
        door.configureBlocking(false);
        try {
            var client = door.accept();
            for (int i = 0; client != null; i++) {
                turnAway.accept(client);
                client = i < MOST ? door.accept() : null;
            }
        } finally {
            door.configureBlocking(true);
            held = SocketChannel.open(); // if somebody was quicker, there is one to open the next time
        }
    }

    @Override
    public synchronized void close() throws IOException {
        held.close();
    }
}
