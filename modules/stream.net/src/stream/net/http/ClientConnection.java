package stream.net.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import stream.net.websocket.Transport;

/// A connection that a client made to the public port.
interface ClientConnection extends Transport {
    InetSocketAddress address();

    /// Whether it is encrypted.
    boolean secure();

    boolean isClosed();

    /// Does what must be done before bytes can be read, such as a TLS handshake; may wait for the
    /// client.
    void open() throws IOException;
}
