package stream.server.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import stream.common.control.ControlMessage.Format;
import stream.net.websocket.CloseCode;
import stream.net.websocket.WebSocketConnection;

/// What is on its way to one socket that has a virtual thread of its own to write: a publisher, or a
/// viewer whose connection is encrypted and cannot go to a [Shard]. The same [Cursor] and [SendBuffer],
/// with blocking writes. What waits for a viewer that takes nothing is one packet here, one record of
/// the encryption, and what [SendBuffer] allows in the kernel.
///
/// **Threads.** Any thread calls; one virtual thread writes, and it alone touches the cursor.
final class Outbox implements Audience, Line, Client.Replies {
    /// Messages that wait for a slow peer; the chat of a newcomer is one of them.
    static final int MAX_TEXTS = 128;
    static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    /// A larger buffer is made for its packet alone, so that idle viewers cost little, and out of what all
    /// viewers may hold.
    private static final int KEPT_BYTES = 32 << 10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final WebSocketConnection connection;
    private final Channel channel;
    private final Format format;
    private final TimeSource time;
    private final Traffic traffic;

    // Guarded by this.
    private final ArrayDeque<Text> texts = new ArrayDeque<>();
    private boolean news;
    private boolean tuned;
    private Broadcast broadcast;
    private boolean playing = true;
    private boolean ended;
    /// There was no memory for the next packet: what others hold may be free a moment later.
    private boolean lacksMemory;
    /// When the line last took something of the write that goes on; 0 when none does.
    private long progressNanos;

    // The writing thread's own.
    private Cursor cursor;
    private int drops;
    private Ring.Window window;
    private ByteBuffer copy = NOTHING;
    private final KeyframeWish wish = new KeyframeWish();
    private final SendBuffer sendBuffer = new SendBuffer();

    Outbox(WebSocketConnection connection, Channel channel, Format format, TimeSource time) {
        this.connection = connection;
        this.channel = channel;
        this.format = format;
        this.time = time;
        traffic = channel.traffic();
    }

    void start() {
        Thread.ofVirtual().name("outbox").start(this::run);
    }

    @Override
    public synchronized void news() {
        if (format != Format.NONE) {
            news = true;
            notifyAll();
        }
    }

    @Override
    public void tell(Text text) {
        synchronized (this) {
            if (texts.size() < MAX_TEXTS) {
                texts.add(text);
                notifyAll();
                return;
            }
        }
        traffic.stalled.increment();
        end(CloseCode.TRY_AGAIN_LATER, "too slow");
    }

    @Override
    public void reply(Text text) {
        tell(text);
    }

    @Override
    public synchronized void tune(Broadcast broadcast) {
        this.broadcast = broadcast;
        tuned = true;
        notifyAll();
    }

    @Override
    public synchronized void play(boolean on) {
        playing = on;
        news = true;
        notifyAll();
    }

    @Override
    public void end(int code, String reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            notifyAll();
        }
        connection.close(code, reason); // which waits for nobody
    }

    @Override
    public void tick(long nowNanos) {
        boolean stalled;
        synchronized (this) {
            stalled = progressNanos != 0 && nowNanos - progressNanos > STALL_NANOS;
            if (lacksMemory) {
                lacksMemory = false;
                news = true;
                notifyAll();
            }
        }
        if (stalled) {
            traffic.stalled.increment();
            end(CloseCode.TRY_AGAIN_LATER, "too slow to follow for 30 s");
        }
    }

    /// Ends the writing thread; the connection is closed by whoever reads it.
    synchronized void stop() {
        ended = true;
        notifyAll();
    }

    private void run() {
        try {
            connection.sendBuffer(SendBuffer.FIRST_BYTES);
            while (await()) {
                Text text;
                while ((text = nextText()) != null) {
                    var json = text.json();
                    write(() -> connection.sendText(json));
                }
                sendMedia();
            }
        } catch (IOException _) {
            // The reading thread notices too, and leaves.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for something to do.
    ///
    /// @return false when there will be nothing more
    private synchronized boolean await() throws InterruptedException {
        while (texts.isEmpty() && !news && !tuned && !ended) {
            wait();
        }
        if (tuned) {
            tuned = false;
            var ring = broadcast == null ? null : broadcast.ring(format);
            if (ring == null) {
                cursor = null;
            } else if (window == null || cursor == null || window.ring() != ring) {
                cursor = new Cursor(ring);
                drops = 0;
                window = new Ring.Window(ring);
            }
        }
        news = false;
        if (cursor != null) {
            cursor.play(playing);
        }
        return !ended;
    }

    private synchronized Text nextText() {
        return ended ? null : texts.poll();
    }

    private void sendMedia() throws IOException {
        while (cursor != null && !hasTexts()) {
            long now = time.nanos();
            var step = cursor.plan(now);
            traffic.planned(cursor);
            if (cursor.drops() != drops) {
                drops = cursor.drops();
                traffic.skips.increment();
                resize(sendBuffer.afterDrop(now));
            }
            switch (step) {
                case NOTHING -> {
                    if (wish.isDue(cursor, now)) {
                        channel.wantKeyframe();
                    }
                    resize(sendBuffer.idle(now));
                    return;
                }
                case PRELUDE -> {
                    var frames = cursor.prelude().frames();
                    cursor.preludeSent();
                    while (frames.hasRemaining()) {
                        sendFrame(frames);
                    }
                }
                case RANGE -> {
                    if (!sendFirst()) {
                        return;
                    }
                }
                case LOST -> throw new IllegalStateException("ranges are copied whole");
            }
        }
    }

    /// Sends the first packet of the planned range, of which a copy is made: the write may take longer than
    /// the ring keeps it.
    ///
    /// @return false when it was overwritten before, or has to wait
    private boolean sendFirst() throws IOException {
        int length = (int) (cursor.firstEnd() - cursor.from());
        if (length <= KEPT_BYTES) {
            if (copy.capacity() < length) {
                copy = ByteBuffer.allocate(length);
            }
            return sendFirst(length, copy.clear());
        }
        if (!channel.backlog().take(length)) {
            waitForMemory();
            return false;
        }
        try {
            return sendFirst(length, ByteBuffer.allocate(length));
        } finally {
            channel.backlog().giveBack(length);
        }
    }

    private synchronized void waitForMemory() {
        lacksMemory = true;
    }

    private boolean sendFirst(int length, ByteBuffer packet) throws IOException {
        window.copy(cursor.from(), cursor.firstEnd(), packet);
        if (!cursor.sent(length)) {
            return false;
        }
        sendFrame(packet.flip());
        traffic.sent(length, cursor, time);
        // Whether the write had to wait is not known, but when there is nothing more it does not count.
        sendBuffer.full(length, time.nanos());
        return true;
    }

    private void resize(int bytes) throws IOException {
        if (bytes > 0) {
            connection.sendBuffer(bytes);
        }
    }

    /// Sends one frame of those in the buffer: the connection frames what it is given anew.
    private void sendFrame(ByteBuffer frames) throws IOException {
        var frame = frames.slice();
        int header = Broadcast.headerBytes(frame);
        int payload = switch (header) {
            case 10 -> (int) frame.getLong(2);
            case 4 -> frame.getShort(2) & 0xFFFF;
            default -> frame.get(1);
        };
        frames.position(frames.position() + header + payload);
        var bytes = frame.slice(header, payload);
        write(() -> connection.sendBinary(bytes, this::progress));
    }

    private synchronized boolean hasTexts() {
        return !texts.isEmpty() || ended || tuned;
    }

    private interface Write {
        void run() throws IOException;
    }

    private void write(Write write) throws IOException {
        progress();
        try {
            write.run();
        } finally {
            synchronized (this) {
                progressNanos = 0;
            }
        }
    }

    private synchronized void progress() {
        progressNanos = time.nanos();
    }
}
