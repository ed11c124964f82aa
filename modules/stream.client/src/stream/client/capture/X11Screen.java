package stream.client.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static stream.client.capture.X11Connection.HEADER_BYTES;
import static stream.client.capture.X11Connection.view;

import java.awt.Rectangle;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// What an X server shows: its pixels through the MIT-SHM extension, which writes them into memory of
/// ours, the [pointer][X11Pointer], and through DAMAGE whether anything was drawn at all.
///
/// **Threads.** One, from opening to closing.
final class X11Screen implements AutoCloseable {
    private static final int SHM_ATTACH = 1;
    private static final int SHM_DETACH = 2;
    private static final int SHM_GET_IMAGE = 4;
    private static final int DAMAGE_CREATE = 1;
    private static final int DAMAGE_SUBTRACT = 3;
    /// The versions that have what is needed; the server wants to hear them before anything else.
    private static final int XFIXES_VERSION = 4;
    private static final int DAMAGE_VERSION = 1;
    /// `NonEmpty`: one event for the first drawing since the last `Subtract`, not one for each.
    private static final byte REPORT_NON_EMPTY = 3;

    private static final int ALL_PLANES = -1;
    private static final byte Z_PIXMAP = 2;
    private static final int BYTES_PER_PIXEL = 4;
    /// `ShmGetImage` reply: size
    private static final int IMAGE_SIZE = 12;

    /// `IPC_PRIVATE`, `IPC_CREAT | 0600`, `IPC_RMID` of `<sys/ipc.h>`
    private static final int IPC_PRIVATE = 0;
    private static final int IPC_CREATE_FOR_OWNER = 01000 | 0600;
    private static final int IPC_REMOVE = 0;

    /// Chooses a window of a server to which there is a connection now.
    @FunctionalInterface
    interface Choice {
        int of(X11Connection connection) throws CaptureException;
    }

    private final Xcb xcb;
    private final X11Connection connection;
    private final int watched;
    private final X11Connection.Extension shm;
    private final X11Pointer pointer;
    private final X11Connection.Extension damage;
    private final int damageId;
    private MemorySegment shared = MemorySegment.NULL;
    private int segmentId;
    private X11Pointer.Cursor drawnCursor;

    /// @param display such as `:0`, or null for the one that `DISPLAY` names
    /// @param screen which screen, where the server keeps several apart
    /// @throws CaptureException when there is none, or it cannot do what is needed
    X11Screen(String display, int screen) throws CaptureException {
        this(new Xcb(), display, screen, X11Connection::root);
    }

    /// @param choose says which window to watch, and maybe to take pictures of
    X11Screen(Xcb xcb, String display, int screen, Choice choose) throws CaptureException {
        this.xcb = xcb;
        connection = new X11Connection(xcb, display, screen);
        try {
            watched = choose.of(connection);
            shm = connection.extension("MIT-SHM");
            var xfixes = connection.extension("XFIXES");
            damage = connection.extension("DAMAGE");
            connection.sayVersion(xfixes, XFIXES_VERSION, 0);
            connection.sayVersion(damage, DAMAGE_VERSION, 0);
            pointer = new X11Pointer(connection, xfixes, System::nanoTime);
            damageId = connection.newId();
            var create = connection.blankRequest();
            create.set(JAVA_INT, HEADER_BYTES, damageId);
            create.set(JAVA_INT, HEADER_BYTES + 4, watched);
            create.set(JAVA_BYTE, HEADER_BYTES + 8, REPORT_NON_EMPTY);
            if (connection.failed(connection.send(damage, DAMAGE_CREATE, HEADER_BYTES + 12, false))) {
                throw new CaptureException("The X server does not tell of changes.");
            }
        } catch (CaptureException e) {
            connection.close();
            throw e;
        }
    }

    X11Connection connection() {
        return connection;
    }

    /// The window whose changes are told.
    int watched() {
        return watched;
    }

    /// Whether anything was drawn, or the pointer moved or changed, since the last look. What is drawn
    /// after the look, be it before the picture is taken, is told at the next one.
    boolean mayHaveChanged() throws CaptureException {
        pointer.ask();
        boolean moved = !Objects.equals(pointer.answer(), drawnCursor);
        // Events come in order with replies: all before the one above are there.
        boolean drawn = connection.tookEvent(damage.firstEvent());
        if (drawn) {
            connection.blankRequest().set(JAVA_INT, HEADER_BYTES, damageId);
            connection.send(damage, DAMAGE_SUBTRACT, HEADER_BYTES + 12, false);
        }
        return moved || drawn;
    }

    /// How the pointer is shown from the next picture on.
    void pointer(PointerStyle style) {
        pointer.style(style);
    }

    /// Takes a picture of a part of the desktop, and the pointer with it: both are asked for at once,
    /// so that they cost one round trip.
    ///
    /// @return the pointer, null when none is to be seen
    X11Pointer.Cursor capture(Rectangle part, Frame frame) throws CaptureException {
        return capture(connection.root(), part, frame);
    }

    /// The same of a window, or of a picture that the server keeps, by its id.
    X11Pointer.Cursor capture(int drawable, Rectangle part, Frame frame) throws CaptureException {
        long bytes = (long) part.width * part.height * BYTES_PER_PIXEL;
        if (shared.byteSize() != bytes) {
            attach(bytes);
        }
        int imageNumber = askForImage(drawable, part);
        pointer.ask();
        var image = connection.reply(imageNumber);
        boolean complete = image != null && view(image, IMAGE_SIZE + 4).get(JAVA_INT, IMAGE_SIZE) == bytes;
        release(image);
        drawnCursor = pointer.answer();
        if (!complete) {
            throw new CaptureException("The X server gave no picture.");
        }
        frame.resize(part.width, part.height);
        MemorySegment.copy(shared, JAVA_INT, 0, frame.pixels(), 0, frame.pixels().length);
        return drawnCursor;
    }

    private int askForImage(int drawable, Rectangle part) {
        var request = connection.blankRequest();
        request.set(JAVA_INT, HEADER_BYTES, drawable);
        request.set(JAVA_SHORT, HEADER_BYTES + 4, (short) part.x);
        request.set(JAVA_SHORT, HEADER_BYTES + 6, (short) part.y);
        request.set(JAVA_SHORT, HEADER_BYTES + 8, (short) part.width);
        request.set(JAVA_SHORT, HEADER_BYTES + 10, (short) part.height);
        request.set(JAVA_INT, HEADER_BYTES + 12, ALL_PLANES);
        request.set(JAVA_BYTE, HEADER_BYTES + 16, Z_PIXMAP);
        request.set(JAVA_INT, HEADER_BYTES + 20, segmentId);
        return connection.send(shm, SHM_GET_IMAGE, HEADER_BYTES + 28, true);
    }

    /// Makes a shared piece of memory of this size. It is marked to be removed as soon as both sides
    /// have it, so that nothing stays behind however this program ends.
    private void attach(long bytes) throws CaptureException {
        detach();
        int id = xcb.shmget(IPC_PRIVATE, bytes, IPC_CREATE_FOR_OWNER);
        if (id < 0) {
            throw new CaptureException("There is no shared memory to be had.");
        }
        try {
            var address = xcb.shmat(id);
            if (address.address() == -1) {
                throw new CaptureException("There is no shared memory to be had.");
            }
            segmentId = connection.newId();
            var request = connection.blankRequest();
            request.set(JAVA_INT, HEADER_BYTES, segmentId);
            request.set(JAVA_INT, HEADER_BYTES + 4, id);
            if (connection.failed(connection.send(shm, SHM_ATTACH, HEADER_BYTES + 12, false))) {
                xcb.shmdt(address);
                throw new CaptureException("The X server does not share memory; it may be another computer's.");
            }
            shared = view(address, bytes);
        } finally {
            xcb.shmctl(id, IPC_REMOVE);
        }
    }

    private void detach() {
        if (shared.address() != 0) {
            connection.blankRequest().set(JAVA_INT, HEADER_BYTES, segmentId);
            connection.failed(connection.send(shm, SHM_DETACH, HEADER_BYTES + 4, false));
            xcb.shmdt(shared);
            shared = MemorySegment.NULL;
        }
    }

    private void release(MemorySegment reply) {
        if (reply != null) {
            connection.release(reply);
        }
    }

    @Override
    public void close() {
        detach();
        connection.close();
    }
}
