package stream.client.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stream.client.capture.CaptureSource;
import stream.client.capture.Frame;
import stream.client.capture.FrameLoop;
import stream.client.capture.SizeLimit;
import stream.client.sound.SoundInput;
import stream.client.sound.SoundLoop;
import stream.client.sound.ToneInput;
import stream.common.control.ControlMessage;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.common.sound.SoundEncoder;
import stream.common.sound.SoundEncoderProvider;
import stream.common.sound.SoundFormat;

/// Sound beside the pictures, from an input to a server, over loopback.
@Timeout(60)
class SoundBroadcastTest {
    private static final int TONE = 1234;

    private TinyServer server;
    private FrameLoop pictures;
    private SoundLoop sound;
    private Broadcast broadcast;

    /// The payload is the middle sample.
    private static final class PlainSound implements SoundEncoderProvider, SoundEncoder {
        @Override
        public SoundEncoder open(int bitsPerSecond) {
            return this;
        }

        @Override
        public TrackConfig.Audio config() {
            return new TrackConfig.Audio(
                    "plain", SoundFormat.FRAMES_PER_SECOND, SoundFormat.CHANNELS, new byte[0]);
        }

        @Override
        public ByteBuffer encode(short[] samples) {
            return ByteBuffer.allocate(Short.BYTES).putShort(0, samples[SoundFormat.BLOCK_FRAMES]);
        }

        @Override
        public void close() {}
    }

    private static final class Black implements CaptureSource {
        @Override
        public String name() {
            return "black";
        }

        @Override
        public void capture(Frame frame) {
            frame.resize(64, 48);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws IOException {
        server = new TinyServer();
        pictures = new FrameLoop(Black::new, 60, _ -> {});
        pictures.start();
        sound = new SoundLoop((_, _) -> {});
        sound.start();
        broadcast = new Broadcast(
                server.address(), TinyServer.KEY, pictures, new PlainEncoders(),
                new VideoSettings(SizeLimit.NONE, 60, 2000), _ -> {});
        broadcast.addSound(sound, new PlainSound());
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        broadcast.stop();
        broadcast.awaitEnd(Duration.ofSeconds(10));
        sound.close();
        pictures.close();
        server.close();
    }

    private void speak() {
        sound.choose(SoundInput.Kind.MICROPHONE, Optional.of(new ToneInput(SoundInput.Kind.MICROPHONE, TONE)));
    }

    private static MediaPacket next(TinyServer.Connection connection, Track track) throws InterruptedException {
        var packet = connection.packet();
        while (packet.track() != track) {
            packet = connection.packet();
        }
        return packet;
    }

    private static int sample(MediaPacket packet) {
        return packet.payload().getShort(0);
    }

    @Test
    void beginsWithItsConfigAndGoesOnEvenly() throws Exception {
        speak();
        broadcast.start();
        var connection = server.next();
        var config = next(connection, Track.AUDIO);
        assertTrue(config.isConfig());
        var parsed = (TrackConfig.Audio) TrackConfig.parse(Track.AUDIO, config.payload());
        assertEquals(48_000, parsed.sampleRate());
        assertEquals(2, parsed.channels());
        var before = next(connection, Track.AUDIO);
        for (int i = 2; i < 20; i++) {
            var packet = next(connection, Track.AUDIO);
            assertEquals(MediaPacket.KEYFRAME, packet.flags());
            assertEquals(i, packet.sequence());
            // To the µs that the times are written in; whole blocks are left out when this machine slept.
            long apart = packet.presentationMicros() - before.presentationMicros();
            long blocks = Math.round(apart / 20_000.0);
            assertTrue(blocks >= 1);
            assertEquals(blocks * 20_000, apart, 1);
            before = packet;
        }
    }

    @Test
    void hasTheClockOfThePictures() throws Exception {
        speak();
        broadcast.start();
        var connection = server.next();
        var heard = next(connection, Track.AUDIO);
        // By the server's clock, which is 1000 s from ours, once it has answered.
        while (heard.captureMicros() < nowMicros() + 500_000_000) {
            heard = next(connection, Track.AUDIO);
        }
        connection.send(new ControlMessage.Keyframe());
        var seen = next(connection, Track.VIDEO);
        assertEquals(
                seen.captureMicros() - seen.presentationMicros(),
                heard.captureMicros() - heard.presentationMicros(),
                100_000);
    }

    private static long nowMicros() {
        return System.currentTimeMillis() * 1000;
    }

    @Test
    void mutedIsSilenceAndNoGap() throws Exception {
        speak();
        broadcast.start();
        var connection = server.next();
        var packet = next(connection, Track.AUDIO);
        while (packet.isConfig() || sample(packet) != TONE) {
            packet = next(connection, Track.AUDIO);
        }
        sound.mute(SoundInput.Kind.MICROPHONE, true);
        while (sample(packet) != 0) {
            long before = packet.sequence();
            packet = next(connection, Track.AUDIO);
            assertEquals(before + 1, packet.sequence());
        }
        assertEquals(0, sample(next(connection, Track.AUDIO)));
    }

    @Test
    void aMicrophoneThatIsSwitchedOnLaterBringsAKeyframe() throws Exception {
        broadcast.start();
        var connection = server.next();
        var picture = next(connection, Track.VIDEO);
        while (!picture.isKeyframe()) {
            picture = next(connection, Track.VIDEO);
        }
        speak();
        assertTrue(next(connection, Track.AUDIO).isConfig());
        assertTrue(next(connection, Track.VIDEO).isKeyframe());
    }

    @Test
    void eachConnectionBeginsWithTheConfig() throws Exception {
        speak();
        broadcast.start();
        var first = server.next();
        long sequence = next(first, Track.AUDIO).sequence();
        first.drop();
        var second = server.next();
        var packet = next(second, Track.AUDIO);
        assertTrue(packet.isConfig());
        assertTrue(packet.sequence() > sequence);
        assertTrue(next(second, Track.AUDIO).isKeyframe());
    }
}
