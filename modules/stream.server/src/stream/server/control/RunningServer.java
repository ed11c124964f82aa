package stream.server.control;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The server that runs on a data folder, as a command sees it.
public final class RunningServer {
    private final UnixDomainSocketAddress address;

    private RunningServer(UnixDomainSocketAddress address) {
        this.address = address;
    }

    /// The server that uses this folder, if one does, and this user may speak to it.
    public static Optional<RunningServer> at(Path data) {
        try {
            var address = UnixDomainSocketAddress.of(data.toAbsolutePath().resolve(ControlSocket.FILE));
            SocketChannel.open(address).close();
            return Optional.of(new RunningServer(address));
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty(); // nobody listens
        }
    }

    /// Has the server do something, and takes what it answers.
    ///
    /// @throws IOException when it cannot do it; a failure in the middle only shows as an early end
    public void ask(String command, OutputStream out) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(address);
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            var in = Channels.newInputStream(channel);
            var ok = ControlSocket.OK.getBytes(StandardCharsets.US_ASCII);
            if (!Arrays.equals(in.readNBytes(ok.length), ok)) {
                throw new IOException("the running server does not know how to " + command);
            }
            in.transferTo(out);
        }
    }
}
