package stream.client.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A connection to an X server, over which requests of extensions are sent as the X11 protocol writes
/// them. Numbers are offsets and codes of the protocol (`xproto.xml` and its fellows), which never
/// change.
///
/// **Threads.** One, from opening to closing.
final class X11Connection implements AutoCloseable {
    /// `xcb_setup_t.roots_len`, `image_byte_order`
    private static final int SETUP_SCREENS = 28;
    private static final int SETUP_BYTE_ORDER = 30;
    /// `xcb_screen_t.root_depth`
    private static final int SCREEN_DEPTH = 38;
    /// `QueryExtension` reply: present, first-event
    private static final int EXTENSION_PRESENT = 8;
    private static final int EXTENSION_FIRST_EVENT = 10;
    /// `XCB_REQUEST_CHECKED`: an error comes back to who asked, and not as an event.
    private static final int CHECKED = 1;
    /// `struct iovec`, and how many of them XCB wants to have free before the first of ours.
    private static final int IOVEC_BYTES = 16;
    private static final int FREE_PARTS = 2;
    /// `xcb_protocol_request_t`: count, extension, opcode, whether there is no reply
    private static final int REQUEST_EXTENSION = 8;
    private static final int REQUEST_OPCODE = 16;
    private static final int REQUEST_IS_VOID = 17;
    private static final int REQUEST_BYTES = 24;
    /// `xcb_extension_t`: name, a number that XCB fills in
    private static final int EXTENSION_BYTES = 16;
    /// An event is 32 bytes; the topmost bit of its kind says that another program sent it.
    private static final int EVENT_KIND = 0x7F;
    /// The same of every extension that is used here.
    private static final int QUERY_VERSION = 0;
    /// What comes before the parameters of a request; XCB fills it in.
    static final int HEADER_BYTES = 4;
    /// Longer than any request of ours.
    private static final int MOST_REQUEST_BYTES = 64;

    /// An extension of the protocol that the server has.
    record Extension(MemorySegment handle, int firstEvent) {}

    private final Xcb xcb;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment connection;
    private final MemorySegment error = arena.allocate(ADDRESS);
    private final MemorySegment cookie = arena.allocate(JAVA_INT);
    private final MemorySegment request = arena.allocate(MOST_REQUEST_BYTES, 8);
    private final MemorySegment parts = arena.allocate((FREE_PARTS + 1) * IOVEC_BYTES, 8);
    private final MemorySegment description = arena.allocate(REQUEST_BYTES, 8);
    private final int root;

    /// @param display such as `:0`, or null for the one that `DISPLAY` names
    /// @param screen which screen, where the server keeps several apart; most join them to one
    /// @throws CaptureException when there is none, or its pixels are of a kind not known here
    X11Connection(Xcb xcb, String display, int screen) throws CaptureException {
        this.xcb = xcb;
        var name = display == null ? MemorySegment.NULL : arena.allocateFrom(display);
        connection = xcb.connect(name, MemorySegment.NULL);
        try {
            check();
            root = chooseRoot(screen);
        } catch (CaptureException e) {
            close();
            throw e;
        }
    }

    /// The root window of the screen, whose pixels have to be 32 bits as Java's are.
    private int chooseRoot(int number) throws CaptureException {
        var setup = view(xcb.setup(connection), SETUP_BYTE_ORDER + 1);
        int screens = Byte.toUnsignedInt(setup.get(JAVA_BYTE, SETUP_SCREENS));
        var screen = view(xcb.screen(arena, setup, number < screens ? number : 0), SCREEN_DEPTH + 1);
        int depth = screen.get(JAVA_BYTE, SCREEN_DEPTH);
        if (setup.get(JAVA_BYTE, SETUP_BYTE_ORDER) != 0 || depth != 24 && depth != 32) {
            throw new CaptureException("The screen has a pixel format that is not known here.");
        }
        return screen.get(JAVA_INT, 0);
    }

    /// The window that everything else lies in.
    int root() {
        return root;
    }

    int newId() {
        return xcb.generateId(connection);
    }

    /// Finds an extension by the name that the protocol has for it.
    ///
    /// @throws CaptureException when the server does not have it
    Extension extension(String name) throws CaptureException {
        var handle = arena.allocate(EXTENSION_BYTES, 8);
        handle.set(ADDRESS, 0, arena.allocateFrom(name));
        var pointer = xcb.extensionData(connection, handle);
        if (pointer.address() == 0) {
            throw gone();
        }
        var data = view(pointer, EXTENSION_FIRST_EVENT + 1);
        if (data.get(JAVA_BYTE, EXTENSION_PRESENT) == 0) {
            throw new CaptureException("The X server lacks the extension " + name + ".");
        }
        return new Extension(handle, data.get(JAVA_BYTE, EXTENSION_FIRST_EVENT) & EVENT_KIND);
    }

    /// Tells an extension which version is spoken, which each wants to hear before anything else.
    void sayVersion(Extension extension, int major, int minor) throws CaptureException {
        var versions = blankRequest();
        versions.set(JAVA_INT, HEADER_BYTES, major);
        versions.set(JAVA_INT, HEADER_BYTES + 4, minor);
        var reply = reply(send(extension, QUERY_VERSION, HEADER_BYTES + 8, true));
        if (reply != null) {
            release(reply);
        }
    }

    /// The place for a request's parameters, all zero; they begin at [#HEADER_BYTES].
    MemorySegment blankRequest() {
        return request.fill((byte) 0);
    }

    /// Sends the request that was written into [#blankRequest], without waiting.
    ///
    /// @return its number, for [#reply] or [#failed]
    int send(Extension extension, int opcode, int bytes, boolean hasReply) {
        return send(extension.handle, opcode, bytes, hasReply);
    }

    /// The same for a request of the protocol itself, whose first parameter takes the header's second
    /// byte.
    int sendCore(int opcode, int bytes, boolean hasReply) {
        return send(MemorySegment.NULL, opcode, bytes, hasReply);
    }

    private int send(MemorySegment extension, int opcode, int bytes, boolean hasReply) {
        long first = FREE_PARTS * IOVEC_BYTES;
        parts.set(ADDRESS, first, request);
        parts.set(JAVA_LONG, first + 8, bytes);
        description.set(JAVA_LONG, 0, 1);
        description.set(ADDRESS, REQUEST_EXTENSION, extension);
        description.set(JAVA_BYTE, REQUEST_OPCODE, (byte) opcode);
        description.set(JAVA_BYTE, REQUEST_IS_VOID, (byte) (hasReply ? 0 : 1));
        return xcb.sendRequest(connection, CHECKED, parts.asSlice(first), description);
    }

    /// Waits for the reply to a request.
    ///
    /// @return the reply, to be given to [#release]; null when the server answered with an error
    /// @throws CaptureException when the server is gone
    MemorySegment reply(int number) throws CaptureException {
        error.set(ADDRESS, 0, MemorySegment.NULL);
        var reply = xcb.waitForReply(connection, number, error);
        xcb.free(error.get(ADDRESS, 0));
        check();
        return reply.address() == 0 ? null : reply;
    }

    /// Whether a request that has no reply was answered with an error; waits until that is known.
    boolean failed(int number) {
        cookie.set(JAVA_INT, 0, number);
        var refusal = xcb.requestCheck(connection, cookie);
        xcb.free(refusal);
        return refusal.address() != 0;
    }

    /// Takes the events that have come in.
    ///
    /// @return whether one of this kind was among them
    boolean tookEvent(int kind) {
        boolean found = false;
        for (var event = xcb.pollForEvent(connection); event.address() != 0; event = xcb.pollForEvent(connection)) {
            found |= (view(event, 1).get(JAVA_BYTE, 0) & EVENT_KIND) == kind;
            xcb.free(event);
        }
        return found;
    }

    void release(MemorySegment reply) {
        xcb.free(reply);
    }

    /// The first bytes of a structure that C gave a pointer to.
    @SuppressWarnings("restricted")
    static MemorySegment view(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }

    private void check() throws CaptureException {
        if (xcb.hasError(connection)) {
            throw gone();
        }
    }

    private static CaptureException gone() {
        return new CaptureException("The X server is gone.");
    }

    @Override
    public void close() {
        xcb.disconnect(connection);
        arena.close();
    }
}
