package stream.client.capture;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static stream.client.capture.X11Connection.HEADER_BYTES;
import static stream.client.capture.X11Connection.view;

import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;

/// The mouse pointer of an X server: its place and picture through XFIXES, its buttons through
/// `QueryPointer`. Both are asked for at once, and may be asked for together with other things, so that
/// all costs one round trip.
///
/// **Threads.** That of the connection.
final class X11Pointer {
    private static final int XFIXES_GET_CURSOR_IMAGE = 4;
    private static final int QUERY_POINTER = 38;
    /// `GetCursorImage` reply; the pixels follow
    private static final int CURSOR_X = 8;
    private static final int CURSOR_Y = 10;
    private static final int CURSOR_WIDTH = 12;
    private static final int CURSOR_HEIGHT = 14;
    private static final int CURSOR_HOT_X = 16;
    private static final int CURSOR_HOT_Y = 18;
    private static final int CURSOR_SERIAL = 20;
    private static final int CURSOR_PIXELS = 32;
    /// `QueryPointer` reply: mask
    private static final int POINTER_MASK = 24;
    /// `Button1` to `Button3` in the mask; 4 and 5 are the wheel.
    private static final int BUTTONS = 0x100 | 0x200 | 0x400;
    /// Far above any pointer, against a server that says nonsense.
    private static final int MOST_CURSOR_SIDE = 1024;
    private static final int BYTES_PER_PIXEL = 4;

    /// Where the pointer is, and how it looks.
    ///
    /// @param ring what marks a click, null while there is none
    record Cursor(int x, int y, OverlayImage image, ClickRing ring) {

        /// Draws the pointer into a picture of the part of the desktop that begins at this pixel.
        void draw(Frame frame, int left, int top) {
            if (ring != null) {
                ring.draw(frame, x - left, y - top);
            }
            image.draw(frame, x - left, y - top);
        }
    }

    private final X11Connection connection;
    private final X11Connection.Extension xfixes;
    private final LongSupplier nanoTime;
    private final ClickMark mark = new ClickMark();
    private final ClickRing ring = new ClickRing();
    private PointerStyle style = PointerStyle.SHOWN;
    private PointerStyle askedStyle = style;
    private int cursorNumber;
    private int buttonsNumber;
    private int serial;
    private OverlayImage image;

    X11Pointer(X11Connection connection, X11Connection.Extension xfixes, LongSupplier nanoTime) {
        this.connection = connection;
        this.xfixes = xfixes;
        this.nanoTime = nanoTime;
    }

    void style(PointerStyle chosen) {
        style = chosen;
    }

    /// Asks for the pointer, without waiting. A pointer that is hidden is asked for too: who waits for
    /// the answer has all events from before it.
    void ask() {
        askedStyle = style;
        connection.blankRequest();
        cursorNumber = connection.send(xfixes, XFIXES_GET_CURSOR_IMAGE, HEADER_BYTES, true);
        if (askedStyle == PointerStyle.CLICKS) {
            connection.blankRequest().set(JAVA_INT, HEADER_BYTES, connection.root());
            buttonsNumber = connection.sendCore(QUERY_POINTER, HEADER_BYTES + 4, true);
        }
    }

    /// Waits for what was asked for.
    ///
    /// @return the pointer, null when none is to be seen
    /// @throws CaptureException when the server is gone
    Cursor answer() throws CaptureException {
        var cursor = connection.reply(cursorNumber);
        boolean clicked = askedStyle == PointerStyle.CLICKS && mark.isShown(isPressed(), nanoTime.getAsLong());
        if (cursor == null) {
            return null;
        }
        try {
            return askedStyle == PointerStyle.HIDDEN ? null : cursor(cursor, clicked);
        } finally {
            connection.release(cursor);
        }
    }

    private boolean isPressed() throws CaptureException {
        var buttons = connection.reply(buttonsNumber);
        if (buttons == null) {
            return false;
        }
        boolean pressed = (view(buttons, POINTER_MASK + 2).get(JAVA_SHORT, POINTER_MASK) & BUTTONS) != 0;
        connection.release(buttons);
        return pressed;
    }

    private Cursor cursor(MemorySegment reply, boolean clicked) {
        var head = view(reply, CURSOR_PIXELS);
        int fresh = head.get(JAVA_INT, CURSOR_SERIAL);
        if (image == null || fresh != serial) {
            int width = unsigned(head, CURSOR_WIDTH);
            int height = unsigned(head, CURSOR_HEIGHT);
            if (width > MOST_CURSOR_SIDE || height > MOST_CURSOR_SIDE) {
                return null;
            }
            var pixels = new int[width * height];
            var all = view(reply, CURSOR_PIXELS + (long) pixels.length * BYTES_PER_PIXEL);
            MemorySegment.copy(all, JAVA_INT, CURSOR_PIXELS, pixels, 0, pixels.length);
            image = new OverlayImage(
                    width, height, unsigned(head, CURSOR_HOT_X), unsigned(head, CURSOR_HOT_Y), pixels, true);
            serial = fresh;
        }
        return new Cursor(head.get(JAVA_SHORT, CURSOR_X), head.get(JAVA_SHORT, CURSOR_Y), image, clicked ? ring : null);
    }

    private static int unsigned(MemorySegment from, int offset) {
        return Short.toUnsignedInt(from.get(JAVA_SHORT, offset));
    }
}
