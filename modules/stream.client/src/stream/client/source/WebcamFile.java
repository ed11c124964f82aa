package stream.client.source;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureException.Kind;
import stream.client.capture.SizeLimit;

/// An open webcam of Linux (V4L2), which says what it can.
///
/// **Threads.** One, from opening to closing.
final class WebcamFile implements AutoCloseable {
    /// More kinds and sizes of pictures than any webcam has, against a driver that never ends.
    private static final int MOST_FORMATS = 64;
    private static final int MOST_SIZES = 256;
    /// What is offered of a webcam that can make any size.
    private static final List<SizeLimit> USUAL_SIZES = List.of(
            new SizeLimit(640, 480), new SizeLimit(1280, 720), new SizeLimit(1920, 1080));

    private final Kernel kernel;
    private final String name;
    private final int file;
    private final Arena arena = Arena.ofConfined();

    /// @param name such as `/dev/video0`
    /// @throws CaptureException when it is not there, may not be used, or is no webcam
    WebcamFile(Kernel kernel, String name) throws CaptureException {
        this.kernel = kernel;
        this.name = name;
        file = kernel.open(name);
        if (file < 0) {
            arena.close();
            throw failure("open", file);
        }
        try {
            requireWebcam();
        } catch (CaptureException e) {
            close();
            throw e;
        }
    }

    private void requireWebcam() throws CaptureException {
        var capability = arena.allocate(V4l2.CAPABILITY_BYTES, Long.BYTES);
        call("QUERYCAP", V4l2.QUERYCAP, capability);
        int all = capability.get(JAVA_INT, V4l2.CAPABILITY_CAPABILITIES);
        // A driver of several files tells of this one apart.
        int own = (all & V4l2.CAP_DEVICE_CAPS) == 0 ? all : capability.get(JAVA_INT, V4l2.CAPABILITY_DEVICE_CAPS);
        int needed = V4l2.CAP_VIDEO_CAPTURE | V4l2.CAP_STREAMING;
        if ((own & needed) != needed) {
            throw failed("it is no webcam, or one of a kind that is not known here");
        }
    }

    String name() {
        return name;
    }

    /// The kinds of pictures that it makes and that are read here, what is liked best first.
    List<Integer> formats() throws CaptureException {
        var offered = new ArrayList<Integer>();
        var description = arena.allocate(V4l2.FMTDESC_BYTES, Long.BYTES);
        for (int i = 0; i < MOST_FORMATS; i++) {
            description.fill((byte) 0);
            description.set(JAVA_INT, V4l2.FMTDESC_INDEX, i);
            description.set(JAVA_INT, V4l2.FMTDESC_TYPE, V4l2.TYPE_VIDEO_CAPTURE);
            if (isLast("ENUM_FMT", V4l2.ENUM_FMT, description)) {
                break;
            }
            offered.add(description.get(JAVA_INT, V4l2.FMTDESC_PIXELFORMAT));
        }
        return WebcamFormat.KNOWN.stream().filter(offered::contains).toList();
    }

    /// The sizes of pictures of this kind, the driver's own order; none where the driver does not tell.
    Set<SizeLimit> sizes(int pixelFormat) throws CaptureException {
        var sizes = new LinkedHashSet<SizeLimit>();
        var size = arena.allocate(V4l2.FRMSIZEENUM_BYTES, Long.BYTES);
        for (int i = 0; i < MOST_SIZES; i++) {
            size.fill((byte) 0);
            size.set(JAVA_INT, V4l2.FRMSIZEENUM_INDEX, i);
            size.set(JAVA_INT, V4l2.FRMSIZEENUM_PIXEL_FORMAT, pixelFormat);
            if (isLast("ENUM_FRAMESIZES", V4l2.ENUM_FRAMESIZES, size)) {
                break;
            }
            if (size.get(JAVA_INT, V4l2.FRMSIZEENUM_TYPE) != V4l2.FRMSIZE_DISCRETE) {
                USUAL_SIZES.stream().filter(each -> isWithin(size, each)).forEach(sizes::add);
                break;
            }
            int width = size.get(JAVA_INT, V4l2.FRMSIZEENUM_WIDTH);
            int height = size.get(JAVA_INT, V4l2.FRMSIZEENUM_HEIGHT);
            if (SizeLimit.isSize(width, height)) {
                sizes.add(new SizeLimit(width, height));
            }
        }
        return sizes;
    }

    private static boolean isWithin(MemorySegment steps, SizeLimit size) {
        return size.width() >= steps.get(JAVA_INT, V4l2.FRMSIZEENUM_MIN_WIDTH)
                && size.width() <= steps.get(JAVA_INT, V4l2.FRMSIZEENUM_MAX_WIDTH)
                && size.height() >= steps.get(JAVA_INT, V4l2.FRMSIZEENUM_MIN_HEIGHT)
                && size.height() <= steps.get(JAVA_INT, V4l2.FRMSIZEENUM_MAX_HEIGHT);
    }

    /// Asks for an entry of a list, which ends with `EINVAL`; a driver without lists answers `ENOTTY`.
    private boolean isLast(String request, int number, MemorySegment argument) throws CaptureException {
        int result = kernel.ioctl(file, number, argument);
        if (result < 0 && result != -Kernel.EINVAL && result != -Kernel.ENOTTY) {
            throw failure(request, result);
        }
        return result < 0;
    }

    /// Chooses kind and size of the pictures; the driver takes what is nearest to it.
    WebcamFormat choose(int pixelFormat, SizeLimit size) throws CaptureException {
        var format = arena.allocate(V4l2.FORMAT_BYTES, Long.BYTES);
        format.set(JAVA_INT, V4l2.FORMAT_TYPE, V4l2.TYPE_VIDEO_CAPTURE);
        format.set(JAVA_INT, V4l2.FORMAT_WIDTH, size.width());
        format.set(JAVA_INT, V4l2.FORMAT_HEIGHT, size.height());
        format.set(JAVA_INT, V4l2.FORMAT_PIXELFORMAT, pixelFormat);
        format.set(JAVA_INT, V4l2.FORMAT_FIELD, V4l2.FIELD_NONE);
        call("S_FMT", V4l2.S_FMT, format);
        try {
            return WebcamFormat.of(format);
        } catch (ImageFormatException e) {
            throw failed(e.getMessage());
        }
    }

    /// @throws CaptureException when the driver refuses
    void call(String request, int number, MemorySegment argument) throws CaptureException {
        int result = kernel.ioctl(file, number, argument);
        if (result < 0) {
            throw failure(request, result);
        }
    }

    /// The same for a request that may have to be made again.
    ///
    /// @return below zero when it was refused
    int tryCall(int number, MemorySegment argument) {
        return kernel.ioctl(file, number, argument);
    }

    MemorySegment map(long offset, long bytes) throws CaptureException {
        var memory = kernel.mmap(file, offset, bytes);
        if (memory == null) {
            throw failed("there is no memory to be shared with it");
        }
        return memory;
    }

    CaptureException failure(String request, int result) {
        return switch (-result) {
            case Kernel.ENOENT, Kernel.ENODEV, Kernel.ENXIO -> new CaptureException(
                    Kind.WEBCAM_GONE, name, "The webcam " + name + " is not there (any more).", null);
            case Kernel.EBUSY -> new CaptureException(
                    Kind.WEBCAM_BUSY, name, "Another program uses the webcam " + name + ".", null);
            case Kernel.EACCES -> new CaptureException(
                    Kind.WEBCAM_DENIED, name,
                    "You may not use the webcam " + name + "; on most systems the group 'video' may.", null);
            case Kernel.ENOSPC -> failed("USB has no room for its pictures; choose a smaller size");
            default -> failed(request + " failed with error " + -result);
        };
    }

    CaptureException failed(String why) {
        return new CaptureException(
                Kind.WEBCAM_FAILED, name + ": " + why, "The webcam " + name + " cannot be used: " + why + ".", null);
    }

    MemorySegment allocate(int bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    void unmap(MemorySegment memory) {
        kernel.munmap(memory);
    }

    @Override
    public void close() {
        kernel.close(file);
        arena.close();
    }

    static byte[] bytes(MemorySegment memory, int length) {
        var bytes = new byte[length];
        MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, 0, length);
        return bytes;
    }
}
