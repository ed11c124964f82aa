package stream.server.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import stream.common.control.ControlMessage.Format;
import stream.common.media.MediaPacket;
import stream.server.websocket.CloseCode;
import stream.server.websocket.WebSocketConnection;
import stream.server.websocket.WebSocketConnection.Message;
import stream.server.websocket.WebSocketException;

/// One publisher's connection, from its welcome to its end.
///
/// **Threads.** [#run] on the connection's thread; [#outbox] may be used by any.
final class PublisherSession implements Publication.Target {
    private final Channel channel;
    private final WebSocketConnection connection;
    private final String user;
    private final Outbox outbox;
    private final Publication publication;
    private final Client client;

    PublisherSession(Channel channel, WebSocketConnection connection, String user, TimeSource time) {
        this.channel = channel;
        this.connection = connection;
        this.user = user;
        outbox = new Outbox(connection, channel, Format.NONE, time);
        publication = new Publication(this, time);
        client = new Client(channel, user, time, outbox);
    }

    /// What goes to the publisher.
    Outbox outbox() {
        return outbox;
    }

    /// Takes what the publisher sends until the connection ends.
    void run() throws IOException {
        channel.begin(this);
        channel.enter(outbox, false, Format.NONE, user, 0);
        outbox.start();
        boolean ended = false;
        try {
            for (var in = connection.read(); in.isPresent(); in = connection.read()) {
                switch (in.get()) {
                    case Message.Binary(var bytes) -> publication.take(bytes);
                    case Message.Text(var text) -> client.hear(text);
                }
            }
            ended = connection.peerCloseCode() == CloseCode.NORMAL;
        } catch (WebSocketException e) {
            outbox.end(e.code(), e.getMessage());
        } finally {
            channel.finish(this, ended);
            channel.leave(outbox, false, Format.NONE);
        }
    }

    @Override
    public void media(MediaPacket packet) throws WebSocketException {
        channel.add(this, packet);
    }

    @Override
    public void picture(ByteBuffer png) {
        channel.show(this, png);
    }
}
