package stream.client.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The few C functions that [X11Connection] and [X11Screen] call: of libxcb, which is there wherever
/// Java can open a window, and of the C library.
///
/// XCB rather than Xlib, because it gives errors back to the caller, where Xlib ends the process.
final class Xcb {
    /// `xcb_void_cookie_t`, which is passed by value.
    private static final MemoryLayout COOKIE = MemoryLayout.structLayout(JAVA_INT.withName("sequence"));
    /// `xcb_screen_iterator_t`: `struct { xcb_screen_t *data; int rem; int index; }`
    private static final MemoryLayout SCREEN_ITERATOR = MemoryLayout.structLayout(ADDRESS, JAVA_INT, JAVA_INT);

    private final MethodHandle connect;
    private final MethodHandle disconnect;
    private final MethodHandle connectionHasError;
    private final MethodHandle getSetup;
    private final MethodHandle setupRootsIterator;
    private final MethodHandle screenNext;
    private final MethodHandle generateId;
    private final MethodHandle getExtensionData;
    private final MethodHandle sendRequest;
    private final MethodHandle waitForReply;
    private final MethodHandle requestCheck;
    private final MethodHandle pollForEvent;
    private final MethodHandle shmget;
    private final MethodHandle shmat;
    private final MethodHandle shmdt;
    private final MethodHandle shmctl;
    private final MethodHandle free;

    /// Loads the library, which stays for as long as the program runs.
    ///
    /// @throws CaptureException when this system has none
    @SuppressWarnings("restricted")
    Xcb() throws CaptureException {
        try {
            var xcb = SymbolLookup.libraryLookup("libxcb.so.1", Arena.global());
            var c = Linker.nativeLinker().defaultLookup();
            connect = function(xcb, "xcb_connect", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
            disconnect = function(xcb, "xcb_disconnect", FunctionDescriptor.ofVoid(ADDRESS));
            connectionHasError = function(xcb, "xcb_connection_has_error", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            getSetup = function(xcb, "xcb_get_setup", FunctionDescriptor.of(ADDRESS, ADDRESS));
            setupRootsIterator =
                    function(xcb, "xcb_setup_roots_iterator", FunctionDescriptor.of(SCREEN_ITERATOR, ADDRESS));
            screenNext = function(xcb, "xcb_screen_next", FunctionDescriptor.ofVoid(ADDRESS));
            generateId = function(xcb, "xcb_generate_id", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            getExtensionData =
                    function(xcb, "xcb_get_extension_data", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
            sendRequest = function(
                    xcb, "xcb_send_request", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
            waitForReply =
                    function(xcb, "xcb_wait_for_reply", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
            requestCheck = function(xcb, "xcb_request_check", FunctionDescriptor.of(ADDRESS, ADDRESS, COOKIE));
            pollForEvent = function(xcb, "xcb_poll_for_event", FunctionDescriptor.of(ADDRESS, ADDRESS));
            shmget = function(c, "shmget", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
            shmat = function(c, "shmat", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
            shmdt = function(c, "shmdt", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            shmctl = function(c, "shmctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
            free = function(c, "free", FunctionDescriptor.ofVoid(ADDRESS));
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new CaptureException("The X11 libraries are not there.", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        var symbol = library.find(name).orElseThrow(() -> new IllegalArgumentException("no symbol " + name));
        return Linker.nativeLinker().downcallHandle(symbol, descriptor);
    }

    MemorySegment connect(MemorySegment display, MemorySegment screenNumber) {
        try {
            return (MemorySegment) connect.invokeExact(display, screenNumber);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    void disconnect(MemorySegment connection) {
        try {
            disconnect.invokeExact(connection);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    boolean hasError(MemorySegment connection) {
        try {
            return (int) connectionHasError.invokeExact(connection) != 0;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    MemorySegment setup(MemorySegment connection) {
        try {
            return (MemorySegment) getSetup.invokeExact(connection);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// The structure of the screen with this number.
    MemorySegment screen(SegmentAllocator allocator, MemorySegment setup, int number) {
        try {
            var iterator = (MemorySegment) setupRootsIterator.invokeExact(allocator, setup);
            for (int i = 0; i < number; i++) {
                screenNext.invokeExact(iterator);
            }
            return iterator.get(ADDRESS, 0);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int generateId(MemorySegment connection) {
        try {
            return (int) generateId.invokeExact(connection);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    MemorySegment extensionData(MemorySegment connection, MemorySegment extension) {
        try {
            return (MemorySegment) getExtensionData.invokeExact(connection, extension);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// @return the request's number, by which its reply is known
    int sendRequest(MemorySegment connection, int flags, MemorySegment parts, MemorySegment description) {
        try {
            return (int) sendRequest.invokeExact(connection, flags, parts, description);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// @return the reply, to be freed; null with an error in its place when there is none
    MemorySegment waitForReply(MemorySegment connection, int request, MemorySegment error) {
        try {
            return (MemorySegment) waitForReply.invokeExact(connection, request, error);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// @return the error of a request without a reply, to be freed; null when it went well
    MemorySegment requestCheck(MemorySegment connection, MemorySegment cookie) {
        try {
            return (MemorySegment) requestCheck.invokeExact(connection, cookie);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// @return the next event, to be freed; null when there is none
    MemorySegment pollForEvent(MemorySegment connection) {
        try {
            return (MemorySegment) pollForEvent.invokeExact(connection);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// `shmget(2)`
    int shmget(int key, long bytes, int flags) {
        try {
            return (int) shmget.invokeExact(key, bytes, flags);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// `shmat(2)`, anywhere, for reading and writing
    MemorySegment shmat(int id) {
        try {
            return (MemorySegment) shmat.invokeExact(id, MemorySegment.NULL, 0);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// `shmdt(2)`
    void shmdt(MemorySegment shared) {
        try {
            int _ = (int) shmdt.invokeExact(shared);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// `shmctl(2)` without a structure
    void shmctl(int id, int command) {
        try {
            int _ = (int) shmctl.invokeExact(id, command, MemorySegment.NULL);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// `free(3)`; nothing for a null pointer.
    void free(MemorySegment memory) {
        try {
            free.invokeExact(memory);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// C throws nothing; what comes is a fault of the virtual machine or of this class.
    private static Error impossible(Throwable e) {
        return e instanceof Error error ? error : new AssertionError(e);
    }
}
