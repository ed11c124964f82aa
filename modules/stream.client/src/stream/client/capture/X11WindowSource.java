package stream.client.capture;

import java.awt.Rectangle;
import java.lang.System.Logger.Level;

/// Takes pictures of one window of an X server, wherever it is moved and however it is sized: of the
/// window alone, also while others cover it, where the server has the Composite extension; else of the
/// part of the screen where it is.
public final class X11WindowSource implements CaptureSource {
    private static final System.Logger LOG = System.getLogger(X11WindowSource.class.getName());

    private final String name;
    private final int window;
    private final X11Screen screen;
    private final X11Windows windows;
    /// Null where the server cannot keep a window's picture.
    private final X11Pixmaps pixmaps;
    /// The server's picture of the window, 0 before the first, with the border around the window.
    private int pixmap;
    private X11Windows.Size pixmapSize;
    private int border;

    /// @throws CaptureException when there is no such window, or windows are not told here
    public X11WindowSource(WindowName name) throws CaptureException {
        this(null, 0, checked(name), true);
    }

    private static WindowName checked(WindowName name) throws CaptureException {
        if (!X11Windows.areTold()) {
            throw new CaptureException(
                    CaptureException.Kind.WINDOW_UNTOLD, name.toString(),
                    "This desktop does not tell programs of windows, which takes X11.", null);
        }
        return name;
    }

    /// @param composites whether to use the Composite extension where it is
    X11WindowSource(String display, int screenNumber, WindowName name, boolean composites) throws CaptureException {
        this.name = name.toString();
        screen = new X11Screen(new Xcb(), display, screenNumber, connection -> find(connection, name));
        window = screen.watched();
        windows = new X11Windows(screen.connection());
        pixmaps = composites ? keptPictures() : null;
    }

    private int find(X11Connection connection, WindowName name) throws CaptureException {
        return name.among(new X11Windows(connection).list()).orElseThrow(this::gone).id();
    }

    private X11Pixmaps keptPictures() {
        try {
            var kept = new X11Pixmaps(screen.connection());
            kept.keep(window);
            return kept;
        } catch (CaptureException e) {
            LOG.log(Level.DEBUG, "the window is seen as far as the screen shows it", e);
            return null;
        }
    }

    @Override
    public String name() {
        return pixmaps == null ? "x11-window-on-screen" : "x11-window";
    }

    @Override
    public void capture(Frame frame) throws CaptureException {
        var place = windows.place(window).orElseThrow(this::gone);
        var seen = pixmaps == null ? captureOnScreen(place, frame) : captureAlone(place, frame);
        var cursor = seen.cursor;
        // What is pressed in a window above, the keys of a password maybe, is not for viewers.
        boolean shown = cursor != null && seen.place.contains(cursor.x(), cursor.y())
                && (pixmaps == null || windows.isUnderPointer(window));
        if (shown) {
            cursor.draw(frame, seen.place.x, seen.place.y);
        }
    }

    /// What was captured, and where that is on the desktop.
    private record Seen(Rectangle place, X11Pointer.Cursor cursor) {}

    private Seen captureAlone(Rectangle place, Frame frame) throws CaptureException {
        takePixmap();
        var inside = new Rectangle(
                border, border, pixmapSize.width() - 2 * border, pixmapSize.height() - 2 * border);
        requireLargeEnough(inside);
        return new Seen(new Rectangle(place.getLocation(), inside.getSize()), screen.capture(pixmap, inside, frame));
    }

    /// Anew for each picture, since the server draws into another one after the window was sized, or put
    /// away and taken out again. While it is put away the last one stays.
    private void takePixmap() throws CaptureException {
        int fresh = pixmaps.pixmap(window);
        if (fresh != 0) {
            if (pixmap != 0) {
                pixmaps.free(pixmap);
            }
            pixmap = fresh;
            // The window may have been sized since its place was asked for; the pixmap never is.
            pixmapSize = windows.size(pixmap).orElseThrow(this::gone);
            border = windows.size(window).orElseThrow(this::gone).border();
        }
        if (pixmap == 0) {
            throw hidden();
        }
    }

    private Seen captureOnScreen(Rectangle place, Frame frame) throws CaptureException {
        var all = windows.size(screen.connection().root()).orElseThrow(this::gone);
        var visible = place.intersection(new Rectangle(all.width(), all.height()));
        requireLargeEnough(visible);
        return new Seen(visible, screen.capture(visible, frame));
    }

    private void requireLargeEnough(Rectangle part) throws CaptureException {
        if (Math.min(part.width, part.height) < SizeLimit.LEAST) {
            throw hidden();
        }
    }

    @Override
    public void pointer(PointerStyle style) {
        screen.pointer(style);
    }

    @Override
    public boolean mayHaveChanged() throws CaptureException {
        return screen.mayHaveChanged();
    }

    private CaptureException gone() {
        return new CaptureException(
                CaptureException.Kind.WINDOW_GONE, name, "There is no window '" + name + "' (any more).", null);
    }

    private CaptureException hidden() {
        return new CaptureException(
                CaptureException.Kind.WINDOW_HIDDEN, name,
                "The window '" + name + "' has no picture now: it is minimised, or outside the screen.", null);
    }

    @Override
    public void close() {
        screen.close();
    }
}
