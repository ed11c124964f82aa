package stream.client.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static stream.client.capture.X11Connection.HEADER_BYTES;
import static stream.client.capture.X11Connection.view;

import java.awt.Rectangle;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks an X server's window manager which windows there are (EWMH, `_NET_CLIENT_LIST`).
public final class X11Windows {
    private static final int GET_GEOMETRY = 14;
    private static final int INTERN_ATOM = 16;
    private static final int GET_PROPERTY = 20;
    private static final int QUERY_POINTER = 38;
    /// `QueryPointer` reply: child
    private static final int POINTER_CHILD = 12;
    /// Window managers put a window into one or two of theirs.
    private static final int MOST_FRAMES = 8;
    private static final int TRANSLATE_COORDINATES = 40;
    /// `GetProperty` reply: number of items of `format` bits; they follow
    private static final int PROPERTY_FORMAT = 1;
    private static final int PROPERTY_ITEMS = 16;
    private static final int PROPERTY_VALUE = 32;
    /// Nobody looks through more windows than this in a list.
    private static final int MOST_WINDOWS = 200;
    /// A title is cut here, in bytes.
    private static final int MOST_TITLE = 256;

    /// A window of a program.
    ///
    /// @param id the server's number for it, of meaning as long as the window is there
    /// @param place on the desktop, in pixels, without the frame that the window manager draws
    public record Window(int id, String title, Rectangle place) {}

    private final X11Connection connection;

    X11Windows(X11Connection connection) {
        this.connection = connection;
    }

    /// Whether this desktop tells programs of the windows of others: X11 does.
    public static boolean areTold() {
        return Capturing.isX11(System.getProperty("os.name"), System.getenv());
    }

    /// The windows of this desktop, the oldest first; none where it is not X11 or has no window manager.
    public static List<Window> all() {
        if (!areTold()) {
            return List.of();
        }
        try (var connection = new X11Connection(new Xcb(), null, 0)) {
            return new X11Windows(connection).list();
        } catch (CaptureException _) {
            // No server that could be asked: no windows either.
            return List.of();
        }
    }

    List<Window> list() throws CaptureException {
        var ids = property(connection.root(), atom("_NET_CLIENT_LIST"), MOST_WINDOWS * Integer.BYTES);
        int nameAtom = atom("_NET_WM_NAME");
        int oldNameAtom = atom("WM_NAME");
        var windows = new ArrayList<Window>();
        for (int i = 0; i + Integer.BYTES <= ids.length; i += Integer.BYTES) {
            int id = MemorySegment.ofArray(ids).get(JAVA_INT.withByteAlignment(1), i);
            var place = place(id);
            if (place.isPresent()) {
                var name = property(id, nameAtom, MOST_TITLE);
                var title = name.length > 0 ? name : property(id, oldNameAtom, MOST_TITLE);
                windows.add(new Window(id, new String(title, StandardCharsets.UTF_8), place.get()));
            }
        }
        return windows;
    }

    /// The size of a window or a pixmap, and the width of the border around it.
    record Size(int width, int height, int border) {}

    /// Empty when there is nothing with this id.
    Optional<Size> size(int drawable) throws CaptureException {
        connection.blankRequest().set(JAVA_INT, HEADER_BYTES, drawable);
        var geometry = connection.reply(connection.sendCore(GET_GEOMETRY, HEADER_BYTES + 4, true));
        if (geometry == null) {
            return Optional.empty();
        }
        var numbers = view(geometry, 22);
        var size = new Size(
                Short.toUnsignedInt(numbers.get(JAVA_SHORT, 16)),
                Short.toUnsignedInt(numbers.get(JAVA_SHORT, 18)),
                Short.toUnsignedInt(numbers.get(JAVA_SHORT, 20)));
        connection.release(geometry);
        return Optional.of(size);
    }

    /// Empty when the window has gone meanwhile.
    Optional<Rectangle> place(int window) throws CaptureException {
        var size = size(window);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        var request = connection.blankRequest();
        request.set(JAVA_INT, HEADER_BYTES, window);
        request.set(JAVA_INT, HEADER_BYTES + 4, connection.root());
        var corner = connection.reply(connection.sendCore(TRANSLATE_COORDINATES, HEADER_BYTES + 12, true));
        if (corner == null) {
            return Optional.empty();
        }
        var at = view(corner, 16);
        var place = new Rectangle(
                at.get(JAVA_SHORT, 12), at.get(JAVA_SHORT, 14), size.get().width(), size.get().height());
        connection.release(corner);
        return Optional.of(place);
    }

    /// Whether the pointer is over this window, and not over another that covers it.
    boolean isUnderPointer(int window) throws CaptureException {
        int at = connection.root();
        for (int i = 0; i < MOST_FRAMES && at != 0 && at != window; i++) {
            at = childUnderPointer(at);
        }
        return at == window;
    }

    /// 0 when the pointer is over none.
    private int childUnderPointer(int window) throws CaptureException {
        connection.blankRequest().set(JAVA_INT, HEADER_BYTES, window);
        var pointer = connection.reply(connection.sendCore(QUERY_POINTER, HEADER_BYTES + 4, true));
        if (pointer == null) {
            return 0;
        }
        int child = view(pointer, POINTER_CHILD + 4).get(JAVA_INT, POINTER_CHILD);
        connection.release(pointer);
        return child;
    }

    /// What a property holds, empty when there is none.
    private byte[] property(int window, int atom, int mostBytes) throws CaptureException {
        if (atom == 0) {
            return new byte[0];
        }
        var request = connection.blankRequest();
        request.set(JAVA_INT, HEADER_BYTES, window);
        request.set(JAVA_INT, HEADER_BYTES + 4, atom);
        request.set(JAVA_INT, HEADER_BYTES + 16, mostBytes / Integer.BYTES);
        var reply = connection.reply(connection.sendCore(GET_PROPERTY, HEADER_BYTES + 20, true));
        if (reply == null) {
            return new byte[0];
        }
        var head = view(reply, PROPERTY_VALUE);
        long bytes = Integer.toUnsignedLong(head.get(JAVA_INT, PROPERTY_ITEMS)) * (head.get(JAVA_BYTE, PROPERTY_FORMAT) / 8);
        var value = new byte[(int) Math.min(bytes, mostBytes)];
        MemorySegment.copy(view(reply, PROPERTY_VALUE + value.length), JAVA_BYTE, PROPERTY_VALUE, value, 0, value.length);
        connection.release(reply);
        return value;
    }

    /// The server's number for a name; 0 when nobody has ever used it.
    private int atom(String name) throws CaptureException {
        var text = name.getBytes(StandardCharsets.US_ASCII);
        var request = connection.blankRequest();
        request.set(JAVA_BYTE, 1, (byte) 1); // only if it exists
        request.set(JAVA_SHORT, HEADER_BYTES, (short) text.length);
        MemorySegment.copy(text, 0, request, JAVA_BYTE, HEADER_BYTES + 4, text.length);
        int bytes = HEADER_BYTES + 4 + (text.length + 3) / 4 * 4;
        var reply = connection.reply(connection.sendCore(INTERN_ATOM, bytes, true));
        if (reply == null) {
            return 0;
        }
        int atom = view(reply, 12).get(JAVA_INT, 8);
        connection.release(reply);
        return atom;
    }
}
