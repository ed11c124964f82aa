package stream.bench.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import stream.net.http.Bounds;
import stream.net.http.Dispatcher;
import stream.net.http.Encryption;
import stream.net.http.FrontDoor;
import stream.net.http.HttpProblem;
import stream.net.http.Router;
import stream.net.http.TrustedProxies;
import stream.net.http.WebSocketEndpoint;
import stream.net.websocket.FrameReader;
import stream.net.websocket.WebSocketConnection.Message;

/// Sends every message back: a WebSocket server at `ws://localhost:PORT/`.
///
/// usage: `echo [PORT]`
final class Echo {
    private static final int USUAL_PORT = 9001;
    /// What the suites try: messages of 16 MiB, in 65,536 fragments and an empty last one.
    private static final FrameReader.Limits LIMITS = new FrameReader.Limits(16 * 1024 * 1024, 65_537, true);

    private Echo() {}

    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUAL_PORT;
        var door = FrontDoor.open(new InetSocketAddress(port), Optional.empty(), new Encryption.None(),
            TrustedProxies.NONE, Bounds.DEFAULT);
        door.start(new Dispatcher(door, new Router().socket("/", LIMITS, echo()), _ -> {
            throw new HttpProblem(404, "not-found", "The echo is at /.");
        }));
        System.out.println("Echo at ws://localhost:" + door.address().getPort() + "/  (Ctrl-C stops it)");
    }

    private static WebSocketEndpoint echo() {
        return _ -> connection -> {
            for (var message = connection.read(); message.isPresent(); message = connection.read()) {
                switch (message.get()) {
                    case Message.Text(var text) -> connection.sendText(text);
                    case Message.Binary(var bytes) -> connection.sendBinary(bytes);
                }
            }
        };
    }
}
