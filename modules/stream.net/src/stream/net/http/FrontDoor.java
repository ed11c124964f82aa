package stream.net.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The public port. The JDK's `HttpServer` cannot switch a connection over to another protocol, so it
/// listens on the loopback interface only, and each connection to the public port is carried to it
/// through a [Tunnel] that can be detached when the connection becomes a WebSocket.
///
/// **Threads.** A virtual thread for each port accepts and one is the clock; a connection of a proxy that
/// speaks the PROXY protocol has one until its header is read; each connection has two for its tunnel, and
/// the HTTP server starts one for each request.
public final class FrontDoor implements Closeable {
    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());
    /// How often time limits are looked at; their precision.
    private static final Duration TICK = Duration.ofSeconds(1);
    /// Rest after an accept that failed, which it does while file descriptors have run out.
    private static final Duration ACCEPT_REST = Duration.ofMillis(100);
    /// Between two lines of the log about that: whoever takes all descriptors is not to fill the disk too.
    private static final Duration ACCEPT_WARNINGS = Duration.ofMinutes(1);
    /// For a proxy's word about whom it brings, which comes at once but for a lost packet.
    private static final Duration INTRODUCTION_TIME = Duration.ofSeconds(5);
    /// Connections that the system may keep waiting while the accepting thread is busy.
    private static final int BACKLOG = 1024;

    static {
        // HttpServer reads its settings from system properties, once. The tunnels keep the time and
        // count idle connections, so its own clocks get out of the way: they go by the time of day, and
        // would end connections when somebody sets it.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "1000000000");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000000");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "100");
    }

    private final Bounds bounds;
    private final Inbound inbound;
    private final LongSupplier nanos;
    private final ServerSocketChannel door;
    /// A second port for those who come without encryption, or null.
    private final ServerSocketChannel sideDoor;
    private final Encryption encryption;
    private final TrustedProxies proxies;
    private final HttpServer http;
    /// By the port of their socket on the loopback interface, which is how a handler finds its own.
    private final Map<Integer, Tunnel> tunnels = new ConcurrentHashMap<>();
    private final AddressCount addresses;
    private final SpareDescriptor spare;
    /// So that a crowd that arrives leaves time for those who are here.
    private final Semaphore handshakes =
        new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final AtomicInteger speakingHttp = new AtomicInteger();
    /// Connections of proxies that have not said yet whom they bring.
    private final AtomicInteger introduced = new AtomicInteger();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder turnedAwayFull = new LongAdder();
    private final LongAdder turnedAwayAddress = new LongAdder();
    private volatile List<AnsweredRequest.Observer> observers = List.of();
    private volatile boolean stopping;

    private FrontDoor(
            ServerSocketChannel door, ServerSocketChannel sideDoor, Encryption encryption,
            TrustedProxies proxies, HttpServer http, SpareDescriptor spare, Bounds bounds, LongSupplier nanos) {
        this.door = door;
        this.sideDoor = sideDoor;
        this.encryption = encryption;
        this.proxies = proxies;
        this.http = http;
        this.spare = spare;
        this.bounds = bounds;
        this.inbound = Inbound.ofThisMachine(nanos);
        this.nanos = nanos;
        this.addresses = new AddressCount(bounds.connectionsPerAddress());
    }

    /// Takes the port, but serves nobody before [#start].
    ///
    /// @param redirect a second address, where clients without encryption are sent on to the first
    /// @throws IOException when the port cannot be had
    public static FrontDoor open(
            InetSocketAddress address, Optional<InetSocketAddress> redirect, Encryption encryption,
            TrustedProxies proxies, Bounds bounds) throws IOException {
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", Integer.toString(bounds.headBytes()));
        var door = ListeningSocket.open(address, BACKLOG);
        ServerSocketChannel sideDoor = null;
        try {
            sideDoor = redirect.isPresent() ? ListeningSocket.open(redirect.get(), BACKLOG) : null;
            var loopback = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
            var http = HttpServer.create(loopback, BACKLOG);
            return new FrontDoor(
                door, sideDoor, encryption, proxies, http, new SpareDescriptor(), bounds, System::nanoTime);
        } catch (IOException | RuntimeException e) {
            door.close();
            if (sideDoor != null) {
                sideDoor.close();
            }
            throw e;
        }
    }

    /// Begins to serve.
    ///
    /// @param observers are told of what the HTTP server answers by itself, because it cannot read it
    public void start(HttpHandler handler, AnsweredRequest.Observer... observers) {
        this.observers = List.of(observers);
        http.createContext("/", handler);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        Thread.ofVirtual().name("front-door").start(() -> accept(door));
        if (sideDoor != null) {
            Thread.ofVirtual().name("side-door").start(() -> accept(sideDoor));
        }
        Thread.ofVirtual().name("clock").start(this::clock);
    }

    /// The address that clients connect to.
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) door.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException("closed", e);
        }
    }

    /// The port of the HTTP server, which nobody but the tunnels may reach.
    int httpPort() {
        return http.getAddress().getPort();
    }

    /// How many clients are connected.
    public int connections() {
        return tunnels.size();
    }

    /// What the door has seen.
    ///
    /// @param speakingHttp of the connections, those that are no WebSockets
    /// @param accepted since the start, those turned away among them
    /// @param turnedAwayFull because there were too many in all
    /// @param turnedAwayAddress because there were too many of their address
    public record Figures(
            int connections, int speakingHttp, long accepted, long turnedAwayFull, long turnedAwayAddress) {}

    public Figures figures() {
        return new Figures(tunnels.size(), speakingHttp.get(), accepted.sum(), turnedAwayFull.sum(),
            turnedAwayAddress.sum());
    }

    /// The tunnel that a request came through; none when somebody on this machine found the HTTP
    /// server and spoke to it directly, perhaps with a tunnel's port at another loopback address.
    Optional<Tunnel> tunnel(InetSocketAddress from) {
        return from.getAddress().equals(http.getAddress().getAddress())
            ? Optional.ofNullable(tunnels.get(from.getPort()))
            : Optional.empty();
    }

    /// Counts a client whom a proxy brings on a connection of its own, for as long as the request takes or
    /// the WebSocket lasts.
    ///
    /// @return false when its address has all the connections that it may have
    boolean count(Tunnel tunnel, InetAddress client) {
        boolean isCounted = client.equals(tunnel.address().getAddress());
        if (isCounted || client.isLoopbackAddress() || proxies.trusts(client)) {
            return true;
        }
        if (!addresses.add(client)) {
            turnedAwayAddress.increment();
            return false;
        }
        tunnel.counted().set(client);
        if (tunnel.isClosed()) {
            uncount(tunnel);
        }
        return true;
    }

    /// The request was answered, or the connection is closed.
    void uncount(Tunnel tunnel) {
        var client = tunnel.counted().getAndSet(null);
        if (client != null) {
            addresses.remove(client);
        }
    }

    Encryption encryption() {
        return encryption;
    }

    TrustedProxies proxies() {
        return proxies;
    }

    private void accept(ServerSocketChannel door) {
        long quietUntil = nanos.getAsLong();
        while (!stopping) {
            try {
                admit(door.accept());
            } catch (IOException e) {
                if (stopping) {
                    return;
                }
                long now = nanos.getAsLong();
                if (now - quietUntil >= 0) {
                    quietUntil = now + ACCEPT_WARNINGS.toNanos();
                    LOG.log(Level.WARNING, "A connection could not be accepted: {0}", e.getMessage());
                }
                turnAwayWhoWaits(door);
                rest(ACCEPT_REST);
            }
        }
    }

    private void turnAwayWhoWaits(ServerSocketChannel door) {
        try {
            spare.lend(door, channel -> {
                accepted.increment();
                turnAwayFull(channel);
            });
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the spare descriptor", e);
        }
    }

    private void admit(SocketChannel channel) {
        accepted.increment();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var peer = (InetSocketAddress) channel.getRemoteAddress();
            if (peer == null) {
                throw new IOException("gone before it was accepted");
            }
            if (!proxies.introduce(peer.getAddress())) {
                admit(channel, peer, false);
            } else if (introduced.incrementAndGet() <= bounds.httpConnections()) {
                Thread.ofVirtual().name("proxy-header").start(() -> awaitIntroduction(channel, peer));
            } else {
                introduced.decrementAndGet();
                turnedAwayFull.increment();
                closeQuietly(channel);
            }
        } catch (IOException e) {
            // One client's misfortune; a lack of file descriptors comes up in accept() as well.
            LOG.log(Level.DEBUG, "connection dropped", e);
            closeQuietly(channel);
        }
    }

    /// Waits for a proxy to say whom it brings.
    private void awaitIntroduction(SocketChannel channel, InetSocketAddress proxy) {
        try {
            channel.socket().setSoTimeout((int) INTRODUCTION_TIME.toMillis());
            var header = ProxyHeader.read(channel.socket().getInputStream());
            channel.socket().setSoTimeout(0);
            if (stopping) {
                throw new IOException("the server stops");
            }
            admit(channel, header.client().orElse(proxy), header.secure());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A connection from the proxy {0} was dropped: {1}",
                proxy.getAddress().getHostAddress(), e.getMessage());
            closeQuietly(channel);
        } finally {
            introduced.decrementAndGet();
        }
    }

    private void admit(SocketChannel channel, InetSocketAddress peer, boolean secure) {
        try {
            var plain = new PlainConnection(channel, peer, secure);
            var client = switch (encryption) {
                case Encryption.None() -> plain;
                case Encryption.Tls(var keys, var _) -> new TlsConnection(channel, plain, keys, handshakes);
            };
            var address = peer.getAddress();
            boolean counted = !address.isLoopbackAddress() && !proxies.trusts(address);
            if (tunnels.size() >= bounds.connections() || speakingHttp.get() >= bounds.httpConnections()) {
                turnAwayFull(channel);
            } else if (counted && !addresses.add(address)) {
                turnedAwayAddress.increment();
                turnAway(channel, "429 Too Many Requests", "Too many connections from your address.");
            } else {
                try {
                    tunnel(client, counted);
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, "no way to the HTTP server", e); // no descriptor for one, most likely
                    if (counted) {
                        addresses.remove(address);
                    }
                    turnAwayFull(channel);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection dropped", e);
            closeQuietly(channel);
        }
    }

    /// Connects a client to the HTTP server.
    private void tunnel(ClientConnection client, boolean counted) throws IOException {
        var upstream = SocketChannel.open();
        try {
            upstream.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // The HTTP server needs a descriptor too: without one it tries again and again, and never rests.
            SocketChannel.open().close();
            upstream.connect(http.getAddress());
            int port = ((InetSocketAddress) upstream.getLocalAddress()).getPort();
            var tunnel = new Tunnel(client, upstream, bounds, inbound, nanos, new Tunnel.Listener() {
                @Override
                public void httpEnded() {
                    speakingHttp.decrementAndGet();
                }

                @Override
                public void refused(int status) {
                    var request = new AnsweredRequest(
                        client.address().getAddress(), client.secure(), "", "", "", status, 0, 0, "");
                    observers.forEach(observer -> observer.answered(request));
                }

                @Override
                public void closed() {
                    var tunnel = tunnels.remove(port);
                    if (tunnel != null) {
                        uncount(tunnel);
                    }
                    if (counted) {
                        addresses.remove(client.address().getAddress());
                    }
                }
            });
            speakingHttp.incrementAndGet();
            // Known before the first byte is carried: a handler cannot be quicker.
            tunnels.put(port, tunnel);
            tunnel.start();
        } catch (IOException e) {
            closeQuietly(upstream);
            throw e;
        }
    }

    private void turnAwayFull(SocketChannel channel) {
        turnedAwayFull.increment();
        try {
            turnAway(channel, "503 Service Unavailable", "The server has as many visitors as it can take.");
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection dropped", e);
        }
    }

    /// Says why in one packet that fits the empty send buffer, without waiting for anything.
    private static void turnAway(SocketChannel channel, String status, String detail) throws IOException {
        var answer = "HTTP/1.1 " + status + "\r\nRetry-After: 10\r\nConnection: close\r\n"
            + "Content-Type: text/plain\r\nContent-Length: " + detail.length() + "\r\n\r\n" + detail;
        try (channel) {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
            channel.shutdownOutput();
        }
    }

    private void clock() {
        while (!stopping) {
            rest(TICK);
            tick();
        }
    }

    private void tick() {
        boolean crowded = speakingHttp.get() >= bounds.httpConnections() / 2;
        tunnels.values().forEach(tunnel -> tunnel.tick(crowded));
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody interrupts these threads; if so, no harm
        }
    }

    /// Takes no new connections, nor WebSockets on those there are.
    public void stopAccepting() {
        closeDoor();
    }

    boolean isStopping() {
        return stopping;
    }

    /// Stops in order: takes no new connections, sends WebSockets away with 1001, lets requests in
    /// hand be answered, but waits no longer than `patience` for all that.
    public void stop(Duration patience) {
        closeDoor();
        long deadline = nanos.getAsLong() + patience.toNanos();
        while (!tunnels.isEmpty() && nanos.getAsLong() < deadline) {
            tunnels.values().forEach(Tunnel::goAway);
            rest(Duration.ofMillis(20));
            tick();
        }
        close();
    }

    private void closeDoor() {
        stopping = true;
        try {
            door.close();
            if (sideDoor != null) {
                sideDoor.close();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the door", e);
        }
    }

    /// Stops at once.
    @Override
    public void close() {
        closeDoor();
        tunnels.values().forEach(Tunnel::close);
        http.stop(0);
        try {
            spare.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the spare descriptor", e);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It never carried anything.
        }
    }
}
