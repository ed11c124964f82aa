package stream.client.publish;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import stream.client.sound.SoundLoop;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.sound.SoundEncoder;
import stream.common.sound.SoundEncoderProvider;

/// Encodes and sends sound while there is a link.
///
/// **Threads.** Blocks come on the sound loop's thread, which alone touches the encoder; the other
/// methods may be called from any.
final class SoundOutlet implements SoundLoop.Outlet {
    /// Enough for music in stereo; the studio page sends the same.
    static final int BITS_PER_SECOND = 96_000;
    /// While so much waits on the line, sound is left out: it would come too late to be of use, and
    /// delay what follows. Pictures, which take more, are held back long before.
    private static final long HOLD_NANOS = 1_000_000_000;

    /// Where sound goes, and from when on.
    private record Target(Link link, long sinceNanos) {}

    private final SoundEncoderProvider provider;
    private final CongestionControl congestion;
    private final PacketWriter packets;
    private final Runnable onTrack;
    private final Consumer<RuntimeException> onFailure;
    private volatile Target target;

    private SoundEncoder encoder;
    private Target configured;

    /// @param onTrack told when the first sound goes to a link
    SoundOutlet(
            SoundEncoderProvider provider,
            CongestionControl congestion,
            PacketWriter packets,
            Runnable onTrack,
            Consumer<RuntimeException> onFailure) {
        this.provider = provider;
        this.congestion = congestion;
        this.packets = packets;
        this.onTrack = onTrack;
        this.onFailure = onFailure;
    }

    /// Sound of from now on goes here, starting with the config.
    void connect(Link link) {
        target = new Target(link, System.nanoTime());
    }

    /// Sound goes nowhere.
    void disconnect() {
        target = null;
    }

    @Override
    public void block(short[] samples, long startNanos) {
        var to = target;
        if (to == null || startNanos < to.sinceNanos) {
            return;
        }
        try {
            if (encoder == null) {
                encoder = provider.open(BITS_PER_SECOND);
            }
            // Encoded in any case, so that the encoder knows what came before the next block.
            var payload = encoder.encode(samples);
            if (configured != to) {
                configured = to;
                send(to.link, MediaPacket.CONFIG, startNanos, encoder.config().toPayload());
                onTrack.run();
            }
            if (congestion.queueingNanos(System.nanoTime()) < HOLD_NANOS) {
                send(to.link, MediaPacket.KEYFRAME, startNanos, payload);
            }
        } catch (RuntimeException e) {
            // Whatever an encoder throws ends the stream with a word to the user, not this thread.
            target = null;
            onFailure.accept(e);
        }
    }

    private void send(Link to, int flags, long startNanos, ByteBuffer payload) {
        var packet = packets.packet(Track.AUDIO, flags, startNanos, payload);
        congestion.sent(packet.remaining());
        to.send(packet);
    }

    @Override
    public void removed() {
        target = null;
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }
}
