package stream.client.publish;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import stream.common.control.ControlMessage;
import stream.common.control.MalformedMessageException;

/// One connection to a server: media packets and control messages out, control messages in.
///
/// `java.net.http` lets one message be under way at a time; the others wait here. The waiting line is
/// short because [CongestionControl] stops the capturing long before it grows, and has a hard end.
///
/// **Threads.** Any thread may send. The listener is called on threads of the HTTP client, one call
/// at a time.
final class Link implements AutoCloseable {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /// How long the closing handshake may take before the connection is dropped.
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    /// Above any packet (4 MiB, PROTOCOL.md) with a second one behind it. Reaching it means that
    /// something is wrong, as nothing is captured while this much waits.
    private static final int MOST_WAITING_BYTES = 9 << 20;
    /// The server's longest message is a hundred lines of chat of 500 characters, escaped.
    private static final int MOST_TEXT_CHARACTERS = 1 << 20;

    /// A message to be sent, and who wants to know when the socket has taken it.
    private record Outgoing(ControlMessage text, ByteBuffer packet) {
        int bytes() {
            return packet == null ? 0 : packet.remaining();
        }
    }

    private final HttpClient client;
    private final LinkListener listener;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean sending;
    private WebSocket socket;
    private volatile long heardNanos = System.nanoTime();

    private Link(HttpClient client, LinkListener listener) {
        this.client = client;
        this.listener = listener;
    }

    /// Connects and presents the key. Nothing is received before [#start].
    ///
    /// @throws LinkException when there is no connection; it says why
    static Link open(URI address, StreamKey key, LinkListener listener) throws LinkException, InterruptedException {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .proxy(ProxySelector.getDefault())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        var link = new Link(client, listener);
        var connecting = client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key.secret())
                .connectTimeout(CONNECT_TIMEOUT)
                .buildAsync(address, link.new Incoming());
        try {
            link.socket = connecting.get(2 * CONNECT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return link;
        } catch (ExecutionException e) {
            client.shutdownNow();
            throw LinkException.of(e.getCause());
        } catch (TimeoutException e) {
            client.shutdownNow();
            throw LinkException.of(e);
        } catch (InterruptedException e) {
            connecting.thenAccept(WebSocket::abort);
            client.shutdownNow();
            throw e;
        }
    }

    /// Lets messages come in.
    void start() {
        socket.request(1);
    }

    void send(ControlMessage message) {
        enqueue(new Outgoing(message, null));
    }

    /// Sends a media packet; the buffer belongs to the link from here on.
    void send(ByteBuffer packet) {
        enqueue(new Outgoing(null, packet));
    }

    /// When the last message of the server came in, by [System#nanoTime()].
    long heardNanos() {
        return heardNanos;
    }

    private void enqueue(Outgoing message) {
        if (closed.get()) {
            return;
        }
        boolean overflow;
        synchronized (waiting) {
            waiting.addLast(message);
            waitingBytes += message.bytes();
            overflow = waitingBytes > MOST_WAITING_BYTES;
        }
        if (overflow) {
            fail(new Setback(Setback.Kind.LOST));
        } else {
            sendNext();
        }
    }

    /// Hands over messages until one has to wait for the socket.
    private void sendNext() {
        while (!closed.get()) {
            Outgoing next;
            synchronized (waiting) {
                if (sending || waiting.isEmpty()) {
                    return;
                }
                next = waiting.removeFirst();
                waitingBytes -= next.bytes();
                sending = true;
            }
            var sent = next.packet == null
                    ? socket.sendText(next.text.toJson(), true)
                    : socket.sendBinary(next.packet, true);
            if (!sent.isDone()) {
                sent.whenComplete((_, failure) -> {
                    if (taken(failure)) {
                        sendNext();
                    }
                });
                return;
            }
            if (!taken(sent.handle((_, failure) -> failure).join())) {
                return;
            }
        }
    }

    private boolean taken(Throwable failure) {
        synchronized (waiting) {
            sending = false;
        }
        if (failure != null) {
            fail(new Setback(Setback.Kind.LOST));
        }
        return failure == null;
    }

    /// Drops the connection without further words; the listener hears of it.
    void fail(Setback setback) {
        if (closed.compareAndSet(false, true)) {
            socket.abort();
            client.shutdownNow();
            listener.closed(setback);
        }
    }

    /// Ends the stream in an orderly way. The listener is not told, as the caller knows.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // It was gone already, or takes too long: dropped below all the same.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        socket.abort();
        client.shutdownNow();
    }

    /// What comes in.
    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            // The first message is asked for by start().
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            heardNanos = System.nanoTime();
            text.append(part);
            if (text.length() > MOST_TEXT_CHARACTERS) {
                fail(new Setback(Setback.Kind.NOT_A_SERVER));
                return null;
            }
            if (last) {
                var whole = text.toString();
                text.setLength(0);
                deliver(whole);
            }
            from.request(1);
            return null;
        }

        private void deliver(String whole) {
            if (closed.get()) {
                return;
            }
            try {
                listener.received(ControlMessage.parse(whole));
            } catch (MalformedMessageException _) {
                // A newer server may say things that this program does not know yet.
            }
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            // No server sends a publisher media; it is passed over.
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            heardNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            fail(Setback.ofCloseCode(code, reason));
            // Never completed: the socket is dropped already, and answers nothing.
            return new CompletableFuture<>();
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            fail(new Setback(error instanceof IOException ? Setback.Kind.LOST : Setback.Kind.REFUSED));
        }
    }
}
