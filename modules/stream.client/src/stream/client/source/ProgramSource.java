package stream.client.source;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stream.client.capture.CaptureException;
import stream.client.capture.CaptureException.Kind;
import stream.client.capture.CaptureSource;
import stream.client.capture.Frame;
import stream.client.capture.SizeLimit;

/// Shows what a program writes on its standard output, as MJPEG or Y4M: a webcam through ffmpeg, for
/// instance. The program runs for as long as the source is open.
///
/// Only the newest picture is kept: what nobody takes in time is passed over, so that nothing queues.
///
/// **Threads.** One captures and closes; `program-pictures` reads the pictures and `program-words` what
/// the program says on its standard error, each until the program has ended.
final class ProgramSource implements CaptureSource {
    /// A webcam takes some seconds to its first picture; one that gives none for so long is stuck.
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    /// A bad picture now and then is passed over; so many in succession are no accident.
    private static final int MOST_BAD = 10;
    /// Time for a program to end by itself when it is asked to.
    private static final long GOODBYE_MILLIS = 500;

    private final String program;
    private final Process process;
    private final LastWords words;
    private final Thread wordsThread;
    private final LongSupplier nanoTime;
    private final Thread cleaner;
    /// The last picture in pixels, for when there is no newer one.
    private final Frame decoded = new Frame();
    private boolean anyDecoded;
    private int bad;
    private long heardNanos;

    private final Object lock = new Object();
    private PictureReader reader;
    private byte[] newest;
    private IOException failure;
    private boolean ended;

    /// @throws IllegalArgumentException when this is no command line
    /// @throws CaptureException when there is no such program
    ProgramSource(String commandLine) throws CaptureException {
        this(CommandLine.split(commandLine), System::nanoTime);
    }

    ProgramSource(List<String> command, LongSupplier nanoTime) throws CaptureException {
        program = command.getFirst();
        this.nanoTime = nanoTime;
        heardNanos = nanoTime.getAsLong();
        try {
            process = new ProcessBuilder(command).start();
            // There is nothing for it to read.
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new CaptureException(
                    Kind.PROGRAM_MISSING, program, "The program " + program + " cannot be started.", e);
        }
        cleaner = Thread.ofPlatform().unstarted(this::kill);
        Runtime.getRuntime().addShutdownHook(cleaner);
        words = new LastWords(process.getErrorStream());
        wordsThread = Thread.ofVirtual().name("program-words").start(words);
        Thread.ofVirtual().name("program-pictures").start(this::readPictures);
    }

    private void readPictures() {
        try (var out = process.getInputStream()) {
            var found = PictureReader.of(out);
            synchronized (lock) {
                reader = found;
            }
            for (var picture = found.next(); picture != null; picture = found.next()) {
                synchronized (lock) {
                    newest = picture;
                }
            }
        } catch (IOException e) {
            synchronized (lock) {
                failure = e;
            }
        } finally {
            synchronized (lock) {
                ended = true;
            }
        }
    }

    @Override
    public String name() {
        return "program";
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
        frame.resize(decoded.width(), decoded.height());
        System.arraycopy(decoded.pixels(), 0, frame.pixels(), 0, decoded.pixels().length);
    }

    /// Makes pixels of the newest picture, if there is one.
    ///
    /// @return whether there is a picture that was not captured yet
    /// @throws CaptureException when there will be no more
    private boolean decodeNewest() throws CaptureException {
        PictureReader by;
        byte[] picture;
        synchronized (lock) {
            by = reader;
            picture = newest;
            newest = null;
            if (picture == null && (ended || failure != null)) {
                throw over();
            }
        }
        long now = nanoTime.getAsLong();
        if (picture == null) {
            if (now - heardNanos > PATIENCE_NANOS) {
                throw new CaptureException(
                        Kind.PROGRAM_SILENT, program, "The program " + program + " gave no picture for 10 seconds.", null);
            }
            return false;
        }
        heardNanos = now;
        return decode(by, picture);
    }

    private boolean decode(PictureReader by, byte[] picture) throws CaptureException {
        try {
            by.decode(picture, decoded);
        } catch (ImageFormatException e) {
            bad++;
            if (bad >= MOST_BAD || e.isOfSize()) {
                throw garbage(e);
            }
            return false;
        }
        bad = 0;
        if (Math.min(decoded.width(), decoded.height()) < SizeLimit.LEAST) {
            throw garbage(new ImageFormatException("pictures that are too small", true, null));
        }
        anyDecoded = true;
        return true;
    }

    private CaptureException over() {
        if (failure instanceof ImageFormatException) {
            return garbage(failure);
        }
        int status = -1;
        try {
            if (process.waitFor(GOODBYE_MILLIS, TimeUnit.MILLISECONDS)) {
                status = process.exitValue();
                wordsThread.join(Duration.ofMillis(GOODBYE_MILLIS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var said = words.last();
        var detail = program + (status > 0 ? ", status " + status : "") + (said.isEmpty() ? "" : ": " + said);
        return new CaptureException(Kind.PROGRAM_ENDED, detail, "The program ended: " + detail, null);
    }

    private CaptureException garbage(IOException cause) {
        var detail = program + ": " + cause.getMessage();
        return new CaptureException(
                Kind.PROGRAM_GARBAGE, detail, "What the program writes cannot be shown: " + detail, cause);
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException _) {
            // This program is ending: the hook does the same.
        }
    }

    /// Ends the program and those that it started, gently first.
    private void kill() {
        var all = new ArrayList<ProcessHandle>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
