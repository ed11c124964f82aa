package stream.client.window;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.function.Consumer;
import stream.client.capture.AreaScaler;
import stream.client.capture.Damage;
import stream.client.capture.Frame;
import stream.client.capture.FrameLoop;
import stream.client.capture.SizeLimit;

/// Makes the small pictures of the preview, less often than the stream's, and none while nobody can
/// see them.
///
/// **Threads.** Frames come on the loop's thread; [#pace] may be called from any. A picture that was
/// handed over is not touched again until two later ones have been.
final class PreviewOutlet implements FrameLoop.Outlet {
    private static final SizeLimit SIZE = new SizeLimit(960, 960);
    private static final int IMAGES = 3;

    private final Consumer<BufferedImage> screen;
    private final BufferedImage[] images = new BufferedImage[IMAGES];
    private final int[][] pixels = new int[IMAGES][];
    private final Frame scaled = new Frame();
    private AreaScaler scaler;
    private int next;
    private long dueNanos;
    private volatile long intervalNanos = 100_000_000L;

    /// @param screen gets each picture, on the loop's thread
    PreviewOutlet(Consumer<BufferedImage> screen) {
        this.screen = screen;
    }

    /// How often to make a picture; 0 for never.
    void pace(long intervalMillis) {
        intervalNanos = intervalMillis * 1_000_000;
    }

    @Override
    public boolean wants(long nowNanos) {
        return intervalNanos > 0 && nowNanos - dueNanos >= 0;
    }

    @Override
    public void frame(Frame frame, Damage damage, long capturedNanos) {
        dueNanos = capturedNanos + intervalNanos;
        var size = SIZE.fit(frame.width(), frame.height());
        boolean sameSize = scaler != null && scaler.fits(frame.width(), frame.height(), size.width(), size.height());
        if (damage.isEmpty() && sameSize || size.width() > frame.width() || size.height() > frame.height()) {
            return;
        }
        if (!sameSize) {
            scaler = new AreaScaler(frame.width(), frame.height(), size.width(), size.height());
            scaled.resize(size.width(), size.height());
            for (int i = 0; i < IMAGES; i++) {
                images[i] = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
                pixels[i] = ((DataBufferInt) images[i].getRaster().getDataBuffer()).getData();
            }
            damage = Damage.all(frame);
        }
        scaler.scale(frame.pixels(), scaled.pixels(), damage.top(), damage.bottom());
        System.arraycopy(scaled.pixels(), 0, pixels[next], 0, pixels[next].length);
        screen.accept(images[next]);
        next = (next + 1) % IMAGES;
    }
}
