package stream.client.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stream.client.capture.CaptureSource;
import stream.client.capture.Frame;
import stream.client.capture.FrameLoop;
import stream.client.capture.SizeLimit;
import stream.common.control.ChatMessage;
import stream.common.control.ControlMessage;
import stream.common.control.Role;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;

/// The whole way from a source to a server, over loopback.
@Timeout(60)
class BroadcastTest {
    private final BlockingQueue<BroadcastEvent> events = new LinkedBlockingQueue<>();
    private final PlainEncoders encoders = new PlainEncoders();
    private final Flat source = new Flat();
    private TinyServer server;
    private FrameLoop loop;
    private Broadcast broadcast;

    /// A picture of one colour that changes with each capture.
    private static final class Flat implements CaptureSource {
        volatile int width = 64;
        volatile boolean still;
        private int colour;

        @Override
        public String name() {
            return "flat";
        }

        @Override
        public void capture(Frame frame) {
            frame.resize(width, 48);
            colour += still ? 0 : 1;
            Arrays.fill(frame.pixels(), 0xFF000000 | colour);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void startServer() throws IOException {
        server = new TinyServer();
        loop = new FrameLoop(() -> source, 60, _ -> {});
        loop.start();
    }

    @AfterEach
    void stopAll() throws IOException, InterruptedException {
        if (broadcast != null) {
            broadcast.stop();
            broadcast.awaitEnd(Duration.ofSeconds(10));
        }
        loop.close();
        server.close();
    }

    private void start(StreamKey key) {
        broadcast = new Broadcast(
                server.address(), key, loop, encoders, new VideoSettings(SizeLimit.NONE, 60, 2000), events::add);
        broadcast.start();
    }

    private <E extends BroadcastEvent> E await(Class<E> type) throws InterruptedException {
        while (true) {
            var event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + type.getSimpleName() + " came");
            }
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    private static MediaPacket video(TinyServer.Connection connection) throws InterruptedException {
        var packet = connection.packet();
        while (packet.track() != Track.VIDEO) {
            packet = connection.packet();
        }
        return packet;
    }

    @Test
    void sendsTheConfigFirstAndThenAKeyframe() throws Exception {
        start(TinyServer.KEY);
        var connection = server.next();
        var config = video(connection);
        assertTrue(config.isConfig());
        assertEquals(0, config.sequence());
        var parsed = assertInstanceOf(
                TrackConfig.Video.class, TrackConfig.parse(Track.VIDEO, config.payload()));
        assertEquals(64, parsed.width());
        var first = video(connection);
        assertTrue(first.isKeyframe());
        var second = video(connection);
        assertFalse(second.isKeyframe());
        assertEquals(2, second.sequence());
        assertTrue(second.presentationMicros() > first.presentationMicros());
        assertEquals("bo", await(BroadcastEvent.Live.class).channel().name());
    }

    @Test
    void sendsAPictureForTheDirectory() throws Exception {
        start(TinyServer.KEY);
        var connection = server.next();
        var packet = connection.packet();
        while (packet.track() != Track.PICTURE) {
            packet = connection.packet();
        }
        assertEquals(0x89504E47, packet.payload().getInt(0));
    }

    @Test
    void thePictureOfWhatIsShownInsteadIsSentTwiceSinceTheServerKeepsNotEach() throws Exception {
        source.still = true;
        start(TinyServer.KEY);
        var connection = server.next();
        picture(connection);
        picture(connection);
        loop.hide("away");
        var hidden = picture(connection);
        assertNotEquals(source.colour, hidden.getRGB(0, 0) & 0xFFFFFF);
        assertEquals(hidden.getRGB(0, 0), picture(connection).getRGB(0, 0));
    }

    private static BufferedImage picture(TinyServer.Connection connection) throws Exception {
        var packet = connection.packet();
        while (packet.track() != Track.PICTURE) {
            packet = connection.packet();
        }
        var png = new byte[packet.payload().remaining()];
        packet.payload().get(png);
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void nothingIsSentWhileNothingChanges() throws Exception {
        source.still = true;
        start(TinyServer.KEY);
        var connection = server.next();
        assertTrue(video(connection).isConfig());
        assertTrue(video(connection).isKeyframe());
        connection.send(new ControlMessage.Keyframe());
        assertTrue(video(connection).isKeyframe());
    }

    @Test
    void aStillPictureGoesToTheEncoderUntilItIsSharp() throws Exception {
        source.still = true;
        encoders.coarse = 0.5;
        start(TinyServer.KEY);
        video(server.next());
        encoders.encoded.acquire(20);
    }

    @Test
    void aKeyframeComesWhenTheServerAsks() throws Exception {
        start(TinyServer.KEY);
        var connection = server.next();
        video(connection);
        assertTrue(video(connection).isKeyframe());
        connection.send(new ControlMessage.Keyframe());
        while (!video(connection).isKeyframe()) {
            // Frames that were under way.
        }
    }

    @Test
    void aNewPictureSizeBringsANewConfigAndAKeyframe() throws Exception {
        start(TinyServer.KEY);
        var connection = server.next();
        video(connection);
        video(connection);
        source.width = 128;
        var packet = video(connection);
        while (!packet.isConfig()) {
            packet = video(connection);
        }
        assertEquals(128, ((TrackConfig.Video) TrackConfig.parse(Track.VIDEO, packet.payload())).width());
        assertTrue(video(connection).isKeyframe());
    }

    @Test
    void whateverElseChangesTheConfigIsSentBeforeAKeyframe() throws Exception {
        start(TinyServer.KEY);
        var connection = server.next();
        video(connection);
        video(connection);
        encoders.codec = "plain.more";
        var packet = video(connection);
        while (!packet.isConfig()) {
            packet = video(connection);
        }
        assertEquals("plain.more", TrackConfig.parse(Track.VIDEO, packet.payload()).codec());
        assertTrue(video(connection).isKeyframe());
    }

    @Test
    void captureTimesAreTheServersTime() throws Exception {
        start(TinyServer.KEY);
        var connection = server.next();
        long wrong = 900_000_000L;
        MediaPacket packet;
        long expected;
        do {
            packet = video(connection);
            expected = System.currentTimeMillis() * 1000 + 1_000_000_000L;
        } while (Math.abs(packet.captureMicros() - expected) > wrong);
        assertEquals(expected, packet.captureMicros(), 10_000_000);
    }

    @Test
    void aWrongKeyIsNotTriedAgain() throws Exception {
        start(new StreamKey("wrong-key"));
        var ended = await(BroadcastEvent.Ended.class);
        assertEquals(Setback.Kind.WRONG_KEY, ended.setback().orElseThrow().kind());
        assertEquals("Wrong stream key.", ended.setback().orElseThrow().detail());
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws Exception {
        server.close();
        start(TinyServer.KEY);
        assertEquals(Setback.Kind.UNREACHABLE, await(BroadcastEvent.Waiting.class).setback().kind());
        assertEquals(2, await(BroadcastEvent.Connecting.class).attempt());
    }

    @Test
    void tryNowCutsTheWaitShort() throws Exception {
        server.refusal = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 300\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        start(TinyServer.KEY);
        var waiting = await(BroadcastEvent.Waiting.class);
        assertEquals(Setback.Kind.BUSY, waiting.setback().kind());
        assertEquals(Duration.ofSeconds(300), waiting.delay());
        server.refusal = null;
        broadcast.tryNow();
        await(BroadcastEvent.Live.class);
    }

    @Test
    void comesBackAfterTheConnectionBrokeAndGoesOnCounting() throws Exception {
        start(TinyServer.KEY);
        var first = server.next();
        long last = video(first).sequence();
        last = Math.max(last, video(first).sequence());
        first.drop();
        assertEquals(Setback.Kind.LOST, await(BroadcastEvent.Waiting.class).setback().kind());
        var second = server.next();
        var config = video(second);
        assertTrue(config.isConfig());
        assertTrue(config.sequence() > last);
        assertTrue(video(second).isKeyframe());
    }

    @Test
    void givesWayToAnotherPublisher() throws Exception {
        start(TinyServer.KEY);
        server.next().close(4001);
        var ended = await(BroadcastEvent.Ended.class);
        assertEquals(Setback.Kind.TAKEN_OVER, ended.setback().orElseThrow().kind());
    }

    @Test
    void comesBackOnceWhenItsOwnLateAttemptSeemsToTakeOver() throws Exception {
        start(TinyServer.KEY);
        server.next().drop();
        await(BroadcastEvent.Waiting.class);
        broadcast.tryNow();
        server.next().close(4001);
        await(BroadcastEvent.Waiting.class);
        broadcast.tryNow();
        server.next().close(4001);
        var ended = await(BroadcastEvent.Ended.class);
        assertEquals(Setback.Kind.TAKEN_OVER, ended.setback().orElseThrow().kind());
    }

    @Test
    void anAddressWithoutAServerIsSaid() throws Exception {
        server.refusal = "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        start(TinyServer.KEY);
        var ended = await(BroadcastEvent.Ended.class);
        assertEquals(Setback.Kind.NOT_A_SERVER, ended.setback().orElseThrow().kind());
    }

    @Test
    void whereAServerMovedToIsSaid() throws Exception {
        server.refusal = "HTTP/1.1 301 Moved Permanently\r\nLocation: https://example.org/\r\n"
                + "Connection: close\r\nContent-Length: 0\r\n\r\n";
        start(TinyServer.KEY);
        var ended = await(BroadcastEvent.Ended.class);
        assertEquals(new Setback(Setback.Kind.NOT_A_SERVER, "→ https://example.org/"), ended.setback().orElseThrow());
    }

    @Test
    void stoppingClosesInOrder() throws Exception {
        start(TinyServer.KEY);
        var connection = server.next();
        video(connection);
        broadcast.stop();
        assertEquals(Optional.empty(), await(BroadcastEvent.Ended.class).setback());
        assertEquals(1000, connection.closeCodes.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void linesOfChatAreToldOnce() throws Exception {
        start(TinyServer.KEY);
        var line = new ChatMessage(481, "alva", Role.VIEWER, "hej!", 1);
        var next = new ChatMessage(482, "bo", Role.MODERATOR, "hej själv", 2);
        var first = server.next();
        first.send(new ControlMessage.Chat(List.of(line)));
        assertEquals(List.of(line), await(BroadcastEvent.ChatLines.class).lines());
        first.drop();
        server.next().send(new ControlMessage.Chat(List.of(line, next)));
        assertEquals(List.of(next), await(BroadcastEvent.ChatLines.class).lines());
    }

    @Test
    void whatIsSaidReachesTheServer() throws Exception {
        start(TinyServer.KEY);
        var connection = server.next();
        await(BroadcastEvent.Live.class);
        assertTrue(broadcast.say("tjena"));
        assertEquals(new ControlMessage.Say("tjena"), connection.messages.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void anEncoderThatFailsEndsTheStreamWithAWord() throws Exception {
        encoders.fails = true;
        start(TinyServer.KEY);
        var ended = await(BroadcastEvent.Ended.class);
        assertEquals(new Setback(Setback.Kind.ENCODER_FAILED, "out of order"), ended.setback().orElseThrow());
    }
}
