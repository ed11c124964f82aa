package stream.server.control;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A socket in the data folder, for commands such as `stream-server backup` and `user`: the embedded
/// database belongs to the server alone while it runs, so that it is the server who has to do it. Only who may write the
/// socket's file can speak to it: the server's own user, and root.
///
/// ```
/// command: NAME ARGUMENT ...\n    server: ok\n, then whatever the command is about, to the end
///                                         error SENTENCE\n, when it cannot be done
/// ```
///
/// **Threads.** One virtual thread accepts, one answers each command.
public final class ControlSocket implements Closeable {
    private static final System.Logger LOG = System.getLogger(ControlSocket.class.getName());
    static final String FILE = "control.sock";
    static final String OK = "ok\n";
    static final String ERROR = "error ";
    /// What to do with whom: room for two thousand names.
    static final int MAX_COMMAND_BYTES = 64 * 1024;

    /// Writes what a command asks for. What it throws before it has written is told to who asked.
    @FunctionalInterface
    public interface Answer {
        /// @param arguments what follows the command's name
        void write(List<String> arguments, OutputStream out) throws IOException;
    }

    /// Says that all is well with the first byte.
    private static final class Reply extends OutputStream {
        private final OutputStream out;
        private boolean begun;

        Reply(OutputStream out) {
            this.out = out;
        }

        void begin() throws IOException {
            if (!begun) {
                begun = true;
                out.write(OK.getBytes(StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void write(int b) throws IOException {
            begin();
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begin();
            out.write(bytes, offset, length);
        }
    }

    private final Path file;
    private final ServerSocketChannel server;
    private final Map<String, Answer> answers;

    private ControlSocket(Path file, ServerSocketChannel server, Map<String, Answer> answers) {
        this.file = file;
        this.server = server;
        this.answers = Map.copyOf(answers);
    }

    /// Begins to listen; nothing when that cannot be had (a path that is too long, a system without such
    /// sockets), which keeps no server from running.
    ///
    /// @param answers by the names of commands
    public static Optional<ControlSocket> open(Path data, Map<String, Answer> answers) {
        var file = data.toAbsolutePath().resolve(FILE);
        try {
            Files.deleteIfExists(file); // of a server that was killed
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(file));
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
            var socket = new ControlSocket(file, server, answers);
            Thread.ofVirtual().name("control").start(socket::accept);
            return Optional.of(socket);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.INFO, "Backups and the command user need the server stopped, because {0} cannot be made: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                Thread.ofVirtual().name("control-answer").start(() -> answer(client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            var command = command(client);
            if (command.isEmpty()) {
                return; // somebody has looked whether this server is here, and said no more
            }
            var words = List.of(command.split(" "));
            var out = Channels.newOutputStream(client);
            var reply = new Reply(out);
            try {
                var answer = answers.get(words.getFirst());
                if (answer == null) {
                    throw new IOException("the running server does not know how to " + words.getFirst());
                }
                answer.write(words.subList(1, words.size()), reply);
                reply.begin();
            } catch (IOException | RuntimeException e) {
                if (reply.begun) {
                    throw e; // who asked sees that the end is missing
                }
                out.write((ERROR + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "A command to the running server failed: {0}", e.getMessage());
        }
    }

    private static String command(SocketChannel client) throws IOException {
        var bytes = ByteBuffer.allocate(MAX_COMMAND_BYTES);
        while (bytes.position() == 0 || bytes.get(bytes.position() - 1) != '\n') {
            if (!bytes.hasRemaining() || client.read(bytes) < 0) {
                if (bytes.position() == 0) {
                    return "";
                }
                throw new IOException("no command");
            }
        }
        return new String(bytes.array(), 0, bytes.position() - 1, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the control socket", e);
        }
    }
}
