package stream.client.scene;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import stream.client.capture.AreaScaler;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureSource;
import stream.client.capture.Frame;
import stream.client.capture.FrameLoop;

/// Draws the pictures of another source in a corner: a webcam, an image. One that fails is left out and
/// opened again a second later; the picture beneath goes on.
final class InsetPainter implements OverlayPainter {
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final Overlay.Inset inset;
    private final FrameLoop.Opener opener;
    private final Consumer<CaptureException> onFailure;
    private final LongSupplier nanoTime;
    private CaptureSource source;
    private long failedNanos;
    private boolean failed;
    /// The failure was told and no picture has come since.
    private boolean told;
    private boolean any;
    /// The source said that it has something new, which it may not say twice.
    private boolean stale;
    private final Frame taken = new Frame();
    /// What was taken last, in the size that it is shown in.
    private final Frame shown = new Frame();
    private AreaScaler smaller;
    /// For what is shown larger than it comes: before and after.
    private BufferedImage small;
    private BufferedImage large;
    private int pictureWidth;
    private int pictureHeight;

    InsetPainter(
            Overlay.Inset inset, FrameLoop.Opener opener, Consumer<CaptureException> onFailure, LongSupplier nanoTime) {
        this.inset = inset;
        this.opener = opener;
        this.onFailure = onFailure;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean mayHaveChanged() {
        try {
            if (isOpen()) {
                stale |= !any || source.mayHaveChanged();
            }
            return stale;
        } catch (CaptureException e) {
            fail(e);
            return true;
        }
    }

    @Override
    public void draw(Frame frame) {
        try {
            if (isOpen()) {
                take(frame);
            }
        } catch (CaptureException e) {
            fail(e);
        }
        if (any) {
            copy(frame);
        }
    }

    /// Whether there is a source that has a picture.
    private boolean isOpen() throws CaptureException {
        if (source == null) {
            if (failed && nanoTime.getAsLong() - failedNanos < RETRY_NANOS) {
                return false;
            }
            source = opener.open();
        }
        return any || source.isReady();
    }

    private void take(Frame frame) throws CaptureException {
        boolean fresh = stale || !any || source.mayHaveChanged();
        if (fresh) {
            source.capture(taken);
            any = true;
            stale = false;
            told = false;
        }
        if (fresh || pictureWidth != frame.width() || pictureHeight != frame.height()) {
            pictureWidth = frame.width();
            pictureHeight = frame.height();
            scale();
        }
    }

    private void fail(CaptureException failure) {
        close();
        failed = true;
        failedNanos = nanoTime.getAsLong();
        if (!told) {
            told = true;
            onFailure.accept(failure);
        }
    }

    /// As wide as was chosen, in its own proportions, and not higher than the picture.
    private void scale() {
        double factor = Math.min(
                (double) pictureWidth * inset.percent() / 100 / taken.width(), (double) pictureHeight / taken.height());
        shown.resize(
                Math.clamp(Math.round(taken.width() * factor), 1, pictureWidth),
                Math.clamp(Math.round(taken.height() * factor), 1, pictureHeight));
        if (shown.width() > taken.width() || shown.height() > taken.height()) {
            enlarge();
            return;
        }
        if (smaller == null || !smaller.fits(taken.width(), taken.height(), shown.width(), shown.height())) {
            smaller = new AreaScaler(taken.width(), taken.height(), shown.width(), shown.height());
        }
        smaller.scale(taken.pixels(), shown.pixels());
    }

    private void enlarge() {
        if (small == null || small.getWidth() != taken.width() || small.getHeight() != taken.height()) {
            small = new BufferedImage(taken.width(), taken.height(), BufferedImage.TYPE_INT_RGB);
        }
        if (large == null || large.getWidth() != shown.width() || large.getHeight() != shown.height()) {
            large = new BufferedImage(shown.width(), shown.height(), BufferedImage.TYPE_INT_RGB);
        }
        System.arraycopy(taken.pixels(), 0, pixels(small), 0, taken.pixels().length);
        var g = large.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(small, 0, 0, shown.width(), shown.height(), null);
        g.dispose();
        System.arraycopy(pixels(large), 0, shown.pixels(), 0, shown.pixels().length);
    }

    private static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private void copy(Frame frame) {
        int left = inset.corner().x(shown.width(), frame.width(), frame.height());
        int top = inset.corner().y(shown.height(), frame.height());
        for (int row = 0; row < shown.height(); row++) {
            System.arraycopy(
                    shown.pixels(), row * shown.width(), frame.pixels(), (top + row) * frame.width() + left, shown.width());
        }
    }

    @Override
    public void close() {
        any = false;
        stale = false;
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
