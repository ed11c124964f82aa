package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Hello;
import stream.common.control.ControlMessage.Welcome;
import stream.server.ServerProcess;

/// A server with 128 MB of heap, three hundred viewers, and thirty of them who take nothing.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class SmallHeapTest {
    private static final int VIEWERS = 300;
    private static final int STALLED = 30;
    /// 8 s of a stream of 2.4 Mbit/s: more than the server keeps for one who takes nothing.
    private static final int FRAMES = 240;
    private static final int FRAME_BYTES = 10_000;
    private static final int KEYFRAME_INTERVAL = 30;
    private static final int FRAME_MILLIS = 20;
    /// What the server may hold after a collection when all have left, beyond what it held before they came:
    /// code that was loaded, buffers that stay.
    private static final long SLACK_BYTES = 16 << 20;

    private final List<Peer> peers = new ArrayList<>();

    @Test
    void serves300ViewersOfWhomATenthHasStalled(@TempDir Path data) throws Exception {
        var options = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
        try (var server = ServerProcess.start(List.of(), options, data)) {
            var publisher = publisher(server);
            long before = heapBytes(server);
            var caughtUp = new CountDownLatch(VIEWERS - STALLED);
            var atTheEnd = new AtomicBoolean();
            for (int i = 0; i < VIEWERS; i++) {
                var viewer = open(server, i < STALLED, "/api/channels/alva/watch", "");
                viewer.say(new Hello(Format.PACKETS, 0));
                viewer.await(Welcome.class);
                if (i >= STALLED) {
                    Thread.startVirtualThread(() -> watch(viewer, atTheEnd, caughtUp));
                }
            }
            for (int i = 0; i < FRAMES; i++) {
                send(publisher, i % KEYFRAME_INTERVAL == 0);
            }
            assertEquals(VIEWERS, figure(server, "strom_viewers "), "somebody was let go");
            atTheEnd.set(true);
            while (caughtUp.getCount() > 0) {
                send(publisher, true);
            }
            assertEquals(200, server.send("GET", "/healthz", "").statusCode());

            for (var peer : peers) {
                peer.close();
            }
            while (figure(server, "strom_viewers ") + figure(server, "strom_connections{") > 1) {
                Thread.sleep(100); // they need the processor
            }
            long after = heapBytes(server);
            assertTrue(after < before + SLACK_BYTES, before + " -> " + after);
            assertTrue(server.alive());
            assertFalse(server.said().contains("OutOfMemory"), server.said());
        }
    }

    private static void send(Peer publisher, boolean keyframe) throws IOException, InterruptedException {
        if (keyframe) {
            publisher.keyframe(FRAME_BYTES);
        } else {
            publisher.frame(FRAME_BYTES);
        }
        Thread.sleep(FRAME_MILLIS); // faster than a camera, slow enough for the server to let nobody go
    }

    /// Takes everything until a keyframe comes after the end.
    private static void watch(Peer viewer, AtomicBoolean atTheEnd, CountDownLatch caughtUp) {
        try {
            boolean atEnd = false;
            while (!atEnd) {
                boolean afterTheEnd = atTheEnd.get();
                atEnd = viewer.media().isKeyframe() && afterTheEnd;
            }
            caughtUp.countDown();
        } catch (IOException | AssertionError _) {
            // The latch tells.
        }
    }

    private Peer publisher(ServerProcess server) throws Exception {
        var signedUp = server.send("POST", "/api/account", "{\"username\":\"alva\",\"password\":\"några ord på rad\"}");
        var cookie = signedUp.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        var answer = server.send("POST", "/api/me/key", "{}", "Cookie", cookie);
        var key = Json.createReader(new StringReader(answer.body())).readObject().getString("key");
        var publisher = open(server, false, "/api/publish", "Authorization: Bearer " + key + "\r\n");
        publisher.await(Welcome.class);
        publisher.config();
        return publisher;
    }

    /// @param narrow whether next to nothing waits in the system for who does not read
    private Peer open(ServerProcess server, boolean narrow, String path, String header) throws IOException {
        var socket = new Socket();
        if (narrow) {
            socket.setReceiveBufferSize(4096);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", server.site().getPort()));
        var peer = Peer.shakeHands(socket, server.site().getAuthority(), path, header);
        peers.add(peer);
        return peer;
    }

    /// What of the heap is in use after a collection.
    private static long heapBytes(ServerProcess server) throws Exception {
        for (int i = 0; i < 2; i++) { // the first gives direct memory back, and the second what held it
            var jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(server.pid()), "GC.run").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertEquals(0, jcmd.waitFor());
        }
        return figure(server, "jvm_memory_used_bytes{area=\"heap\"}");
    }

    /// The sum of the metrics that begin so.
    private static long figure(ServerProcess server, String beginning) throws Exception {
        return Math.round(server.send("GET", "/metrics", "").body().lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum());
    }
}
