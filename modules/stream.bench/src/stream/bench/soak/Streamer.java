package stream.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;

/// Streams for a while, over and over, and ends it in some way: properly, without a word, by a stall, by a
/// packet that breaks a rule, or because the same account streams from elsewhere.
final class Streamer extends Person {
    private static final int FRAME_MILLIS = 33;
    private static final int KEYFRAME_INTERVAL = 60;

    private final Account account;
    private long sequence;

    Streamer(URI server, Account account, ActCounts counts, Random random) {
        super(server, counts, random);
        this.account = account;
    }

    @Override
    void act(Instant end) throws IOException, InterruptedException, ExecutionException {
        try (var http = HttpClient.newHttpClient()) {
            var socket = connect(http);
            try {
                perform(http, socket, end);
                rest(500);
            } finally {
                // However it ended: closing the client waits for sockets.
                socket.abort();
                http.shutdownNow();
            }
        }
    }

    private void perform(HttpClient http, WebSocket socket, Instant end)
            throws InterruptedException, ExecutionException {
        stream(socket, within(2, 20, end));
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                counts.count("streamer ends");
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
            }
            case 2 -> counts.count("streamer vanishes");
            case 3 -> {
                counts.count("streamer breaks a rule");
                socket.sendBinary(ByteBuffer.allocate(random.nextInt(100)), true).get();
            }
            case 4 -> {
                counts.count("streamer sends half a packet");
                socket.sendBinary(ByteBuffer.allocate(50_000), false).get();
                rest(3000);
            }
            default -> {
                counts.count("streamer is taken over");
                var other = connect(http);
                stream(other, within(1, 3, end));
                other.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
                other.abort();
            }
        }
    }

    private WebSocket connect(HttpClient http) throws InterruptedException, ExecutionException {
        sequence = 0;
        return http.newWebSocketBuilder().header("Authorization", "Bearer " + account.key())
            .buildAsync(URI.create("ws://" + server.getAuthority() + "/api/publish"), new Listening()).get();
    }

    private void stream(WebSocket socket, Instant until) throws InterruptedException, ExecutionException {
        var config = new TrackConfig.Video("avc1.42C01F", 1280, 720, new byte[] {1, 0x42, (byte) 0xC0, 31, -1, -32, 0});
        send(socket, MediaPacket.CONFIG, config.toPayload());
        for (int n = 0; Instant.now().isBefore(until); n++) {
            boolean keyframe = n % KEYFRAME_INTERVAL == 0;
            var frame = ByteBuffer.allocate(keyframe ? 30_000 : 500 + random.nextInt(6000));
            frame.putInt(0, frame.capacity() - Integer.BYTES);
            send(socket, keyframe ? MediaPacket.KEYFRAME : 0, frame);
            Thread.sleep(FRAME_MILLIS);
        }
    }

    private void send(WebSocket socket, int flags, ByteBuffer payload)
            throws InterruptedException, ExecutionException {
        long micros = System.currentTimeMillis() * 1000;
        var packet = new MediaPacket(Track.VIDEO, flags, sequence, sequence * FRAME_MILLIS * 1000, micros, payload);
        sequence++;
        var bytes = ByteBuffer.allocate(packet.length());
        packet.writeTo(bytes);
        socket.sendBinary(bytes.flip(), true).get();
    }
}
