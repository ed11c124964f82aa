package stream.bench.soak;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// Takes whatever comes and throws it away, unless it stalls.
///
/// **Threads.** The HTTP client's, and the person who lets it stall.
final class Listening implements WebSocket.Listener {
    private final AtomicBoolean stalled = new AtomicBoolean();

    /// Takes nothing any more.
    void stall() {
        stalled.set(true);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        return next(socket);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        return next(socket);
    }

    private CompletionStage<?> next(WebSocket socket) {
        if (!stalled.get()) {
            socket.request(1);
        }
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        // Who sends notices.
    }
}
