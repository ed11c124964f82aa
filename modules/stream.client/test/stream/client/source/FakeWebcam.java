package stream.client.source;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stream.client.capture.SizeLimit;

/// A kernel with one webcam at `/dev/video0`, which answers as `videodev2.h` and the documentation of
/// V4L2 say: lists end with `EINVAL`, sizes are taken as near as there are, nothing is full before
/// something was filmed, and buffers are filled in the order in which they were given.
final class FakeWebcam implements Kernel {
    private static final int FILE = 7;
    private static final int BUFFER_LENGTH = 1 << 20;

    private final Map<Integer, List<SizeLimit>> formats;
    private final Arena arena = Arena.ofAuto();
    private final List<MemorySegment> buffers = new ArrayList<>();
    private final ArrayDeque<Integer> empty = new ArrayDeque<>();
    private final ArrayDeque<int[]> full = new ArrayDeque<>();
    /// Requests that fail, with the error's number.
    final Map<Integer, Integer> errors = new HashMap<>();
    int capabilities = V4l2.CAP_VIDEO_CAPTURE | V4l2.CAP_STREAMING;
    int openError;
    boolean refusesMemory;
    int chosenFormat;
    SizeLimit chosenSize;
    int extraStride;
    boolean isOpen;
    boolean streams;
    int mapped;

    /// @param formats the sizes for each kind; none where the driver does not tell
    FakeWebcam(Map<Integer, List<SizeLimit>> formats) {
        this.formats = formats;
    }

    /// Fills the next buffer, if there is one to fill.
    ///
    /// @return whether there was
    boolean film(byte[] picture, boolean damaged) {
        if (!streams || empty.isEmpty()) {
            return false;
        }
        int index = empty.remove();
        MemorySegment.copy(picture, 0, buffers.get(index), JAVA_BYTE, 0, picture.length);
        full.add(new int[] {index, picture.length, damaged ? V4l2.BUF_FLAG_ERROR : 0});
        return true;
    }

    /// From now on every request finds no webcam.
    void unplug() {
        for (int request : new int[] {V4l2.DQBUF, V4l2.QBUF, V4l2.STREAMOFF}) {
            errors.put(request, ENODEV);
        }
        openError = ENOENT;
    }

    @Override
    public int open(String file) {
        if (openError != 0 || !file.equals("/dev/video0")) {
            return openError != 0 ? -openError : -ENOENT;
        }
        isOpen = true;
        return FILE;
    }

    @Override
    public int ioctl(int file, int request, MemorySegment argument) {
        if (errors.containsKey(request)) {
            return -errors.get(request);
        }
        if (file != FILE || !isOpen) {
            return -EINVAL;
        }
        if (request == V4l2.QUERYCAP) {
            // The driver as a whole can more than this one file.
            argument.set(JAVA_INT, V4l2.CAPABILITY_CAPABILITIES, -1);
            argument.set(JAVA_INT, V4l2.CAPABILITY_DEVICE_CAPS, capabilities);
            return 0;
        }
        if (request == V4l2.ENUM_FMT) {
            int index = argument.get(JAVA_INT, V4l2.FMTDESC_INDEX);
            if (index >= formats.size() || argument.get(JAVA_INT, V4l2.FMTDESC_TYPE) != V4l2.TYPE_VIDEO_CAPTURE) {
                return -EINVAL;
            }
            argument.set(JAVA_INT, V4l2.FMTDESC_PIXELFORMAT, List.copyOf(formats.keySet()).get(index));
            return 0;
        }
        if (request == V4l2.ENUM_FRAMESIZES) {
            return size(argument);
        }
        if (request == V4l2.S_FMT) {
            return choose(argument);
        }
        if (request == V4l2.REQBUFS) {
            for (int i = argument.get(JAVA_INT, V4l2.REQUESTBUFFERS_COUNT); i > 0; i--) {
                buffers.add(arena.allocate(BUFFER_LENGTH));
            }
            return 0;
        }
        if (request == V4l2.STREAMON || request == V4l2.STREAMOFF) {
            streams = request == V4l2.STREAMON;
            return 0;
        }
        return buffer(request, argument);
    }

    private int size(MemorySegment argument) {
        var sizes = formats.getOrDefault(argument.get(JAVA_INT, V4l2.FRMSIZEENUM_PIXEL_FORMAT), List.of());
        int index = argument.get(JAVA_INT, V4l2.FRMSIZEENUM_INDEX);
        if (index >= sizes.size()) {
            return -EINVAL;
        }
        argument.set(JAVA_INT, V4l2.FRMSIZEENUM_TYPE, V4l2.FRMSIZE_DISCRETE);
        argument.set(JAVA_INT, V4l2.FRMSIZEENUM_WIDTH, sizes.get(index).width());
        argument.set(JAVA_INT, V4l2.FRMSIZEENUM_HEIGHT, sizes.get(index).height());
        return 0;
    }

    private int choose(MemorySegment argument) {
        chosenFormat = argument.get(JAVA_INT, V4l2.FORMAT_PIXELFORMAT);
        chosenSize = new SizeLimit(
                argument.get(JAVA_INT, V4l2.FORMAT_WIDTH), argument.get(JAVA_INT, V4l2.FORMAT_HEIGHT));
        var sizes = formats.get(chosenFormat);
        if (!sizes.isEmpty() && !sizes.contains(chosenSize)) {
            chosenSize = sizes.getFirst();
        }
        argument.set(JAVA_INT, V4l2.FORMAT_WIDTH, chosenSize.width());
        argument.set(JAVA_INT, V4l2.FORMAT_HEIGHT, chosenSize.height());
        int row = chosenFormat == V4l2.YUYV ? 2 * chosenSize.width() : chosenSize.width();
        argument.set(JAVA_INT, V4l2.FORMAT_BYTESPERLINE, row + extraStride);
        return 0;
    }

    private int buffer(int request, MemorySegment argument) {
        int index = argument.get(JAVA_INT, V4l2.BUFFER_INDEX);
        if (argument.get(JAVA_INT, V4l2.BUFFER_TYPE) != V4l2.TYPE_VIDEO_CAPTURE
                || argument.get(JAVA_INT, V4l2.BUFFER_MEMORY) != V4l2.MEMORY_MMAP) {
            return -EINVAL;
        }
        if (request == V4l2.DQBUF) {
            if (!streams) {
                return -EINVAL;
            }
            if (full.isEmpty()) {
                return -EAGAIN;
            }
            var next = full.remove();
            argument.set(JAVA_INT, V4l2.BUFFER_INDEX, next[0]);
            argument.set(JAVA_INT, V4l2.BUFFER_BYTESUSED, next[1]);
            argument.set(JAVA_INT, V4l2.BUFFER_FLAGS, next[2]);
            return 0;
        }
        if (index < 0 || index >= buffers.size() || empty.contains(index)) {
            return -EINVAL;
        }
        if (request == V4l2.QBUF) {
            empty.add(index);
            return 0;
        }
        if (request == V4l2.QUERYBUF) {
            argument.set(JAVA_INT, V4l2.BUFFER_OFFSET, index * BUFFER_LENGTH);
            argument.set(JAVA_INT, V4l2.BUFFER_LENGTH, BUFFER_LENGTH);
            return 0;
        }
        return -ENOTTY;
    }

    @Override
    public MemorySegment mmap(int file, long offset, long bytes) {
        if (refusesMemory || file != FILE) {
            return null;
        }
        mapped++;
        return buffers.get((int) (offset / BUFFER_LENGTH));
    }

    @Override
    public void munmap(MemorySegment memory) {
        mapped--;
    }

    @Override
    public void close(int file) {
        isOpen = false;
    }
}
