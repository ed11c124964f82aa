package stream.server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import stream.server.websocket.BlockingConnection;
import stream.server.websocket.CloseCode;
import stream.server.websocket.FrameReader;

/// Carries one client's bytes to the HTTP server on the loopback interface and back, and can be
/// detached from it, whereupon the client's connection belongs to a WebSocket.
///
/// ```
///   client <== ClientConnection ==> [ client→server pump ] --> loopback socket --> HttpServer
///                                   [ server→client pump ] <--
/// ```
///
/// Nothing of HTTP is parsed here. What the tunnel knows of requests it is told by the [Dispatcher]:
/// when one begins, all that came before was its head.
///
/// **Threads.** The two pumps are virtual threads; the handler's thread calls [#requestBegan()],
/// [#requestEnded()] and [#detach]; a clock calls [#tick()]. Whatever waits here ends when the tunnel
/// is closed, which anyone may do.
final class Tunnel {
    /// A common request or small answer in one piece; two of these per connection.
    private static final int PUMP_BYTES = 16 * 1024;

    /// More than what is under way between here and a client that is about to read the answer.
    private static final int MAX_THROWN_AWAY_BYTES = 4 * 1024 * 1024;

    private final ClientConnection client;
    private final SocketChannel upstream;
    private final Bounds bounds;
    private final LongSupplier nanos;
    private final Runnable closed;
    private final AtomicInteger pumps = new AtomicInteger(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition admitted = lock.newCondition();
    /// Requests in hand: two for a moment, when the next begins before the last handler returned.
    private int requests;
    /// When the head that is coming began, or 0; a new connection owes its first at once.
    private long headSince;
    private int headBytes;
    /// When a handler began to wait for a body, or 0.
    private long bodySince;
    private boolean isClosed;

    /// Only the client→server pump counts.
    private int thrownAwayBytes;
    private volatile long progressAt;
    /// When the HTTP server ended its side, or 0.
    private volatile long lingerSince;
    private volatile boolean detached;
    /// The first bytes that the client sends as a WebSocket; read by the pump, which then ends.
    private final CompletableFuture<ByteBuffer> firstBytes = new CompletableFuture<>();
    private volatile BlockingConnection webSocket;

    /// @param upstream connected to the HTTP server
    /// @param closed called once, when the client's connection is closed
    Tunnel(
            ClientConnection client, SocketChannel upstream, Bounds bounds, LongSupplier nanos,
            Runnable closed) {
        this.client = client;
        this.upstream = upstream;
        this.bounds = bounds;
        this.nanos = nanos;
        this.closed = closed;
        headSince = nanos.getAsLong() | 1;
        progressAt = headSince;
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

    private void pumpToServer() {
        var buffer = ByteBuffer.allocate(PUMP_BYTES);
        try {
            client.open();
            while (client.read(buffer) >= 0) {
                buffer.flip();
                if (detached) {
                    firstBytes.complete(buffer);
                    return;
                }
                progressAt = nanos.getAsLong();
                admit(buffer.remaining());
                toServer(buffer);
                buffer.clear();
            }
            if (detached) {
                firstBytes.complete(buffer.limit(0));
                return;
            }
            upstream.shutdownOutput();
        } catch (IOException e) {
            firstBytes.completeExceptionally(e);
            close();
        } finally {
            pumpEnded();
        }
    }

    /// Counts the bytes of a head. Past the bound it does not refuse them, because they may be the
    /// body of a request whose handler has not begun yet, but waits until that is known.
    private void admit(int bytes) throws IOException {
        lock.lock();
        try {
            if (requests > 0) {
                return;
            }
            if (headSince == 0) {
                headSince = nanos.getAsLong() | 1;
            }
            headBytes += bytes;
            // The HTTP server has the same bound but counts in another way: it is to be the first.
            while (requests == 0 && headBytes > 2 * bounds.headBytes() && lingerSince == 0 && !isClosed) {
                admitted.awaitUninterruptibly();
            }
            if (isClosed) {
                throw new IOException("closed");
            }
        } finally {
            lock.unlock();
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
        var buffer = ByteBuffer.allocate(PUMP_BYTES);
        try {
            while (fromServer(buffer) >= 0) {
                buffer.flip();
                // Detached: that is the end of the request that became a WebSocket.
                if (!detached) {
                    answerComes();
                    progressAt = nanos.getAsLong();
                    client.write(buffer);
                }
                buffer.clear();
            }
            if (!detached) {
                client.write(answerToBrokenHead());
                linger();
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

    private void answerComes() {
        lock.lock();
        try {
            headBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    /// The HTTP server hangs up without a word on a head that it cannot read or that is too long.
    /// (On one that it can read but not understand it answers itself.)
    private ByteBuffer answerToBrokenHead() {
        lock.lock();
        try {
            var status = requests > 0 || headBytes == 0 ? ""
                : headBytes > bounds.headBytes() / 2 ? "431 Request Header Fields Too Large"
                : "400 Bad Request";
            var answer = status.isEmpty() ? ""
                : "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            return ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII));
        } finally {
            lock.unlock();
        }
    }

    private void linger() {
        lock.lock();
        try {
            lingerSince = nanos.getAsLong() | 1; // 0 means none
            admitted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pumpEnded() {
        if (pumps.decrementAndGet() == 0 && !detached) {
            close();
        }
    }

    /// A handler has been given a request of this connection.
    void requestBegan() {
        lock.lock();
        try {
            requests++;
            headSince = 0;
            headBytes = 0;
            admitted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The handler has said all it had to say.
    void requestEnded() {
        lock.lock();
        try {
            requests--;
            progressAt = nanos.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    /// The handler waits for the body from now on, or does so no more.
    void awaitBody(boolean waiting) {
        lock.lock();
        try {
            bodySince = waiting ? nanos.getAsLong() | 1 : 0;
        } finally {
            lock.unlock();
        }
    }

    /// Takes the client's connection away from the HTTP server and writes `answer` to it. RFC 6455
    /// forbids the client to send anything before it has read that, so nothing is under way. The
    /// handler then ends its exchange; what the HTTP server writes goes nowhere.
    BlockingConnection detach(byte[] answer, FrameReader.Limits limits) throws IOException {
        detached = true;
        try {
            client.write(ByteBuffer.wrap(answer));
        } catch (IOException e) {
            close();
            throw e;
        }
        var connection = new BlockingConnection(new DetachedTransport(client, firstBytes), limits, nanos);
        webSocket = connection;
        return connection;
    }

    /// To be called every second or so: closes what has used up its time.
    void tick() {
        var connection = webSocket;
        if (connection != null) {
            connection.tick();
            if (client.isClosed()) {
                close();
            }
        } else if (!detached && isOverdue(nanos.getAsLong())) {
            close();
        }
    }

    private boolean isOverdue(long now) {
        lock.lock();
        try {
            if (lingerSince != 0 && now - lingerSince >= bounds.lingerTime().toNanos()) {
                return true;
            }
            if (requests == 0 && headSince != 0) {
                return now - headSince >= bounds.headTime().toNanos();
            }
            if (bodySince != 0 && now - bodySince >= bounds.bodyTime().toNanos()) {
                return true;
            }
            return now - progressAt >= bounds.idleTime().toNanos();
        } finally {
            lock.unlock();
        }
    }

    /// Sends a WebSocket's peer away with 1001; closes the connection when it waits for a request.
    void goAway() {
        var connection = webSocket;
        if (connection != null) {
            connection.close(CloseCode.GOING_AWAY, "the server stops");
            return;
        }
        lock.lock();
        try {
            if (requests > 0) {
                return;
            }
        } finally {
            lock.unlock();
        }
        close();
    }

    /// Ends both sides at once.
    void close() {
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            isClosed = true;
            admitted.signalAll();
        } finally {
            lock.unlock();
        }
        client.close();
        closeUpstream();
        closed.run();
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
