package stream.client.publish;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import stream.client.capture.AreaScaler;
import stream.client.capture.Damage;
import stream.client.capture.Frame;
import stream.client.capture.FrameLoop;
import stream.client.capture.SizeLimit;
import stream.common.media.Track;

/// Sends a small still picture every few seconds: the channel's thumbnail, and what viewers see while
/// the stream is away.
///
/// A PNG of a photograph is large, and on a narrow line the video would have to wait for it. So each
/// picture may take as long as [#LINE_MILLIS] of the line, and comes smaller when it would take more.
///
/// **Threads.** Frames come on the loop's thread; PNG is made on a virtual thread, one at a time.
final class PictureOutlet implements FrameLoop.Outlet {
    private static final long INTERVAL_NANOS = 5_000_000_000L;
    /// The picture after a cut is sent again so much later: the server keeps but one every two seconds
    /// when there were many, and what the user hid must not stay for want of another.
    private static final long AGAIN_NANOS = 2_500_000_000L;
    /// Short against the time that anybody notices, and long enough for a picture of some detail.
    private static final int LINE_MILLIS = 120;
    /// The server's limit (PROTOCOL.md), less the packet's header.
    private static final int MOST_BYTES = 256 * 1024;
    private static final int[] LONGEST_SIDES = {480, 400, 320, 240, 160};

    private final CongestionControl congestion;
    private final PacketWriter packets;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Link link;
    private volatile int sideIndex;
    private Link sentTo;
    private long dueNanos;
    private boolean again;

    PictureOutlet(CongestionControl congestion, PacketWriter packets) {
        this.congestion = congestion;
        this.packets = packets;
    }

    void connect(Link link) {
        this.link = link;
    }

    void disconnect() {
        link = null;
    }

    @Override
    public boolean wants(long nowNanos) {
        var to = link;
        return to != null && (to != sentTo || nowNanos - dueNanos >= 0) && !busy.get()
                && congestion.mayCapture(nowNanos);
    }

    @Override
    public void frame(Frame frame, Damage damage, long capturedNanos) {
        var to = link;
        boolean fresh = to != sentTo;
        boolean needed = fresh || again || !damage.isEmpty();
        dueNanos = capturedNanos + (fresh ? AGAIN_NANOS : INTERVAL_NANOS);
        if (to == null || !needed) {
            return;
        }
        again = fresh;
        sentTo = to;
        // The largest size is scaled here, where the frame may be read; smaller ones from it there.
        var image = shrink(frame.pixels(), frame.width(), frame.height(), LONGEST_SIDES[sideIndex]);
        int budget = Math.clamp((long) congestion.bitrateKbps() * LINE_MILLIS / 8, 4096, MOST_BYTES);
        busy.set(true);
        Thread.startVirtualThread(() -> {
            try {
                send(to, image, budget, capturedNanos);
            } finally {
                busy.set(false);
            }
        });
    }

    /// The thumbnail of what is no longer shown gives way to the next picture's.
    @Override
    public void cut() {
        sentTo = null;
    }

    private void send(Link to, BufferedImage image, int budget, long capturedNanos) {
        var png = png(image);
        int index = sideIndex;
        while (png.length > budget && index < LONGEST_SIDES.length - 1) {
            index++;
            var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            png = png(shrink(pixels, image.getWidth(), image.getHeight(), LONGEST_SIDES[index]));
        }
        // Half of the budget unused: the next one may be a size larger.
        sideIndex = png.length * 2 < budget && index > 0 ? index - 1 : index;
        if (png.length <= MOST_BYTES) {
            var packet = packets.packet(Track.PICTURE, 0, capturedNanos, ByteBuffer.wrap(png));
            congestion.sent(packet.remaining());
            to.send(packet);
        }
    }

    static BufferedImage shrink(int[] pixels, int width, int height, int longestSide) {
        int limit = Math.max(longestSide, 16);
        var size = new SizeLimit(limit, limit).fit(width, height);
        var image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        var target = new int[size.width() * size.height()];
        if (size.width() <= width && size.height() <= height) {
            new AreaScaler(width, height, size.width(), size.height()).scale(pixels, target);
        }
        image.setRGB(0, 0, size.width(), size.height(), target, 0, size.width());
        return image;
    }

    static byte[] png(BufferedImage image) {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
