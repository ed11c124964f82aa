package stream.net.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import stream.net.websocket.Transport;

/// A socket that a test has accepted, as the front door would serve it.
public final class AcceptedSocket {
    private AcceptedSocket() {}

    /// Waits for the handshake where there are keys.
    public static Transport open(SocketChannel socket, Optional<SSLContext> keys) throws IOException {
        var plain = new PlainConnection(socket, (InetSocketAddress) socket.getRemoteAddress(), false);
        var connection = keys.isEmpty() ? plain : new TlsConnection(socket, plain, keys::get, new Semaphore(1));
        connection.open();
        return connection;
    }
}
