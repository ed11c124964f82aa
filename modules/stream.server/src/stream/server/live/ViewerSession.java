package stream.server.live;

import java.io.IOException;
import java.time.Duration;
import stream.common.control.ControlMessage;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Hello;
import stream.common.control.MalformedMessageException;
import stream.net.websocket.CloseCode;
import stream.net.websocket.WebSocketConnection;
import stream.net.websocket.WebSocketConnection.Message;
import stream.net.websocket.WebSocketException;

/// One viewer's connection from its `hello` until a [Shard] has it or, where the socket cannot be
/// handed over, until its end.
///
/// **Threads.** One: the connection's.
final class ViewerSession {
    /// PROTOCOL.md: a viewer says hello within this time.
    private static final Duration HELLO_TIME = Duration.ofSeconds(10);

    private final Channel channel;
    private final WebSocketConnection connection;
    private final Seat seat;
    private final TimeSource time;

    ViewerSession(Channel channel, WebSocketConnection connection, Seat seat, TimeSource time) {
        this.channel = channel;
        this.connection = connection;
        this.seat = seat;
        this.time = time;
    }

    void run() throws IOException {
        boolean handedOver = false;
        try {
            var hello = helloInTime();
            var released = connection.release();
            if (released.isPresent()) {
                handedOver = true;
                channel.enter(released.get(), hello.format(), seat, hello.since());
            } else {
                serve(hello);
            }
        } catch (WebSocketException e) {
            connection.close(e.code(), e.getMessage());
        } finally {
            if (!handedOver) {
                channel.unseat(seat);
            }
        }
    }

    private Hello helloInTime() throws IOException {
        var deadline = Thread.ofVirtual().name("hello-deadline").start(() -> {
            try {
                Thread.sleep(HELLO_TIME);
                connection.close(CloseCode.POLICY_VIOLATION, "no hello in time");
            } catch (InterruptedException _) {
                // It came.
            }
        });
        try {
            return hello();
        } finally {
            deadline.interrupt();
        }
    }

    private Hello hello() throws IOException {
        var first = connection.read();
        try {
            if (first.isPresent()
                    && first.get() instanceof Message.Text(var text)
                    && ControlMessage.parse(text) instanceof Hello hello) {
                return hello;
            }
        } catch (MalformedMessageException e) {
            throw new WebSocketException(CloseCode.POLICY_VIOLATION, "hello: " + e.getMessage());
        }
        throw new WebSocketException(CloseCode.POLICY_VIOLATION, "the first message must be hello");
    }

    /// Reads here and lets an [Outbox] write.
    private void serve(Hello hello) throws IOException {
        Format format = hello.format();
        var outbox = new Outbox(connection, channel, format, time);
        var client = new Client(channel, seat, time, outbox);
        channel.enter(outbox, format, seat, hello.since());
        outbox.start();
        try {
            for (var in = connection.read(); in.isPresent(); in = connection.read()) {
                switch (in.get()) {
                    case Message.Text(var text) -> client.hear(text);
                    case Message.Binary _ ->
                        throw new WebSocketException(CloseCode.POLICY_VIOLATION, "viewers send no media");
                }
            }
        } finally {
            channel.leave(outbox, seat, true, format);
        }
    }
}
