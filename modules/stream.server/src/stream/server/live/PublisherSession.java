package stream.server.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import stream.common.media.MediaPacket;
import stream.net.websocket.CloseCode;
import stream.net.websocket.WebSocketConnection;
import stream.net.websocket.WebSocketConnection.Message;
import stream.net.websocket.WebSocketException;

/// One publisher's connection, from its welcome to its end. Its packets are taken in by the [Shard] that
/// sends them on.
///
/// **Threads.** [#run] on the connection's thread, which then waits for the end; what a message does, on
/// the thread that reads it; [#tell] and [#dismiss] from any.
final class PublisherSession implements Publication.Target, ShardMember.Role {
    private final Channel channel;
    private final WebSocketConnection connection;
    private final Seat seat;
    private final TimeSource time;
    private final Publication publication;
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile int peerCode = CloseCode.NO_STATUS;
    private volatile Dismissal dismissal;

    private record Dismissal(int code, String reason) {}

    PublisherSession(Channel channel, WebSocketConnection connection, Seat seat, TimeSource time) {
        this.channel = channel;
        this.connection = connection;
        this.seat = seat;
        this.time = time;
        publication = new Publication(this, time);
    }

    void tell(Text text) {
        seat.tell(text);
    }

    /// The channel is no longer this publisher's; the connection is closed with the reason.
    void dismiss(int code, String reason) {
        dismissal = new Dismissal(code, reason);
        seat.end(code, reason);
    }

    /// Why the channel takes nothing from a publisher that was dismissed: what was on its way when that
    /// happened must not get another answer, as a publisher goes by the close code.
    WebSocketException dismissal() {
        return new WebSocketException(dismissal.code, dismissal.reason);
    }

    /// Takes what the publisher sends until the connection ends.
    void run() throws IOException {
        channel.begin(this);
        try {
            var greeting = channel.greeting(seat, 0);
            for (var text : greeting.texts()) {
                connection.sendText(text.json());
            }
            // A socket can be handed over once something was read from it.
            if (!take(connection.read(), new Client(channel, seat, time, new Direct()))) {
                return;
            }
            var released = connection.release();
            if (released.isPresent()) {
                channel.enter(released.get(), this, seat, greeting.lastLine());
                gone.await();
            }
        } catch (WebSocketException e) {
            connection.close(e.code(), e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            seat.end(CloseCode.GOING_AWAY, "the server stops");
        } finally {
            channel.unseat(seat);
            channel.finish(this, peerCode == CloseCode.NORMAL);
        }
    }

    /// @return false when the peer has closed
    private boolean take(Optional<Message> in, Client client) throws IOException {
        switch (in.orElse(null)) {
            case null -> {
                peerCode = connection.peerCloseCode();
                return false;
            }
            case Message.Binary(var bytes) -> take(bytes);
            case Message.Text(var text) -> client.hear(text);
        }
        return true;
    }

    @Override
    public void take(ByteBuffer message) throws WebSocketException {
        publication.take(message);
    }

    @Override
    public void left(int code) {
        peerCode = code;
        gone.countDown();
    }

    @Override
    public void media(MediaPacket packet) throws WebSocketException {
        channel.add(this, packet);
    }

    @Override
    public void picture(ByteBuffer png) {
        channel.show(this, png);
    }

    /// Answers a publisher whose connection nobody else has yet.
    private final class Direct implements Client.Replies {
        @Override
        public void reply(Text text) {
            try {
                connection.sendText(text.json());
            } catch (IOException _) {
                // The next read tells.
            }
        }

        @Override
        public void play(boolean on) {
            // Publishers get no media.
        }

        @Override
        public void end(int code, String reason) {
            connection.close(code, reason);
        }
    }
}
