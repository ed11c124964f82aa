package stream.net.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import stream.net.limits.InboundBudget;
import stream.net.limits.TokenBucket;

/// A [WebSocketConnection] whose reader waits, on a virtual thread, for its [Transport].
///
/// ```
///   OPEN --close(), an error, or the peer's close--> CLOSING --the peer's close, its end, or 3 s--> CLOSED
///     \--release()--> RELEASED
/// ```
///
/// **Threads.** As [WebSocketConnection]; frames are sent whole, one at a time, under one lock.
/// [#close(int, String)] never waits for a peer that does not read: the close frame goes out from a
/// thread of its own, and [#tick()], called by a clock, ends what does not end by itself.
public final class BlockingConnection implements WebSocketConnection {
    /// Enough for the usual message, and a page of a reading buffer that thousands have.
    private static final int READ_BYTES = 4096;
    /// Once a message is larger than the small buffer, read more at a time.
    private static final int LARGE_READ_BYTES = 64 * 1024;
    /// How long the peer has to answer a close frame (§7.1.1).
    private static final Duration CLOSE_TIME = Duration.ofSeconds(3);
    /// A peer that takes nothing for so long is hung up on. Whoever sends media lets it go sooner, with a
    /// reason.
    private static final Duration SEND_TIME = Duration.ofSeconds(35);
    /// What is written at a time, to see that a slow peer takes something: a full record of TLS.
    private static final int PART_BYTES = 16 * 1024;
    /// Larger payloads are sent as they are, after their header, rather than copied behind it.
    private static final int COPIED_BYTES = 1024;

    /// Pings cost the peer next to nothing and this side a system call each; browsers and proxies send
    /// a few a minute, conformance suites some at once.
    private static final int BURST_PINGS = 60;
    private static final int PINGS_PER_SECOND = 10;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private enum State { OPEN, CLOSING, CLOSED, RELEASED }

    private final Transport transport;
    private final FrameReader reader;
    private final LongSupplier nanos;
    private final Liveness liveness;
    private final TokenBucket pings;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile long closingSince;
    /// When the present part of what is sent began, or 0.
    private volatile long sendingSince;
    /// Guarded by `sending`: after a close frame nothing more is sent (§5.5.1).
    private boolean closeSent;
    private boolean heard;
    private int peerCloseCode = CloseCode.NO_STATUS;
    private ByteBuffer unread = ByteBuffer.allocate(READ_BYTES).limit(0);

    /// @param budget of the messages that are not whole, on all connections
    /// @param nanos the time, as [System#nanoTime()] tells it
    public BlockingConnection(
            Transport transport, FrameReader.Limits limits, InboundBudget budget, LongSupplier nanos) {
        this.transport = transport;
        this.reader = new FrameReader(limits, new Intake(limits, budget, nanos, this::letGo));
        this.nanos = nanos;
        this.liveness = new Liveness(nanos.getAsLong());
        this.pings = new TokenBucket(BURST_PINGS, PINGS_PER_SECOND, nanos.getAsLong());
    }

    @Override
    public Optional<Message> read() throws IOException {
        try {
            while (true) {
                var incoming = reader.next(unread);
                switch (incoming) {
                    case null -> {
                        if (!fill()) {
                            return ended();
                        }
                    }
                    case Message message -> {
                        heard = true;
                        if (state.get() == State.OPEN) {
                            return Optional.of(message);
                        }
                    }
                    case Incoming.Ping ping -> answer(ping);
                    case Incoming.Pong _ -> { }
                    case Incoming.Close close -> {
                        peerCloseCode = close.code();
                        reader.abandon();
                        endByPeer(close);
                        return Optional.empty();
                    }
                }
            }
        } catch (WebSocketException e) {
            fail(e);
            throw e;
        } catch (IOException e) {
            reader.abandon();
            end();
            throw e;
        }
    }

    /// Reads some more bytes.
    ///
    /// @return false at the end
    private boolean fill() throws IOException {
        int size = unread.limit() == unread.capacity() ? LARGE_READ_BYTES : READ_BYTES;
        if (unread.capacity() != size) {
            unread = ByteBuffer.allocate(size);
        }
        unread.clear();
        int n = transport.read(unread);
        unread.flip();
        if (n > 0) {
            liveness.heard(nanos.getAsLong());
        }
        return n >= 0;
    }

    /// The stream ended without a close frame: legal only when this side was closing.
    private Optional<Message> ended() throws IOException {
        boolean expected = state.get() != State.OPEN;
        reader.abandon();
        end();
        if (!expected) {
            throw new IOException("the peer went away without closing");
        }
        return Optional.empty();
    }

    @Override
    public int peerCloseCode() {
        return peerCloseCode;
    }

    @Override
    public void sendText(String text) throws IOException {
        send(reader.mayCompress() ? FrameWriter.compressedText(text) : FrameWriter.text(text), NOTHING);
    }

    @Override
    public void sendBinary(ByteBuffer payload) throws IOException {
        int length = payload.remaining();
        boolean copied = length <= COPIED_BYTES;
        var head = ByteBuffer.allocate(FrameWriter.MAX_HEADER_BYTES + (copied ? length : 0));
        FrameWriter.putHeader(head, Opcode.BINARY, length);
        if (copied) {
            head.put(payload);
        }
        send(head.flip(), copied ? NOTHING : payload);
    }

    private void send(ByteBuffer head, ByteBuffer rest) throws IOException {
        sending.lock();
        try {
            if (closeSent || state.get() != State.OPEN) {
                throw new IOException("the connection is closing");
            }
            write(head);
            write(rest);
        } finally {
            sending.unlock();
        }
    }

    /// Writes under the lock, watched by [#tick()].
    private void write(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        try {
            while (bytes.position() < end) {
                sendingSince = nanos.getAsLong() | 1; // 0 means none
                transport.write(bytes.limit(Math.min(bytes.position() + PART_BYTES, end)));
            }
        } catch (IOException e) {
            end();
            throw e;
        } finally {
            sendingSince = 0;
        }
    }

    private void answer(Incoming.Ping ping) throws IOException {
        if (!pings.take(1, nanos.getAsLong())) {
            throw new WebSocketException(CloseCode.POLICY_VIOLATION, "too many pings");
        }
        sendControl(FrameWriter.answer(ping).orElseThrow(), false);
    }

    /// Answers the peer's close frame and ends: the server closes the socket first (§7.1.1).
    private void endByPeer(Incoming.Close close) {
        beginClosing();
        try {
            sendControl(FrameWriter.answer(close).orElseThrow(), true);
            transport.shutdownOutput();
        } catch (IOException _) {
            // The peer did not wait for the answer.
        }
        end();
    }

    private void sendControl(ByteBuffer frame, boolean closing) throws IOException {
        sending.lock();
        try {
            if (!closeSent) {
                closeSent = closing;
                write(frame);
            }
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close(int code, String reason) {
        if (beginClosing()) {
            Thread.ofVirtual().name("websocket-close").start(() -> {
                try {
                    sendControl(FrameWriter.close(code, reason), true);
                } catch (IOException _) {
                    // The peer is gone, which is what was wanted.
                }
            });
        }
    }

    private boolean beginClosing() {
        if (state.get() != State.OPEN) {
            return false;
        }
        closingSince = nanos.getAsLong();
        return state.compareAndSet(State.OPEN, State.CLOSING);
    }

    /// Waits, on the reading thread and after [#close()], for the peer's answer, then ends the
    /// connection. Whoever opened the connection calls it last.
    public void finish() {
        if (state.get() == State.RELEASED) {
            return;
        }
        close();
        try {
            while (read().isPresent()) {
                // Closing: messages come no more.
            }
        } catch (IOException _) {
            // Gone without an answer: as good as one.
        }
        end();
    }

    /// Says what was wrong and lets the peer see it before the socket goes: what it still sends is
    /// read and thrown away until it ends too, or else its unread bytes would make the system reset
    /// the connection and take the close frame along.
    private void fail(WebSocketException e) {
        beginClosing();
        try {
            sendControl(FrameWriter.close(e.code(), e.getMessage()), true);
            transport.shutdownOutput();
            unread = ByteBuffer.allocate(READ_BYTES);
            do {
                unread.clear();
            } while (transport.read(unread) >= 0);
        } catch (IOException _) {
            // Gone.
        }
        unread.clear().limit(0);
        end();
    }

    /// Ends to make room for others: at once, so that what was read of a message is dropped.
    private void letGo() {
        if (beginClosing()) {
            Thread.ofVirtual().name("websocket-let-go").start(() -> {
                try {
                    sendControl(FrameWriter.close(CloseCode.TRY_AGAIN_LATER, "the server has no room"), true);
                    transport.shutdownOutput();
                } catch (IOException _) {
                    // The peer is gone, which is what was wanted.
                }
                end();
            });
        }
    }

    private void end() {
        if (state.getAndUpdate(s -> s == State.RELEASED ? s : State.CLOSED) != State.RELEASED) {
            transport.close();
        }
    }

    /// To be called every second or so by any thread: pings a silent peer, and ends the connection
    /// when the peer is gone, takes nothing, or does not answer a close frame.
    public void tick() {
        long now = nanos.getAsLong();
        long sendingFor = sendingSince == 0 ? 0 : now - sendingSince;
        switch (state.get()) {
            case OPEN -> {
                var verdict = liveness.check(now);
                if (reader.intake().isOverdue(now)) {
                    close(CloseCode.POLICY_VIOLATION, "a message took longer than 30 s");
                } else if (verdict == Liveness.Verdict.GONE || sendingFor >= SEND_TIME.toNanos()) {
                    end();
                } else if (verdict == Liveness.Verdict.PING && sendingFor == 0) {
                    Thread.ofVirtual().name("websocket-ping").start(this::ping);
                }
            }
            case CLOSING -> {
                if (now - closingSince >= CLOSE_TIME.toNanos()) {
                    end();
                }
            }
            case CLOSED, RELEASED -> { }
        }
    }

    private void ping() {
        try {
            sendControl(FrameWriter.ping(), false);
        } catch (IOException _) {
            // The reading thread notices too.
        }
    }

    @Override
    public Optional<Released> release() {
        if (!heard) {
            throw new IllegalStateException("release() before the first message");
        }
        var channel = transport.channel();
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        sending.lock();
        try {
            if (!state.compareAndSet(State.OPEN, State.RELEASED)) {
                return Optional.empty();
            }
        } finally {
            sending.unlock();
        }
        var ahead = transport.takeReadAhead();
        var all = ByteBuffer.allocate(unread.remaining() + ahead.remaining()).put(unread).put(ahead).flip();
        unread = NOTHING; // or it would be kept as long as the front door counts the connection
        return Optional.of(new Released(channel.get(), transport.tls(), reader, all));
    }
}
