package stream.client.publish;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import stream.client.capture.AreaScaler;
import stream.client.capture.Damage;
import stream.client.capture.Frame;
import stream.client.capture.FrameLoop;
import stream.client.capture.SizeLimit;
import stream.common.media.MediaPacket;
import stream.common.media.Track;
import stream.common.media.TrackConfig;
import stream.common.video.EncoderSettings;
import stream.common.video.Picture;
import stream.common.video.VideoEncoder;
import stream.common.video.VideoEncoderProvider;

/// Scales, encodes and sends frames while there is a link; keeps the encoder from one link to the
/// next, so that it stays warm.
///
/// **Threads.** Frames come on the loop's thread, which alone touches the encoder; the other methods
/// may be called from any.
final class VideoOutlet implements FrameLoop.Outlet {
    /// Sockets, chat, the preview and the programs that are shown want a processor too.
    private static final int MOST_THREADS = 4;
    /// Pictures that are encoded for nobody while the first connection is being made: the machine code
    /// for it is there then, and the first keyframe comes at once.
    private static final int WARM_UP_PICTURES = 3;

    private final VideoEncoderProvider provider;
    private final VideoSettings settings;
    private final CongestionControl congestion;
    private final PacketWriter packets;
    private final Consumer<RuntimeException> onFailure;
    private final AtomicBoolean keyframeWanted = new AtomicBoolean();
    private volatile Link link;
    private volatile Counters counters = Counters.ZERO;

    private VideoEncoder encoder;
    /// Where the last config went, and which it was.
    private Link configuredLink;
    private TrackConfig config;
    /// The encoder has nothing left to refine: a picture without damage need not be shown to it.
    private boolean settled;
    private int warmUpLeft = WARM_UP_PICTURES;
    private int bitrateKbps;
    private AreaScaler scaler;
    private final Frame scaled = new Frame();

    VideoOutlet(
            VideoEncoderProvider provider,
            VideoSettings settings,
            CongestionControl congestion,
            PacketWriter packets,
            Consumer<RuntimeException> onFailure) {
        this.provider = provider;
        this.settings = settings;
        this.congestion = congestion;
        this.packets = packets;
        this.onFailure = onFailure;
    }

    /// Frames go here from now on, starting with the config and a keyframe.
    void connect(Link link) {
        this.link = link;
    }

    /// Frames go nowhere, and none are taken.
    void disconnect() {
        link = null;
    }

    /// The next frame shall be a keyframe.
    void requestKeyframe() {
        keyframeWanted.set(true);
    }

    Counters counters() {
        return counters;
    }

    @Override
    public boolean wants(long nowNanos) {
        if (link == null) {
            return warmUpLeft > 0;
        }
        boolean may = congestion.mayCapture(nowNanos);
        if (!may) {
            counters = counters.oneMoreHeld();
        }
        return may;
    }

    @Override
    public void frame(Frame frame, Damage damage, long capturedNanos) {
        var to = link;
        try {
            var size = settings.size().fit(frame.width(), frame.height());
            if (damage.isEmpty() && settled && configuredLink == to && !keyframeWanted.get()) {
                counters = counters.encoded(size.width(), size.height(), 0, 0, 0);
                return;
            }
            prepare(size);
            var picture = picture(frame, damage, size);
            if (to == null) {
                warmUpLeft--;
                encoder.encode(picture, true);
            } else {
                warmUpLeft = 0;
                encode(to, picture, capturedNanos);
            }
        } catch (RuntimeException e) {
            // Whatever an encoder throws ends the stream with a word to the user, not this thread.
            link = null;
            warmUpLeft = 0;
            onFailure.accept(e);
        }
    }

    /// Opens the encoder, or gives it another size or bitrate.
    private void prepare(SizeLimit size) {
        int aim = Math.max(congestion.bitrateKbps(), 50);
        if (encoder == null) {
            int processors = Runtime.getRuntime().availableProcessors();
            int threads = Math.clamp(processors / 2, Math.min(2, processors), MOST_THREADS);
            encoder = provider.open(new EncoderSettings(
                    size.width(),
                    size.height(),
                    settings.framesPerSecond(),
                    aim,
                    settings.keyframeIntervalFrames(),
                    threads,
                    settings.temporalLayers()));
            bitrateKbps = aim;
        } else if (encoder.config().width() != size.width() || encoder.config().height() != size.height()) {
            encoder.resize(size.width(), size.height());
        }
        if (aim != bitrateKbps) {
            encoder.bitrate(aim);
            bitrateKbps = aim;
        }
    }

    private Picture picture(Frame frame, Damage damage, SizeLimit size) {
        if (size.width() > frame.width() || size.height() > frame.height()) {
            throw new IllegalArgumentException("The source is too small to be sent.");
        }
        if (size.width() == frame.width() && size.height() == frame.height()) {
            return new Picture.Rgb(frame.width(), frame.height(), frame.pixels(), frame.width());
        }
        if (frame.width() - size.width() < 2 && frame.height() - size.height() < 2) {
            // An odd side: its last line is left out, which keeps every other pixel as sharp as it is.
            return new Picture.Rgb(size.width(), size.height(), frame.pixels(), frame.width());
        }
        if (scaler == null || !scaler.fits(frame.width(), frame.height(), size.width(), size.height())) {
            scaler = new AreaScaler(frame.width(), frame.height(), size.width(), size.height());
            scaled.resize(size.width(), size.height());
            scaler.scale(frame.pixels(), scaled.pixels());
        } else {
            scaler.scale(frame.pixels(), scaled.pixels(), damage.top(), damage.bottom());
        }
        return new Picture.Rgb(size.width(), size.height(), scaled.pixels(), size.width());
    }

    private void encode(Link to, Picture picture, long capturedNanos) {
        boolean fresh = configuredLink != to || !encoder.config().equals(config);
        boolean keyframe = keyframeWanted.getAndSet(false) || fresh;
        long start = System.nanoTime();
        var outcome = encoder.encode(picture, keyframe);
        long took = System.nanoTime() - start;
        if (fresh) {
            config = encoder.config();
            send(to, MediaPacket.CONFIG, capturedNanos, config.toPayload());
            configuredLink = to;
        }
        boolean unchanged = outcome == VideoEncoder.Outcome.UNCHANGED;
        double coarse = encoder.statistics().coarse();
        settled = unchanged && coarse == 0;
        int bytes = 0;
        if (!unchanged) {
            bytes = send(to, flags(outcome), capturedNanos, encoder.payload());
        }
        counters = counters.encoded(picture.width(), picture.height(), bytes, took, coarse);
    }

    private int send(Link to, int flags, long capturedNanos, ByteBuffer payload) {
        var packet = packets.packet(Track.VIDEO, flags, capturedNanos, payload);
        int bytes = packet.remaining();
        congestion.sent(bytes);
        to.send(packet);
        return bytes;
    }

    private static int flags(VideoEncoder.Outcome outcome) {
        return switch (outcome) {
            case KEYFRAME -> MediaPacket.KEYFRAME;
            case DISPOSABLE -> MediaPacket.DISPOSABLE;
            case DELTA, UNCHANGED -> 0;
        };
    }

    /// A viewer who comes later gets all since the last keyframe, and is not to get what was hidden.
    @Override
    public void cut() {
        requestKeyframe();
    }

    @Override
    public void removed() {
        link = null;
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }
}
