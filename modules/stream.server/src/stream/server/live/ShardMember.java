package stream.server.live;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import stream.common.control.ControlMessage.Format;
import stream.net.websocket.CloseCode;
import stream.net.websocket.FrameReader;
import stream.net.websocket.FrameWriter;
import stream.net.websocket.Incoming;
import stream.net.websocket.WebSocketConnection.Message;
import stream.net.websocket.WebSocketConnection.Released;
import stream.net.websocket.WebSocketException;

/// One socket on a [Shard], a viewer's or a publisher's: non-blocking, with a [Cursor] for the media of
/// a viewer, and a short queue for the control messages, which go out between packets.
///
/// What goes to the socket, in this order: `pending` (something that was begun, or must come first),
/// the queue, the media. A socket that takes no more is *full*: nothing is tried until the selector
/// says that it takes again.
///
/// Nothing is allocated for a packet that is sent.
///
/// **Threads.** The shard's.
final class ShardMember implements Client.Replies {
    /// The chat that a newcomer gets is 100 lines of 500 characters in one message.
    static final int MAX_QUEUED_BYTES = 512 << 10;
    static final int MAX_QUEUED = 256;
    /// PROTOCOL.md: a viewer that takes nothing for so long is let go.
    static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    /// PROTOCOL.md: pings after so long a silence; a peer silent for longer is gone.
    static final long PING_NANOS = TimeUnit.SECONDS.toNanos(20);
    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(50);
    /// How long a viewer that is let go has to take the close frame and answer it.
    static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(10);

    /// What a member does besides watching.
    interface Role {
        /// A binary message came.
        ///
        /// @throws WebSocketException to close the connection
        void take(ByteBuffer message) throws WebSocketException;

        /// The connection is ending.
        ///
        /// @param code of the peer's close frame, [CloseCode#NO_STATUS] when there was none
        void left(int code);

        /// A viewer.
        Role VIEWER = new Role() {
            @Override
            public void take(ByteBuffer message) throws WebSocketException {
                throw new WebSocketException(CloseCode.POLICY_VIOLATION, "viewers send no media");
            }

            @Override
            public void left(int code) {
                // The channel knows.
            }
        };
    }

    /// The place in the gallery's array; the gallery's own.
    int place;

    private final Channel channel;
    private final Gallery gallery;
    private final SocketChannel socket;
    /// The socket, or the way through it that is encrypted.
    private final ByteChannel wire;
    private final FrameReader reader;
    private final Format format;
    private final Seat seat;
    private final Role role;
    private final Client client;
    private final TimeSource time;
    private final Traffic traffic;
    private final KeyframeWish wish = new KeyframeWish();
    private final SendBuffer sendBuffer = new SendBuffer();
    private int drops;
    private SelectionKey key;
    private Ring.Window window;
    private Cursor cursor;
    private boolean playing = true;

    private ByteBuffer pending;
    /// How much of the channel's backlog `pending` takes up.
    private int saved;
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>(2);
    private int queuedBytes;
    private boolean full;
    private long progressNanos;
    private long heardNanos;
    private boolean pinged;
    /// A close frame is on its way or was sent.
    private boolean closing;
    private long closeByNanos;
    private boolean outputShut;
    /// The peer has closed: the socket goes when everything is sent.
    private boolean peerClosed;
    private int peerCode = CloseCode.NO_STATUS;
    private boolean left;
    private boolean gone;

    ShardMember(
            Channel channel,
            Gallery gallery,
            Released socket,
            Format format,
            Seat seat,
            Role role,
            TimeSource time) {
        this.channel = channel;
        this.gallery = gallery;
        this.socket = socket.channel();
        reader = socket.reader();
        wire = socket.tls()
                .<ByteChannel>map(tls ->
                        new TlsSocket(this.socket, tls, gallery.shard().tlsBuffers(), channel.backlog()))
                .orElse(this.socket);
        this.format = format;
        this.seat = seat;
        this.role = role;
        this.time = time;
        traffic = gallery.shard().traffic();
        client = new Client(channel, seat, time, this);
    }

    Gallery gallery() {
        return gallery;
    }

    Seat seat() {
        return seat;
    }

    /// The way to this member for other threads.
    Line line() {
        var shard = gallery.shard();
        return new Line() {
            @Override
            public void tell(Text text) {
                shard.execute(() -> reply(text));
            }

            @Override
            public void end(int code, String reason) {
                shard.execute(() -> letGo(code, reason));
            }
        };
    }

    Format format() {
        return format;
    }

    /// Begins: registers with the selector, takes what the peer sent already, and sends the greeting.
    void admit(Greeting greeting, ByteBuffer unread) {
        gallery.add(this, wire);
        progressNanos = heardNanos = time.nanos();
        try {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SendBuffer.FIRST_BYTES);
            key = gallery.shard().register(socket, this);
        } catch (IOException _) {
            drop();
            return;
        }
        reader.intake().onLetGo(() -> gallery.shard().execute(this::makeRoom));
        for (var text : greeting.texts()) {
            enqueue(text.frame(reader.mayCompress()));
        }
        tune();
        if (!gone) {
            feed(unread);
        }
    }

    /// The selector says that the socket can do something.
    void ready(ByteBuffer input) {
        if (gone) {
            return;
        }
        if (key.isReadable()) {
            read(input);
        }
        if (!gone && key.isWritable()) {
            full = false;
            pump(time.nanos());
        }
    }

    /// Follows the gallery to another broadcast, or finds the ring of its format there now.
    void tune() {
        var now = gallery.window(format);
        if (gone || closing || now == window && cursor != null) {
            return;
        }
        if (!saveBegun()) {
            drop();
            return;
        }
        window = now;
        cursor = now == null ? null : new Cursor(now.ring());
        drops = 0;
        if (cursor != null) {
            cursor.play(playing);
        }
        pump(time.nanos());
    }

    /// Sends what there is, as far as the socket takes it; not while it is in step.
    void pump(long nowNanos) {
        if (gone) {
            return;
        }
        try {
            if (!full) {
                write(nowNanos);
            } else if (cursor != null && cursor.isEndangered(nowNanos) && !saveBegun()) {
                drop();
            }
        } catch (IOException _) {
            drop();
        }
    }

    private void write(long nowNanos) throws IOException {
        while (true) {
            if (pending == null && !isMidPacket()) {
                pending = queue.poll();
                queuedBytes -= pending == null ? 0 : pending.remaining();
            }
            if (pending != null) {
                int written = wire.write(pending);
                if (written > 0) {
                    progressNanos = nowNanos;
                }
                if (pending.hasRemaining()) {
                    waitForRoom(written, nowNanos);
                    break;
                }
                pending = null;
                giveBackSaved();
            } else if (cursor == null || !writeMedia(nowNanos)) {
                break;
            }
        }
        if (full) {
            return;
        }
        resize(sendBuffer.idle(nowNanos));
        if ((key.interestOps() & SelectionKey.OP_WRITE) != 0) {
            key.interestOps(SelectionKey.OP_READ);
        }
        if (peerClosed) {
            drop();
        } else if (closing && !outputShut) {
            // What the peer still sends is read and thrown away, until it closes: unread bytes would make
            // the system reset the connection and take the close frame along.
            outputShut = true;
            shutdownOutput();
        } else if (cursor != null && sendBuffer.piece() == SendBuffer.UNLIMITED) {
            gallery.joinStep(this, cursor);
        }
    }

    private void shutdownOutput() throws IOException {
        if (wire instanceof TlsSocket tls) {
            tls.shutdownOutput();
        } else {
            socket.shutdownOutput();
        }
    }

    /// Is no longer in step with others.
    ///
    /// @param at where they are
    void goAlone(Cursor at) {
        cursor = at;
        drops = at.drops();
    }

    /// Took only the first bytes of what the others, in step with it until now, were sent.
    void took(int bytes, long nowNanos) {
        progressNanos = nowNanos;
        if (cursor.sent(bytes)) {
            traffic.sent(bytes, cursor, time);
            waitForRoom(bytes, nowNanos);
        } else {
            drop();
        }
    }

    /// @return whether there may be more to send
    private boolean writeMedia(long nowNanos) throws IOException {
        var step = cursor.plan(nowNanos);
        traffic.planned(cursor);
        if (cursor.drops() != drops) {
            fellBehind(nowNanos);
        }
        switch (step) {
            case NOTHING -> {
                if (wish.isDue(cursor, nowNanos)) {
                    channel.wantKeyframe();
                }
                return false;
            }
            case PRELUDE -> {
                pending = cursor.prelude().frames();
                cursor.preludeSent();
                return true;
            }
            case RANGE -> {
                long wanted = Math.min(cursor.to() - cursor.from(), sendBuffer.piece());
                int written = window.write(wire, cursor.from(), cursor.from() + wanted);
                if (!cursor.sent(written)) {
                    throw new IOException("overwritten while it was sent");
                }
                traffic.sent(written, cursor, time);
                if (written > 0) {
                    progressNanos = nowNanos;
                }
                if (written < wanted || wanted == sendBuffer.piece()) {
                    waitForRoom(written, nowNanos);
                    return false;
                }
                return true;
            }
            case LOST -> throw new IOException("overwritten before it was sent");
        }
        return false;
    }

    private void fellBehind(long nowNanos) throws IOException {
        drops = cursor.drops();
        traffic.skips.increment();
        resize(sendBuffer.afterDrop(nowNanos));
    }

    private void resize(int bytes) throws IOException {
        if (bytes > 0) {
            socket.setOption(StandardSocketOptions.SO_SNDBUF, bytes);
        }
    }

    private boolean isMidPacket() {
        return cursor != null && cursor.isMidPacket();
    }

    private void waitForRoom(int written, long nowNanos) {
        full = true;
        sendBuffer.full(written, nowNanos);
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /// Copies the rest of a packet that was begun, so that the cursor may leave the ring.
    ///
    /// @return false when it was overwritten already, or there is no memory to keep it in
    private boolean saveBegun() {
        if (!isMidPacket()) {
            return true;
        }
        if (cursor.plan(time.nanos()) != Cursor.Step.RANGE) {
            return false;
        }
        int length = (int) (cursor.to() - cursor.from());
        if (!channel.backlog().take(length)) {
            return false;
        }
        saved = length;
        var rest = ByteBuffer.allocate(length);
        window.copy(cursor.from(), cursor.to(), rest);
        pending = rest.flip();
        return cursor.sent(length);
    }

    private void giveBackSaved() {
        channel.backlog().giveBack(saved);
        saved = 0;
    }

    /// Sends a frame after what waits already.
    void send(ByteBuffer frame) {
        if (gone || closing) {
            return;
        }
        gallery.leaveStep(this);
        if (queue.size() >= MAX_QUEUED || queuedBytes + frame.remaining() > MAX_QUEUED_BYTES) {
            traffic.stalled.increment();
            letGo(CloseCode.TRY_AGAIN_LATER, "too slow to follow");
            return;
        }
        enqueue(frame);
        pump(time.nanos());
    }

    private void enqueue(ByteBuffer frame) {
        queue.add(frame);
        queuedBytes += frame.remaining();
    }

    @Override
    public void reply(Text text) {
        send(text.frame(reader.mayCompress()));
    }

    @Override
    public void play(boolean on) {
        if (gone) {
            return;
        }
        playing = on;
        gallery.leaveStep(this);
        if (cursor != null) {
            cursor.play(on);
            pump(time.nanos());
        }
    }

    @Override
    public void end(int code, String reason) {
        letGo(code, reason);
    }

    /// Sends a close frame and nothing after it; the socket is closed when the peer has answered, or
    /// some seconds later.
    void letGo(int code, String reason) {
        if (gone || closing) {
            return;
        }
        gallery.leaveStep(this);
        if (!saveBegun()) {
            drop();
            return;
        }
        closing = true;
        leave();
        closeByNanos = time.nanos() + CLOSING_NANOS;
        cursor = null;
        queue.clear();
        queuedBytes = 0;
        enqueue(FrameWriter.close(code, reason));
        pump(time.nanos());
    }

    /// What was read of a message is dropped, since others need the memory.
    private void makeRoom() {
        reader.abandon();
        letGo(CloseCode.TRY_AGAIN_LATER, "the server has no room");
    }

    private void read(ByteBuffer input) {
        try {
            if (wire.read(input.clear()) < 0) {
                drop();
                return;
            }
        } catch (IOException _) {
            drop();
            return;
        }
        heardNanos = time.nanos();
        pinged = false;
        feed(input.flip());
        if (wire instanceof TlsSocket tls && tls.hasEnded()) {
            drop(); // its last word came along with its last message
        }
    }

    private void feed(ByteBuffer input) {
        try {
            for (var in = reader.next(input); in != null && !gone; in = reader.next(input)) {
                take(in);
            }
        } catch (WebSocketException e) {
            letGo(e.code(), e.getMessage());
        }
    }

    private void take(Incoming incoming) throws WebSocketException {
        switch (incoming) {
            case Message.Text(var text) -> {
                if (!closing) {
                    client.hear(text);
                }
            }
            case Message.Binary(var bytes) -> {
                if (!closing) {
                    role.take(bytes);
                }
            }
            case Incoming.Ping _ -> {
                if (!closing && client.mayPing()) {
                    FrameWriter.answer(incoming).ifPresent(this::send);
                }
            }
            case Incoming.Pong _ -> {
                // A sign of life, which was noted.
            }
            case Incoming.Close(int code, var _) -> {
                peerClosed = true;
                peerCode = code;
                if (closing) {
                    pump(time.nanos());
                } else {
                    letGo(code, "");
                }
            }
        }
    }

    /// Some time passed: pings a silent peer and lets one go that is dead or takes nothing.
    void tick(long nowNanos) {
        if (closing) {
            if (nowNanos - closeByNanos >= 0) {
                drop();
            }
        } else if (full && nowNanos - progressNanos >= STALL_NANOS) {
            traffic.stalled.increment();
            letGo(CloseCode.TRY_AGAIN_LATER, "too slow to follow for 30 s");
        } else if (nowNanos - heardNanos >= SILENCE_NANOS) {
            drop();
        } else if (reader.intake().isOverdue(nowNanos)) {
            letGo(CloseCode.POLICY_VIOLATION, "a message took longer than 30 s");
        } else {
            if (nowNanos - heardNanos >= PING_NANOS && !pinged) {
                pinged = true;
                send(FrameWriter.ping());
            }
            if (!gone && !gallery.isInStep(this)) {
                pump(nowNanos);
            }
        }
    }

    /// Closes the socket at once and leaves the channel.
    void drop() {
        if (gone) {
            return;
        }
        gone = true;
        reader.abandon();
        try {
            wire.close();
        } catch (IOException _) {
            // It is gone either way.
        }
        giveBackSaved();
        gallery.remove(this);
        leave();
    }

    /// The channel no longer counts it.
    private void leave() {
        if (!left) {
            left = true;
            channel.leave(this, role == Role.VIEWER);
            role.left(peerCode);
        }
    }
}
