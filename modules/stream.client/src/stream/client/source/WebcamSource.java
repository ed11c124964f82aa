package stream.client.source;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureException.Kind;
import stream.client.capture.CaptureSource;
import stream.client.capture.Frame;
import stream.client.capture.SizeLimit;

/// Shows a webcam of Linux, read from its driver (V4L2) through memory that both share.
///
/// ```
/// open, QUERYCAP, ENUM_FMT, ENUM_FRAMESIZES, S_FMT
/// REQBUFS, then QUERYBUF, mmap, QBUF for each buffer, STREAMON
/// DQBUF until EAGAIN: the newest is shown; QBUF gives each back
/// STREAMOFF, munmap, close
/// ```
///
/// Nothing waits for the webcam: while it has no new picture the last one stands.
///
/// **Threads.** One, from opening to closing.
final class WebcamSource implements CaptureSource {
    /// One that is being filled, one that is full, and two for a moment's delay.
    private static final int BUFFERS = 4;
    private static final int MOST_BUFFERS = 32;
    /// Chosen when no size is asked for: larger is slow on many webcams.
    private static final SizeLimit USUAL = new SizeLimit(1280, 720);
    /// A webcam takes some seconds to its first picture; one that gives none for so long is stuck.
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    /// A damaged picture now and then is passed over; so many in succession are no accident.
    private static final int MOST_BAD = 30;

    private final WebcamFile file;
    private final LongSupplier nanoTime;
    private final WebcamFormat format;
    private final List<MemorySegment> buffers = new ArrayList<>();
    private final MemorySegment buffer;
    private final MemorySegment type;
    private final ImageReading images = new ImageReading(PictureReader.MOST_PIXELS);
    private final Frame decoded = new Frame();
    private boolean anyDecoded;
    private int bad;
    private long heardNanos;

    /// @param wanted the size to ask for; the driver takes what is nearest to it
    /// @throws CaptureException when the webcam cannot be used, with a sentence that says why
    WebcamSource(String name, Optional<SizeLimit> wanted) throws CaptureException {
        this(new LinuxKernel(), name, wanted, System::nanoTime);
    }

    WebcamSource(Kernel kernel, String name, Optional<SizeLimit> wanted, LongSupplier nanoTime)
            throws CaptureException {
        this.nanoTime = nanoTime;
        file = new WebcamFile(kernel, name);
        try {
            buffer = file.allocate(V4l2.BUFFER_BYTES);
            type = file.allocate(Integer.BYTES);
            type.set(JAVA_INT, 0, V4l2.TYPE_VIDEO_CAPTURE);
            format = chosenFormat(wanted);
            share();
            file.call("STREAMON", V4l2.STREAMON, type);
        } catch (CaptureException e) {
            release();
            throw e;
        }
        heardNanos = nanoTime.getAsLong();
    }

    /// The kind that is liked best of those that have the size.
    private WebcamFormat chosenFormat(Optional<SizeLimit> wanted) throws CaptureException {
        var formats = file.formats();
        if (formats.isEmpty()) {
            throw file.failed("its pictures are of a kind that is not known here");
        }
        for (var each : formats) {
            var sizes = file.sizes(each);
            if (wanted.isPresent() ? sizes.contains(wanted.get()) : !sizes.isEmpty()) {
                return file.choose(each, wanted.orElseGet(() -> usual(sizes)));
            }
        }
        return file.choose(formats.getFirst(), wanted.orElse(USUAL));
    }

    /// The largest up to the usual one, else the smallest.
    private static SizeLimit usual(Iterable<SizeLimit> sizes) {
        var sorted = new ArrayList<SizeLimit>();
        sizes.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt(size -> size.width() * size.height()));
        return sorted.stream()
                .filter(size -> size.width() <= USUAL.width() && size.height() <= USUAL.height())
                .reduce((_, larger) -> larger)
                .orElse(sorted.getFirst());
    }

    /// Has the driver make buffers, and gives it all of them to fill.
    private void share() throws CaptureException {
        var request = file.allocate(V4l2.REQUESTBUFFERS_BYTES);
        request.set(JAVA_INT, V4l2.REQUESTBUFFERS_COUNT, BUFFERS);
        request.set(JAVA_INT, V4l2.REQUESTBUFFERS_TYPE, V4l2.TYPE_VIDEO_CAPTURE);
        request.set(JAVA_INT, V4l2.REQUESTBUFFERS_MEMORY, V4l2.MEMORY_MMAP);
        file.call("REQBUFS", V4l2.REQBUFS, request);
        int count = request.get(JAVA_INT, V4l2.REQUESTBUFFERS_COUNT);
        if (count < 1 || count > MOST_BUFFERS) {
            throw file.failed("it offers " + count + " buffers");
        }
        for (int i = 0; i < count; i++) {
            describe(i);
            file.call("QUERYBUF", V4l2.QUERYBUF, buffer);
            buffers.add(file.map(
                    Integer.toUnsignedLong(buffer.get(JAVA_INT, V4l2.BUFFER_OFFSET)),
                    Integer.toUnsignedLong(buffer.get(JAVA_INT, V4l2.BUFFER_LENGTH))));
            give(i);
        }
    }

    private void describe(int index) {
        buffer.fill((byte) 0);
        buffer.set(JAVA_INT, V4l2.BUFFER_INDEX, index);
        buffer.set(JAVA_INT, V4l2.BUFFER_TYPE, V4l2.TYPE_VIDEO_CAPTURE);
        buffer.set(JAVA_INT, V4l2.BUFFER_MEMORY, V4l2.MEMORY_MMAP);
    }

    private void give(int index) throws CaptureException {
        describe(index);
        file.call("QBUF", V4l2.QBUF, buffer);
    }

    @Override
    public String name() {
        return "webcam";
    }

    @Override
    public boolean isReady() throws CaptureException {
        decodeNewest();
        return anyDecoded;
    }

    @Override
    public boolean mayHaveChanged() throws CaptureException {
        return decodeNewest();
    }

    @Override
    public void capture(Frame frame) throws CaptureException {
        decodeNewest();
        if (!anyDecoded) {
            throw silent();
        }
        frame.resize(decoded.width(), decoded.height());
        System.arraycopy(decoded.pixels(), 0, frame.pixels(), 0, decoded.pixels().length);
    }

    /// Makes pixels of the newest picture, if there is one.
    private boolean decodeNewest() throws CaptureException {
        byte[] newest = null;
        // A webcam that fills buffers as fast as they are taken must not hold us here.
        for (int i = 0; i < buffers.size(); i++) {
            var picture = take();
            if (picture.isEmpty()) {
                break;
            }
            newest = picture.get().length == 0 ? newest : picture.get();
        }
        if (newest == null) {
            if (nanoTime.getAsLong() - heardNanos > PATIENCE_NANOS) {
                throw silent();
            }
            return false;
        }
        return decode(newest);
    }

    private CaptureException silent() {
        return new CaptureException(
                Kind.WEBCAM_SILENT, file.name(), "The webcam " + file.name() + " gave no picture for 10 seconds.", null);
    }

    /// Takes a full buffer and gives it back, its bytes copied.
    ///
    /// @return empty when none is full; no bytes when the driver says that the picture is damaged
    private Optional<byte[]> take() throws CaptureException {
        describe(0);
        int result = file.tryCall(V4l2.DQBUF, buffer);
        // EIO is a passing trouble of the line; a picture may be lost (videodev's description of DQBUF).
        if (result == -Kernel.EAGAIN || result == -Kernel.EIO) {
            return Optional.empty();
        }
        if (result < 0) {
            throw file.failure("DQBUF", result);
        }
        int index = buffer.get(JAVA_INT, V4l2.BUFFER_INDEX);
        int used = buffer.get(JAVA_INT, V4l2.BUFFER_BYTESUSED);
        boolean damaged = (buffer.get(JAVA_INT, V4l2.BUFFER_FLAGS) & V4l2.BUF_FLAG_ERROR) != 0;
        if (index < 0 || index >= buffers.size() || used < 0 || used > buffers.get(index).byteSize()) {
            throw file.failed("it tells of a buffer that there is not");
        }
        var bytes = WebcamFile.bytes(buffers.get(index), damaged ? 0 : used);
        give(index);
        return Optional.of(bytes);
    }

    private boolean decode(byte[] picture) throws CaptureException {
        try {
            format.decode(picture, images, decoded);
        } catch (ImageFormatException e) {
            bad++;
            if (bad >= MOST_BAD) {
                throw file.failed("its pictures are damaged (" + e.getMessage() + ")");
            }
            return false;
        }
        if (Math.min(decoded.width(), decoded.height()) < SizeLimit.LEAST) {
            throw file.failed("its pictures are too small to be sent");
        }
        heardNanos = nanoTime.getAsLong();
        bad = 0;
        anyDecoded = true;
        return true;
    }

    @Override
    public void close() {
        file.tryCall(V4l2.STREAMOFF, type);
        release();
    }

    private void release() {
        buffers.forEach(file::unmap);
        buffers.clear();
        file.close();
    }
}
