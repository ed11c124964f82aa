package stream.server.live;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import stream.common.control.ControlMessage.Clock;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Hello;
import stream.common.control.ControlMessage.Time;
import stream.common.control.Role;
import stream.net.http.AcceptedSocket;
import stream.net.tls.ServerKeys;
import stream.net.tls.Trust;
import stream.net.websocket.BlockingConnection;
import stream.net.websocket.FrameReader;
import stream.net.websocket.Readers;
import stream.server.api.PublishSocket;
import stream.server.api.WatchSocket;
import stream.server.chat.ChatLog;
import stream.server.chat.ChatRules;
import stream.server.chat.Speaker;

/// Channels with real sockets on the loopback interface and a clock that tests turn.
final class LiveSite implements Closeable {
    /// Of a site without accounts.
    static final Standings NOBODY_KNOWN = new Standings() {
        @Override
        public Optional<Speaker> of(Visitor visitor, String channel) {
            return Optional.empty();
        }

        @Override
        public ChatRules rules(String channel) {
            return ChatRules.NONE;
        }
    };
    /// The way to a socket that nobody looks at.
    static final Line NOWHERE = new Line() {
        @Override
        public void tell(Text text) {}

        @Override
        public void end(int code, String reason) {}
    };
    private static final Duration STEP = Duration.ofSeconds(15);

    /// What a visitor is asked to be; tests change it.
    Asked standing = (visitor, _) -> Optional.of(speaker(visitor));
    private final Standings standings = new Standings() {
        @Override
        public Optional<Speaker> of(Visitor visitor, String channel) throws IOException {
            return standing.of(visitor, channel);
        }

        @Override
        public ChatRules rules(String channel) {
            return rules;
        }
    };
    ChatRules rules = ChatRules.NONE;
    final FakeTime time = new FakeTime();
    final Channels channels;
    /// With which connections are encrypted, if they are.
    private final Optional<ServerKeys> keys;
    private final SSLContext trust;
    private final List<BlockingConnection> connections = new CopyOnWriteArrayList<>();
    /// Of the server's sockets, so that they are full soon.
    int sendBuffer = 16 << 10;

    interface Asked {
        Optional<Speaker> of(Visitor visitor, String channel) throws IOException;
    }

    static Speaker speaker(Visitor visitor) {
        return new Speaker(visitor.id(), visitor.name(), Role.VIEWER, 0, false, 0);
    }

    LiveSite(boolean encrypted) throws Exception {
        this(encrypted, ChatLog.none());
    }

    LiveSite(boolean encrypted, ChatLog log) throws Exception {
        this(encrypted, log, 256 << 20);
    }

    LiveSite(boolean encrypted, ChatLog log, long ringBytes) throws Exception {
        if (encrypted) {
            var folder = Files.createTempDirectory("strom-keys");
            keys = Optional.of(ServerKeys.selfSigned(folder));
            trust = Trust.in(folder.resolve("certificate.pem"));
        } else {
            keys = Optional.empty();
            trust = null;
        }
        channels = new Channels(new Channels.Settings(2, ringBytes), log, standings, time);
    }

    static Profile profile(String name) {
        return new Profile(name, "title of " + name, "", "", "");
    }

    Peer publisher(String name) throws IOException {
        return connect(PublishSocket.LIMITS, connection -> channels.publish(profile(name), connection, visitor(name)));
    }

    /// Who is signed in under a name: the same name is the same user in the same session.
    static Visitor visitor(String name) {
        return name.isEmpty() ? Visitor.NOBODY : new Visitor(name.hashCode(), name, "session of " + name);
    }

    /// A viewer who has said nothing yet.
    Peer silent(String name, String user) throws IOException {
        return connect(
                WatchSocket.LIMITS, connection -> channels.watch(profile(name), connection, visitor(user)));
    }

    /// A viewer whose hello was sent.
    Peer viewer(String name, Format format, String user, long since) throws IOException {
        var peer = silent(name, user);
        peer.say(new Hello(format, since));
        return peer;
    }

    Peer viewer(String name) throws IOException {
        return viewer(name, Format.PACKETS, "", 0);
    }

    interface Service {
        void serve(BlockingConnection connection) throws IOException;
    }

    /// Time passes, during which the viewers show that they are there.
    void pass(Duration duration, Peer... viewers) throws IOException {
        for (var left = duration; left.isPositive(); left = left.minus(STEP)) {
            time.pass(left.compareTo(STEP) < 0 ? left : STEP);
            for (var viewer : viewers) {
                viewer.say(new Clock(time.nanos()));
                viewer.await(Time.class, answer -> answer.sentMicros() == time.nanos());
            }
        }
    }

    private Peer connect(FrameReader.Limits limits, Service service) throws IOException {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var socket = new Socket();
            socket.setReceiveBufferSize(16 << 10);
            socket.connect(listener.getLocalAddress());
            var accepted = listener.accept();
            accepted.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
            Thread.ofVirtual().start(() -> serve(accepted, limits, service));
            return new Peer(keys.isEmpty() ? socket : encrypted(socket));
        }
    }

    private Socket encrypted(Socket socket) throws IOException {
        var encrypted =
                (SSLSocket) trust.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        encrypted.startHandshake();
        return encrypted;
    }

    private void serve(SocketChannel accepted, FrameReader.Limits limits, Service service) {
        try {
            var transport = AcceptedSocket.open(accepted, keys.map(ServerKeys::get));
            var connection = new BlockingConnection(transport, limits, Readers.budget(), time::nanos);
            connections.add(connection);
            try {
                service.serve(connection);
            } finally {
                connection.finish();
            }
        } catch (IOException _) {
            // What went wrong is seen from the other end.
        }
    }

    /// The front door's clock.
    void tick() {
        connections.forEach(BlockingConnection::tick);
    }

    @Override
    public void close() {
        channels.close();
    }
}
