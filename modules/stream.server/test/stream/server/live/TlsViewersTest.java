package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.common.control.ControlMessage.Clock;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Hello;
import stream.common.control.ControlMessage.Time;
import stream.common.control.ControlMessage.Welcome;
import stream.net.http.Bounds;
import stream.net.http.Dispatcher;
import stream.net.http.Encryption;
import stream.net.http.FrontDoor;
import stream.net.http.HttpProblem;
import stream.net.http.Router;
import stream.net.http.TrustedProxies;
import stream.net.tls.RenewedKeys;
import stream.net.tls.Trust;
import stream.server.api.PublishSocket;
import stream.server.api.WatchSocket;
import stream.server.chat.ChatLog;
import stream.server.live.Peer.Received;

/// Viewers behind the encryption itself, from the front door on; the live path's clock is turned by hand.
@Timeout(120)
class TlsViewersTest {
    private static final Profile ALVA = new Profile("alva", "", "", "", "");
    /// So that a socket is full soon.
    private static final int RECEIVE_BYTES = 16 << 10;

    @TempDir
    private Path folder;
    private final FakeTime time = new FakeTime();
    private RenewedKeys renewal;
    private Channels channels;
    private FrontDoor door;
    private SSLContext trust;
    private Peer publisher;

    @BeforeEach
    void open() throws Exception {
        channels = new Channels(new Channels.Settings(2, 256 << 20), ChatLog.none(), LiveSite.NOBODY_KNOWN, time);
        var router = new Router()
            .socket("/watch", WatchSocket.LIMITS, _ -> socket -> channels.watch(ALVA, socket, Visitor.NOBODY))
            .socket("/publish", PublishSocket.LIMITS, _ -> socket -> channels.publish(ALVA, socket, Visitor.NOBODY));
        renewal = new RenewedKeys(folder);
        door = FrontDoor.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(),
            new Encryption.Tls(renewal.keys(), true), TrustedProxies.NONE, Bounds.DEFAULT);
        door.start(new Dispatcher(door, router, _ -> {
            throw new HttpProblem(404, "not-found", "nothing here");
        }));
        trust = Trust.in(renewal.certificate());
        publisher = connect("/publish");
        publisher.await(Welcome.class);
        publisher.config();
        publisher.keyframe(100);
    }

    @AfterEach
    void close() throws IOException {
        publisher.close();
        channels.close();
        door.close();
    }

    private Peer connect(String path) throws IOException {
        var plain = new Socket();
        plain.setReceiveBufferSize(RECEIVE_BYTES);
        plain.connect(door.address());
        var socket = trust.getSocketFactory().createSocket(plain, "localhost", door.address().getPort(), true);
        return Peer.shakeHands(socket, "localhost", path, "");
    }

    private Peer viewer() throws IOException {
        var viewer = connect("/watch");
        viewer.say(new Hello(Format.PACKETS, 0));
        viewer.media();
        return viewer;
    }

    /// Ten seconds of a stream of five megabits, which this viewer follows.
    private void stream(Peer follower) throws IOException {
        for (int i = 1; i <= 300; i++) {
            time.pass(Duration.ofMillis(33));
            int length = 20_000 + i;
            if (i % 60 == 0) {
                publisher.keyframe(length);
            } else {
                publisher.frame(length);
            }
            follower.await(Received.Binary.class, p -> p.packet().payload().remaining() == length);
        }
    }

    @Test
    void aStalledViewerDelaysNobodyAndIsLetGo() throws IOException {
        try (var stalled = viewer(); var viewer = viewer()) {
            stream(viewer);
            viewer.say(new Clock(1)); // is still there
            viewer.await(Time.class);
            time.pass(Duration.ofSeconds(31));
            while (channels.figures().stalled() == 0) {
                Thread.onSpinWait();
            }

            var close = stalled.await(Received.Close.class);
            assertEquals(1013, close.code());
            assertEquals("too slow to follow for 30 s", close.reason());
            assertEquals(1, channels.figures().stalled());
            stream(viewer);
        }
    }

    @Test
    void aSlowViewerMissesPicturesAndStays() throws IOException {
        try (var slow = viewer(); var viewer = viewer()) {
            var packet = slow.media();
            stream(viewer);
            stream(viewer);
            // What was received decodes: after a gap comes a keyframe.
            int gaps = 0;
            for (long last = packet.sequence(); last < 480; ) {
                packet = slow.media();
                if (!packet.isConfig()) {
                    if (packet.sequence() != last + 1) {
                        gaps++;
                        assertTrue(packet.isKeyframe(), "packet " + packet.sequence() + " after " + last);
                    }
                    last = packet.sequence();
                }
            }
            assertTrue(gaps > 0, "it never fell behind");
            assertTrue(channels.figures().leftOutPackets() > 0);
            publisher.keyframe(7);
            slow.await(Received.Binary.class, p -> p.packet().payload().remaining() == 7);
            assertEquals(2, channels.figures().viewers());
        }
    }

    @Test
    void aRenewedCertificateIsForNewConnectionsWhileStreamsGoOn() throws Exception {
        try (var before = viewer()) {
            var old = trust;
            renewal.renew();
            trust = Trust.in(renewal.certificate());
            try (var after = viewer()) {
                for (int length = 200; length < 210; length++) {
                    int expected = length;
                    publisher.keyframe(length);
                    before.await(Received.Binary.class, p -> p.packet().payload().remaining() == expected);
                    after.await(Received.Binary.class, p -> p.packet().payload().remaining() == expected);
                }
            }
            trust = old;
            assertThrows(SSLHandshakeException.class, this::viewer);
        }
    }
}
