package stream.bench.fanout;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.load.TrustsEverybody;

/// One who streams a small picture each second, and viewers who take whatever comes, all over TLS.
///
/// **Threads.** A virtual thread for each of them; the methods from one.
final class TlsCrowd implements Closeable {
    private static final int PICTURE_BYTES = 1200;
    private static final int KEYFRAME_INTERVAL = 10;
    private static final String HELLO = "{\"type\":\"hello\",\"format\":\"packets\",\"since\":0}";

    private final SSLContext trusting;
    private final URI server;
    private final String channel;
    private final HttpClient http;
    private final WebSocket publisher;
    private final Thread streaming;
    private final List<Socket> viewers = new ArrayList<>();

    /// Begins to stream.
    ///
    /// @param key the channel's
    TlsCrowd(URI server, String channel, String key) throws IOException {
        this.server = server;
        this.channel = channel;
        try {
            trusting = SSLContext.getInstance("TLS");
            trusting.init(null, new TrustManager[] {new TrustsEverybody()}, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        http = HttpClient.newBuilder().sslContext(trusting).build();
        publisher = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .buildAsync(URI.create("wss://" + server.getAuthority() + "/api/publish"), new WebSocket.Listener() {})
                .join();
        streaming = Thread.ofVirtual().name("tls-publisher").start(this::stream);
    }

    private void stream() {
        var config = new TrackConfig.Video("vp8", 640, 360, new byte[0]).toPayload();
        try {
            send(0, MediaPacket.CONFIG, config).join();
            for (long sequence = 1; ; sequence++) {
                int flags = sequence % KEYFRAME_INTERVAL == 1 ? MediaPacket.KEYFRAME : 0;
                send(sequence, flags, ByteBuffer.allocate(PICTURE_BYTES)).join();
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the end
        }
    }

    private CompletableFuture<WebSocket> send(long sequence, int flags, ByteBuffer payload) {
        long micros = System.currentTimeMillis() * 1000;
        var packet = new MediaPacket(Track.VIDEO, flags, sequence, sequence * 1_000_000, micros, payload);
        var bytes = ByteBuffer.allocate(packet.length());
        packet.writeTo(bytes);
        return publisher.sendBinary(bytes.flip(), true);
    }

    /// So many viewers more.
    void add(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var socket = (SSLSocket) trusting.getSocketFactory().createSocket(server.getHost(), server.getPort());
            viewers.add(socket);
            socket.getOutputStream().write(("GET /api/channels/" + channel + "/watch HTTP/1.1\r\nHost: "
                    + server.getAuthority() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c3Ryb20tbG9hZC10b29sIQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            awaitHead(socket);
            socket.getOutputStream().write(text(HELLO));
            Thread.ofVirtual().name("tls-viewer").start(() -> discard(socket));
        }
    }

    private static void awaitHead(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the server refused: " + head);
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("the server refused: " + head.toString().lines().findFirst().orElse(""));
        }
    }

    /// A client's frame of up to 125 bytes; its mask is zero, which leaves the bytes as they are.
    private static byte[] text(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(6 + bytes.length)
                .put((byte) 0x81).put((byte) (0x80 | bytes.length)).putInt(0).put(bytes).array();
    }

    private static void discard(Socket socket) {
        var buffer = new byte[4096];
        try {
            while (socket.getInputStream().read(buffer) >= 0) {
                // Pings need no answer in the minute that this takes.
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    /// All viewers leave.
    void dismiss() throws IOException {
        for (var viewer : viewers) {
            viewer.close();
        }
        viewers.clear();
    }

    @Override
    public void close() throws IOException {
        dismiss();
        streaming.interrupt();
        publisher.abort();
        http.shutdownNow();
    }
}
