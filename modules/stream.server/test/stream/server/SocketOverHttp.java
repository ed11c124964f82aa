package stream.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import stream.common.control.ControlMessage;
import stream.common.media.MediaPacket;
import stream.common.media.Track;

/// One end of a WebSocket whose messages queue up.
final class SocketOverHttp implements WebSocket.Listener {
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private WebSocket webSocket;
    private long sequence;

    private SocketOverHttp() {}

    /// @param value of the header; empty for none
    /// @throws IOException a [java.net.http.WebSocketHandshakeException] when it was refused
    static SocketOverHttp open(HttpClient http, URI uri, String header, String value) throws IOException {
        var socket = new SocketOverHttp();
        var builder = http.newWebSocketBuilder();
        if (!value.isEmpty()) {
            builder.header(header, value);
        }
        try {
            socket.webSocket = builder.buildAsync(uri, socket).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException refusal) {
                throw refusal;
            }
            throw e;
        }
        return socket;
    }

    /// The next packet begins the sequence numbers of another track.
    void renumber() {
        sequence = 0;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                received.add(ControlMessage.parse(text.toString()));
            } catch (Exception e) {
                received.add(e);
            }
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            try {
                received.add(MediaPacket.parse(ByteBuffer.wrap(binary.toByteArray())));
            } catch (Exception e) {
                received.add(e);
            }
            binary.reset();
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        received.add(code);
        return null;
    }

    /// Goes without a word.
    void close() {
        webSocket.abort();
    }

    void say(ControlMessage message) {
        webSocket.sendText(message.toJson(), true).join();
    }

    void packet(Track track, int flags, byte[] payload) {
        var packet = new MediaPacket(track, flags, sequence++, 0, 0, ByteBuffer.wrap(payload));
        var bytes = ByteBuffer.allocate(packet.length());
        packet.writeTo(bytes);
        webSocket.sendBinary(bytes.flip(), true).join();
    }

    <T> T await(Class<T> kind, Predicate<T> which) throws InterruptedException {
        while (true) {
            var next = received.poll(20, TimeUnit.SECONDS);
            if (kind.isInstance(next) && which.test(kind.cast(next))) {
                return kind.cast(next);
            }
            assertTrue(next != null && !(next instanceof Exception), kind + " did not come: " + next);
        }
    }

    <T> T await(Class<T> kind) throws InterruptedException {
        return await(kind, _ -> true);
    }
}
