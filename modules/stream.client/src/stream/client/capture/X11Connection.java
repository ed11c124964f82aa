package stream.client.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.awt.Rectangle;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// A connection to an X server with the MIT-SHM and XFIXES extensions, and a piece of memory that the
/// server writes pictures into.
///
/// **Threads.** One at a time.
final class X11Connection implements AutoCloseable {
    /// `xcb_setup_t.image_byte_order`
    private static final int SETUP_BYTE_ORDER = 30;
    /// `xcb_screen_t.root_depth`
    private static final int SCREEN_DEPTH = 38;
    /// `xcb_query_extension_reply_t.present`
    private static final int EXTENSION_PRESENT = 8;
    /// `xcb_shm_get_image_reply_t.size`
    private static final int IMAGE_SIZE = 12;
    /// The fields of `xcb_xfixes_get_cursor_image_reply_t`; the pixels follow.
    private static final int CURSOR_X = 8;
    private static final int CURSOR_Y = 10;
    private static final int CURSOR_WIDTH = 12;
    private static final int CURSOR_HEIGHT = 14;
    private static final int CURSOR_HOT_X = 16;
    private static final int CURSOR_HOT_Y = 18;
    private static final int CURSOR_SERIAL = 20;
    private static final int CURSOR_PIXELS = 32;
    /// Far above any pointer, against a server that says nonsense.
    private static final int MOST_CURSOR_SIDE = 1024;

    private static final int ALL_PLANES = -1;
    private static final byte Z_PIXMAP = 2;
    private static final int BYTES_PER_PIXEL = 4;
    private static final int XFIXES_MAJOR = 4;
    /// `IPC_PRIVATE`, `IPC_CREAT | 0600`, `IPC_RMID` of `<sys/ipc.h>`.
    private static final int IPC_PRIVATE = 0;
    private static final int IPC_CREATE_FOR_OWNER = 01000 | 0600;
    private static final int IPC_REMOVE = 0;

    /// Where the pointer is, and how it looks.
    record Cursor(int x, int y, PointerImage image) {}

    private final Xcb xcb;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment connection;
    private final MemorySegment error = arena.allocate(ADDRESS);
    private int root;
    private int segmentId;
    private MemorySegment shared = MemorySegment.NULL;
    private int cursorSerial;
    private PointerImage cursorImage;

    /// @param display such as `:0`, or null for the one that `DISPLAY` names
    /// @throws CaptureException when there is none, or it cannot do what is needed
    X11Connection(Xcb xcb, String display) throws CaptureException {
        this.xcb = xcb;
        try {
            var number = arena.allocate(JAVA_INT);
            MemorySegment name = display == null ? MemorySegment.NULL : arena.allocateFrom(display);
            connection = (MemorySegment) xcb.connect.invokeExact(name, number);
            boolean usable = false;
            try {
                check();
                choose(number.get(JAVA_INT, 0));
                usable = true;
            } finally {
                if (!usable) {
                    close();
                }
            }
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /// Finds the root window of the screen and makes sure that its pixels are what we take them for.
    private void choose(int number) throws Throwable {
        var setup = view((MemorySegment) xcb.setup.invokeExact(connection), SETUP_BYTE_ORDER + 1);
        var allocator = (SegmentAllocator) arena;
        var screens = (MemorySegment) xcb.rootsIterator.invokeExact(allocator, setup);
        for (int i = 0; i < number; i++) {
            xcb.nextScreen.invokeExact(screens);
        }
        var screen = view(screens.get(ADDRESS, 0), SCREEN_DEPTH + 1);
        root = screen.get(JAVA_INT, 0);
        int depth = screen.get(JAVA_BYTE, SCREEN_DEPTH);
        if (setup.get(JAVA_BYTE, SETUP_BYTE_ORDER) != 0 || depth != 24 && depth != 32) {
            throw new CaptureException("The screen has a pixel format that is not known here.");
        }
        require(xcb.shmId);
        require(xcb.xfixesId);
        // XFIXES wants to be asked for its version before anything else.
        var cookie = (MemorySegment) xcb.xfixesQueryVersion.invokeExact(allocator, connection, XFIXES_MAJOR, 0);
        release((MemorySegment) xcb.xfixesQueryVersionReply.invokeExact(connection, cookie, error));
    }

    private void require(MemorySegment extension) throws Throwable {
        var data = (MemorySegment) xcb.extensionData.invokeExact(connection, extension);
        if (data.address() == 0 || view(data, EXTENSION_PRESENT + 1).get(JAVA_BYTE, EXTENSION_PRESENT) == 0) {
            throw new CaptureException("The X server lacks an extension that is needed.");
        }
    }

    /// Takes a picture of a part of the desktop, and the pointer with it: both are asked for at once,
    /// so that they cost one round trip.
    ///
    /// @return the pointer, null when the server shows none
    Cursor capture(Rectangle part, Frame frame) throws CaptureException {
        long bytes = (long) part.width * part.height * BYTES_PER_PIXEL;
        try (var call = Arena.ofConfined()) {
            var allocator = (SegmentAllocator) call;
            if (shared.byteSize() != bytes) {
                attach(allocator, bytes);
            }
            var image = (MemorySegment) xcb.shmGetImage.invokeExact(
                    allocator, connection, root, (short) part.x, (short) part.y, (short) part.width,
                    (short) part.height, ALL_PLANES, Z_PIXMAP, segmentId, 0);
            var cursor = (MemorySegment) xcb.xfixesCursorImage.invokeExact(allocator, connection);
            var imageReply = (MemorySegment) xcb.shmGetImageReply.invokeExact(connection, image, error);
            releaseError();
            var cursorReply = (MemorySegment) xcb.xfixesCursorImageReply.invokeExact(connection, cursor, error);
            releaseError();
            try {
                check();
                if (imageReply.address() == 0
                        || view(imageReply, IMAGE_SIZE + 4).get(JAVA_INT, IMAGE_SIZE) != bytes) {
                    throw new CaptureException("The X server gave no picture.");
                }
                frame.resize(part.width, part.height);
                MemorySegment.copy(shared, JAVA_INT, 0, frame.pixels(), 0, frame.pixels().length);
                return cursorReply.address() == 0 ? null : cursor(cursorReply);
            } finally {
                release(imageReply);
                release(cursorReply);
            }
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    private Cursor cursor(MemorySegment reply) {
        var head = view(reply, CURSOR_PIXELS);
        int serial = head.get(JAVA_INT, CURSOR_SERIAL);
        if (cursorImage == null || serial != cursorSerial) {
            int width = unsigned(head, CURSOR_WIDTH);
            int height = unsigned(head, CURSOR_HEIGHT);
            if (width > MOST_CURSOR_SIDE || height > MOST_CURSOR_SIDE) {
                return null;
            }
            var pixels = new int[width * height];
            var all = view(reply, CURSOR_PIXELS + (long) pixels.length * BYTES_PER_PIXEL);
            MemorySegment.copy(all, JAVA_INT, CURSOR_PIXELS, pixels, 0, pixels.length);
            cursorImage = new PointerImage(
                    width, height, unsigned(head, CURSOR_HOT_X), unsigned(head, CURSOR_HOT_Y), pixels, true);
            cursorSerial = serial;
        }
        return new Cursor(head.get(JAVA_SHORT, CURSOR_X), head.get(JAVA_SHORT, CURSOR_Y), cursorImage);
    }

    private static int unsigned(MemorySegment from, int offset) {
        return Short.toUnsignedInt(from.get(JAVA_SHORT, offset));
    }

    /// Makes a shared piece of this size. It is marked to be removed as soon as both sides have it, so
    /// that nothing stays behind however this program ends.
    @SuppressWarnings("restricted")
    private void attach(SegmentAllocator allocator, long bytes) throws Throwable {
        detach();
        int id = (int) xcb.shmget.invokeExact(IPC_PRIVATE, bytes, IPC_CREATE_FOR_OWNER);
        if (id < 0) {
            throw new CaptureException("There is no shared memory to be had.");
        }
        try {
            var address = (MemorySegment) xcb.shmat.invokeExact(id, MemorySegment.NULL, 0);
            if (address.address() == -1) {
                throw new CaptureException("There is no shared memory to be had.");
            }
            shared = address.reinterpret(bytes);
            segmentId = (int) xcb.generateId.invokeExact(connection);
            var cookie = (MemorySegment) xcb.shmAttachChecked.invokeExact(
                    allocator, connection, segmentId, id, (byte) 0);
            var refused = (MemorySegment) xcb.requestCheck.invokeExact(connection, cookie);
            if (refused.address() != 0) {
                release(refused);
                unmap();
                throw new CaptureException("The X server does not share memory; it may be another computer's.");
            }
        } finally {
            int _ = (int) xcb.shmctl.invokeExact(id, IPC_REMOVE, MemorySegment.NULL);
        }
    }

    private void detach() throws Throwable {
        if (shared.address() != 0) {
            try (var call = Arena.ofConfined()) {
                var allocator = (SegmentAllocator) call;
                var _ = (MemorySegment) xcb.shmDetach.invokeExact(allocator, connection, segmentId);
            }
            unmap();
        }
    }

    private void unmap() throws Throwable {
        var _ = (int) xcb.shmdt.invokeExact(shared);
        shared = MemorySegment.NULL;
    }

    private void check() throws Throwable {
        if ((int) xcb.hasError.invokeExact(connection) != 0) {
            throw new CaptureException("The X server is gone.");
        }
    }

    private void release(MemorySegment reply) throws Throwable {
        if (reply.address() != 0) {
            xcb.free.invokeExact(reply);
        }
    }

    private void releaseError() throws Throwable {
        release(error.get(ADDRESS, 0));
        error.set(ADDRESS, 0, MemorySegment.NULL);
    }

    /// The first bytes of a structure that C gave a pointer to.
    @SuppressWarnings("restricted")
    private static MemorySegment view(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }

    private static CaptureException failure(Throwable e) {
        return switch (e) {
            case CaptureException own -> own;
            case Error fatal -> throw fatal;
            default -> new CaptureException("The X server could not be asked for a picture.", e);
        };
    }

    @Override
    public void close() {
        try {
            detach();
            xcb.disconnect.invokeExact(connection);
        } catch (Throwable e) {
            if (e instanceof Error fatal) {
                throw fatal;
            }
            // Calls into C throw nothing else.
        } finally {
            arena.close();
        }
    }
}
