package stream.client.source;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import stream.client.capture.CaptureException;

/// The kernel itself, through the C library.
final class LinuxKernel implements Kernel {
    /// `fcntl.h`: `O_RDWR | O_NONBLOCK | O_CLOEXEC`, the same on all that Java has a foreign-function API for.
    private static final int OPEN_FLAGS = 2 | 04000 | 02000000;
    /// `mman.h`: `PROT_READ | PROT_WRITE`, `MAP_SHARED`, `MAP_FAILED`
    private static final int READ_WRITE = 1 | 2;
    private static final int SHARED = 1;
    private static final long FAILED = -1;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private final MethodHandle open;
    private final MethodHandle ioctl;
    private final MethodHandle mmap;
    private final MethodHandle munmap;
    private final MethodHandle close;
    private final MemorySegment state = Arena.ofAuto().allocate(STATE);

    /// @throws CaptureException when this is not Linux, or one whose numbers are others (32 bits)
    LinuxKernel() throws CaptureException {
        if (!isHere()) {
            throw new CaptureException("Webcams are read directly on Linux with 64 bits only.");
        }
        var errno = Linker.Option.captureCallState("errno");
        // open and ioctl take what follows the second argument as C's functions with "..." do.
        var variadic = Linker.Option.firstVariadicArg(2);
        open = function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), errno, variadic);
        ioctl = function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), errno, variadic);
        mmap = function(
                "mmap",
                FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        munmap = function("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
        close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    /// Whether this is a kernel whose structures are known here.
    static boolean isHere() {
        return System.getProperty("os.name").equals("Linux") && ADDRESS.byteSize() == Long.BYTES;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor, options);
    }

    @Override
    public int open(String file) {
        try (var arena = Arena.ofConfined()) {
            return result((int) open.invokeExact(state, arena.allocateFrom(file), OPEN_FLAGS, 0));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    @Override
    public int ioctl(int file, int request, MemorySegment argument) {
        try {
            return result((int) ioctl.invokeExact(state, file, Integer.toUnsignedLong(request), argument));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private int result(int returned) {
        return returned < 0 ? -(int) ERRNO.get(state, 0L) : returned;
    }

    @Override
    @SuppressWarnings("restricted")
    public MemorySegment mmap(int file, long offset, long bytes) {
        try {
            var memory = (MemorySegment) mmap.invokeExact(MemorySegment.NULL, bytes, READ_WRITE, SHARED, file, offset);
            return memory.address() == FAILED ? null : memory.reinterpret(bytes);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    @Override
    public void munmap(MemorySegment memory) {
        try {
            int _ = (int) munmap.invokeExact(memory, memory.byteSize());
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    @Override
    public void close(int file) {
        try {
            int _ = (int) close.invokeExact(file);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// C throws nothing; what comes is a fault of the virtual machine or of this class.
    private static Error impossible(Throwable e) {
        return e instanceof Error error ? error : new AssertionError(e);
    }
}
