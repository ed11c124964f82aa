package stream.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/// Opens WebSockets (RFC 6455 §4.1) as bare connections, for loops that drive thousands of them.
final class Handshake {
    /// A longer answer is no handshake's.
    private static final int MAX_HEAD_BYTES = 8192;

    private final InetSocketAddress server;
    private final String host;
    private final Optional<SSLContext> encryption;

    Handshake(Target target) throws IOException {
        server = target.address();
        host = target.uri().getHost();
        encryption = target.encryption();
    }

    /// Connects and shakes hands, blocking.
    ///
    /// @param headers more request headers, each ended by CR LF
    /// @param from the address to come from, null for the system's own choice
    /// @param receiveBytes the socket's receive buffer, 0 for the system's own choice
    /// @return an open WebSocket in blocking mode, with nothing of its first frame read yet
    /// @throws IOException with the server's status line when it refuses
    Connection open(InetAddress from, String path, String headers, int receiveBytes) throws IOException {
        var channel = SocketChannel.open();
        try {
            if (receiveBytes > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
            }
            if (from != null) {
                channel.bind(new InetSocketAddress(from, 0));
            }
            connect(channel);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var connection = encryption.isPresent() ? encrypted(channel) : new Connection.Clear(channel);
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + server.getPort()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: c3Ryb20tbG9hZC10b29sIQ==\r\n" + headers + "\r\n";
            connection.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            var head = readHead(connection);
            if (!head.startsWith("HTTP/1.1 101 ")) {
                throw new IOException("the server refused " + path + ": " + head.lines().findFirst().orElse("nothing"));
            }
            return connection;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(SocketChannel channel) throws IOException {
        try {
            channel.connect(server);
        } catch (IOException e) {
            throw new IOException("cannot connect to " + host + ":" + server.getPort() + ": " + e.getMessage(), e);
        }
    }

    private Connection encrypted(SocketChannel channel) throws IOException {
        var engine = encryption.orElseThrow().createSSLEngine(host, server.getPort());
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        var connection = new TlsConnection(channel, engine);
        try {
            connection.shakeHands();
        } catch (SSLHandshakeException e) {
            throw new IOException("the server is not trusted: " + e.getMessage()
                    + " (--certificate FILE names what to trust)", e);
        }
        return connection;
    }

    /// Reads byte by byte: what follows the head belongs to whoever reads frames.
    private static String readHead(Connection connection) throws IOException {
        var head = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int read = connection.read(one.clear());
            if (read < 0 || head.length() > MAX_HEAD_BYTES) {
                throw new IOException("the connection ended before the answer did");
            }
            if (read > 0) {
                head.append((char) (one.get(0) & 0xFF));
            }
        }
        return head.toString();
    }
}
