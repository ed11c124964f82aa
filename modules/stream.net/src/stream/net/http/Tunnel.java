package stream.net.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import stream.net.limits.InboundBudget;
import stream.net.websocket.BlockingConnection;
import stream.net.websocket.CloseCode;
import stream.net.websocket.FrameReader;

/// Carries one client's bytes to the HTTP server on the loopback interface and back, and can be
/// detached from it, whereupon the client's connection belongs to a WebSocket.
///
/// ```
///   client <== ClientConnection ==> [ client→server pump ] --> loopback socket --> HttpServer
///                                   [ server→client pump ] <--
/// ```
///
/// Nothing of HTTP is parsed here.
///
/// **Threads.** The two pumps are virtual threads; the handler's thread reports to [#limits()] and
/// calls [#detach]; a clock calls [#tick]. Whatever waits here ends when the tunnel is closed, which
/// anyone may do.
final class Tunnel {
    /// More than what is under way between here and a client that is about to read the answer.
    private static final int MAX_THROWN_AWAY_BYTES = 4 * 1024 * 1024;

    private final ClientConnection client;
    private final SocketChannel upstream;
    private final LongSupplier nanos;
    private final Listener listener;
    private final RequestLimits limits;
    private final Inbound inbound;
    private final AtomicInteger pumps = new AtomicInteger(2);
    private final AtomicBoolean httpEnded = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    /// Only the client→server pump counts.
    private int thrownAwayBytes;
    private volatile boolean detached;
    /// The first bytes that the client sends as a WebSocket, none at its end; read by the pump, which
    /// then ends.
    private final CompletableFuture<ByteBuffer> firstBytes = new CompletableFuture<>();
    private volatile BlockingConnection webSocket;
    /// The client whom a proxy brings with the present request or WebSocket, as long as it counts.
    private final AtomicReference<InetAddress> counted = new AtomicReference<>();

    /// Is told what no handler sees; each method is called once at most.
    interface Listener {
        /// No HTTP any more: the connection became a WebSocket or is closed.
        void httpEnded();

        /// The HTTP server answered a head by itself, because it could not read it; no handler heard of it.
        void refused(int status);

        void closed();
    }

    /// @param upstream connected to the HTTP server
    Tunnel(
            ClientConnection client, SocketChannel upstream, Bounds bounds, Inbound inbound, LongSupplier nanos,
            Listener listener) {
        this.client = client;
        this.upstream = upstream;
        this.nanos = nanos;
        this.listener = listener;
        this.inbound = inbound;
        this.limits = new RequestLimits(bounds, nanos);
    }

    void start() {
        Thread.ofVirtual().name("client→server").start(this::pumpToServer);
        Thread.ofVirtual().name("server→client").start(this::pumpToClient);
    }

    InetSocketAddress address() {
        return client.address();
    }

    boolean secure() {
        return client.secure();
    }

    AtomicReference<InetAddress> counted() {
        return counted;
    }

    /// To be told what becomes of the requests.
    RequestLimits limits() {
        return limits;
    }

    /// To count a request's body while it comes in. Whoever is let go gets the answer 503, for the HTTP
    /// server hears that the body ends here.
    InboundBudget.Holding bodyHolding() {
        return inbound.bodies().open(this::endInput);
    }

    private void endInput() {
        try {
            upstream.shutdownOutput();
        } catch (IOException _) {
            // It has ended already.
        }
    }

    private void pumpToServer() {
        var buffer = new PumpBuffer();
        try {
            client.open();
            while (client.read(buffer.toFill()) >= 0) {
                var bytes = buffer.filled();
                if (detached) {
                    firstBytes.complete(bytes);
                    return;
                }
                limits.received(bytes.remaining());
                toServer(bytes);
            }
            // The client has nothing more to say, but may be waiting for an answer.
            firstBytes.complete(ByteBuffer.allocate(0));
            upstream.shutdownOutput();
        } catch (IOException e) {
            firstBytes.completeExceptionally(e);
            close();
        } finally {
            pumpEnded();
        }
    }

    private void toServer(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                upstream.write(bytes);
            }
        } catch (IOException e) {
            // The HTTP server has answered and closed; the rest of the request is thrown away, so
            // that the client gets to read that answer.
            thrownAwayBytes += bytes.remaining();
            if (thrownAwayBytes > MAX_THROWN_AWAY_BYTES) {
                throw e;
            }
        }
    }

    private void pumpToClient() {
        var buffer = new PumpBuffer();
        var lastWords = new LastWords();
        try {
            while (fromServer(buffer.toFill()) >= 0) {
                var bytes = buffer.filled();
                // Detached: that is the end of the request that became a WebSocket.
                if (!detached) {
                    lastWords.said(bytes);
                    limits.answering();
                    client.write(bytes);
                }
            }
            if (!detached) {
                var complaint = complaint();
                lastWords.said(complaint);
                lastWords.refusal().ifPresent(listener::refused);
                client.write(complaint);
                limits.lingering();
                client.shutdownOutput();
            }
        } catch (IOException _) {
            if (!detached) {
                close();
            }
        } finally {
            closeUpstream();
            pumpEnded();
        }
    }

    private int fromServer(ByteBuffer buffer) {
        try {
            return upstream.read(buffer);
        } catch (IOException _) {
            return -1; // it hung up on bytes that it had not read
        }
    }

    /// An answer to a head on which the HTTP server hung up without a word.
    private ByteBuffer complaint() {
        var complaint = limits.complaint();
        var answer = complaint.isEmpty() ? ""
            : "HTTP/1.1 " + complaint + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        return ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private void pumpEnded() {
        if (pumps.decrementAndGet() == 0 && !detached) {
            close();
        }
    }

    /// Takes the client's connection away from the HTTP server and writes `answer` to it. RFC 6455
    /// forbids the client to send anything before it has read that, so nothing is under way. The
    /// handler then ends its exchange; what the HTTP server writes goes nowhere.
    BlockingConnection detach(byte[] answer, FrameReader.Limits frames) throws IOException {
        detached = true;
        endHttp();
        try {
            client.write(ByteBuffer.wrap(answer));
        } catch (IOException e) {
            close();
            throw e;
        }
        var connection = new BlockingConnection(new DetachedTransport(client, firstBytes), frames, inbound.messages(), nanos);
        webSocket = connection;
        return connection;
    }

    private void endHttp() {
        if (httpEnded.compareAndSet(false, true)) {
            listener.httpEnded();
        }
    }

    /// To be called every second or so: closes what has used up its time.
    ///
    /// @param crowded whether others need the place of a connection that waits
    void tick(boolean crowded) {
        var connection = webSocket;
        if (connection != null) {
            connection.tick();
        }
        // Whoever a WebSocket's socket was released to closes it by itself.
        if (client.isClosed() || !detached && limits.isOverdue(crowded)) {
            close();
        }
    }

    /// Sends a WebSocket's peer away with 1001. Tells the HTTP server that no requests come any more
    /// when none is in hand: it ends its side behind all that it has answered.
    void goAway() {
        var connection = webSocket;
        if (connection != null) {
            connection.close(CloseCode.GOING_AWAY, "the server stops");
        } else if (!detached && limits.isIdle()) {
            endInput();
        }
    }

    /// Ends both sides at once.
    void close() {
        if (closed.compareAndSet(false, true)) {
            limits.close();
            client.close();
            closeUpstream();
            endHttp();
            listener.closed();
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    private void closeUpstream() {
        try {
            // With a reset, when there is still something to say: nobody wants to hear it, and the
            // loopback port is free at once instead of a minute later.
            upstream.setOption(StandardSocketOptions.SO_LINGER, 0);
            upstream.close();
        } catch (IOException _) {
            // Closed already.
        }
    }
}
