package stream.server.live;

import java.io.IOException;
import java.time.Duration;
import stream.common.control.ControlMessage;
import stream.common.control.ControlMessage.Hello;
import stream.common.control.MalformedMessageException;
import stream.net.websocket.CloseCode;
import stream.net.websocket.WebSocketConnection;
import stream.net.websocket.WebSocketConnection.Message;
import stream.net.websocket.WebSocketException;

/// One viewer's connection until its `hello` has come and a [Shard] has it.
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
}
