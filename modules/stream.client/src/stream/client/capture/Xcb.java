package stream.client.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The few functions of libxcb, libxcb-shm, libxcb-xfixes and the C library that [X11Source] calls.
///
/// XCB rather than Xlib: it gives errors back to the caller, where Xlib ends the whole process.
///
/// Names and signatures are the C ones; the numbers in [X11Source] are offsets into the structures of
/// the X11 protocol, which never change.
final class Xcb {
    /// `struct { unsigned int sequence; }`, which every request gives back by value.
    private static final MemoryLayout COOKIE = MemoryLayout.structLayout(JAVA_INT.withName("sequence"));
    /// `struct { xcb_screen_t *data; int rem; int index; }`
    private static final MemoryLayout SCREEN_ITERATOR = MemoryLayout.structLayout(ADDRESS, JAVA_INT, JAVA_INT);

    final MethodHandle connect;
    final MethodHandle disconnect;
    final MethodHandle hasError;
    final MethodHandle setup;
    final MethodHandle rootsIterator;
    final MethodHandle nextScreen;
    final MethodHandle generateId;
    final MethodHandle requestCheck;
    final MethodHandle extensionData;
    final MethodHandle shmAttachChecked;
    final MethodHandle shmDetach;
    final MethodHandle shmGetImage;
    final MethodHandle shmGetImageReply;
    final MethodHandle xfixesQueryVersion;
    final MethodHandle xfixesQueryVersionReply;
    final MethodHandle xfixesCursorImage;
    final MethodHandle xfixesCursorImageReply;
    final MemorySegment shmId;
    final MemorySegment xfixesId;
    final MethodHandle shmget;
    final MethodHandle shmat;
    final MethodHandle shmdt;
    final MethodHandle shmctl;
    final MethodHandle free;

    private final Linker linker = Linker.nativeLinker();

    /// Loads the libraries, which stay for as long as the program runs.
    ///
    /// @throws CaptureException when this system lacks one of them
    @SuppressWarnings("restricted")
    Xcb() throws CaptureException {
        try {
            var xcb = SymbolLookup.libraryLookup("libxcb.so.1", Arena.global());
            var shm = SymbolLookup.libraryLookup("libxcb-shm.so.0", Arena.global());
            var xfixes = SymbolLookup.libraryLookup("libxcb-xfixes.so.0", Arena.global());
            var c = linker.defaultLookup();
            connect = function(xcb, "xcb_connect", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
            disconnect = function(xcb, "xcb_disconnect", FunctionDescriptor.ofVoid(ADDRESS));
            hasError = function(xcb, "xcb_connection_has_error", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            setup = function(xcb, "xcb_get_setup", FunctionDescriptor.of(ADDRESS, ADDRESS));
            rootsIterator =
                    function(xcb, "xcb_setup_roots_iterator", FunctionDescriptor.of(SCREEN_ITERATOR, ADDRESS));
            nextScreen = function(xcb, "xcb_screen_next", FunctionDescriptor.ofVoid(ADDRESS));
            generateId = function(xcb, "xcb_generate_id", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            requestCheck = function(xcb, "xcb_request_check", FunctionDescriptor.of(ADDRESS, ADDRESS, COOKIE));
            extensionData =
                    function(xcb, "xcb_get_extension_data", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
            shmAttachChecked = function(
                    shm, "xcb_shm_attach_checked",
                    FunctionDescriptor.of(COOKIE, ADDRESS, JAVA_INT, JAVA_INT, JAVA_BYTE));
            shmDetach = function(shm, "xcb_shm_detach", FunctionDescriptor.of(COOKIE, ADDRESS, JAVA_INT));
            shmGetImage = function(
                    shm, "xcb_shm_get_image",
                    FunctionDescriptor.of(
                            COOKIE, ADDRESS, JAVA_INT, JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, JAVA_INT,
                            JAVA_BYTE, JAVA_INT, JAVA_INT));
            shmGetImageReply = reply(shm, "xcb_shm_get_image_reply");
            xfixesQueryVersion = function(
                    xfixes, "xcb_xfixes_query_version", FunctionDescriptor.of(COOKIE, ADDRESS, JAVA_INT, JAVA_INT));
            xfixesQueryVersionReply = reply(xfixes, "xcb_xfixes_query_version_reply");
            xfixesCursorImage =
                    function(xfixes, "xcb_xfixes_get_cursor_image", FunctionDescriptor.of(COOKIE, ADDRESS));
            xfixesCursorImageReply = reply(xfixes, "xcb_xfixes_get_cursor_image_reply");
            shmId = symbol(shm, "xcb_shm_id");
            xfixesId = symbol(xfixes, "xcb_xfixes_id");
            shmget = function(c, "shmget", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
            shmat = function(c, "shmat", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
            shmdt = function(c, "shmdt", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            shmctl = function(c, "shmctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
            free = function(c, "free", FunctionDescriptor.ofVoid(ADDRESS));
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new CaptureException("The X11 libraries are not there.", e);
        }
    }

    /// Every reply is fetched the same way: connection, cookie, place for an error.
    private MethodHandle reply(SymbolLookup library, String name) {
        return function(library, name, FunctionDescriptor.of(ADDRESS, ADDRESS, COOKIE, ADDRESS));
    }

    @SuppressWarnings("restricted")
    private MethodHandle function(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return linker.downcallHandle(symbol(library, name), descriptor);
    }

    private static MemorySegment symbol(SymbolLookup library, String name) {
        return library.find(name).orElseThrow(() -> new IllegalArgumentException("no symbol " + name));
    }
}
