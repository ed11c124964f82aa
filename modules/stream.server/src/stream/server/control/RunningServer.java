package stream.server.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The server that runs on a data folder, as a command sees it.
public final class RunningServer {
    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7E]+");
    private static final int MOST_VERDICT_BYTES = 4096;

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
    /// @param command and its arguments
    /// @throws IOException with the reason when it cannot do it; a failure in the middle only shows as an
    ///     early end
    public void ask(List<String> command, OutputStream out) throws IOException {
        var line = String.join(" ", command) + "\n";
        if (line.length() > ControlSocket.MAX_COMMAND_BYTES || command.stream().anyMatch(word -> !WORD.matcher(word).matches())) {
            throw new IOException("what is asked of the running server must be short words");
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(address);
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            var in = Channels.newInputStream(channel);
            var verdict = verdict(in);
            if (!verdict.equals(ControlSocket.OK)) {
                throw new IOException(verdict.startsWith(ControlSocket.ERROR)
                    ? verdict.substring(ControlSocket.ERROR.length()).strip() : "the running server did not answer");
            }
            in.transferTo(out);
        }
    }

    /// The first line.
    private static String verdict(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && line.size() < MOST_VERDICT_BYTES; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
