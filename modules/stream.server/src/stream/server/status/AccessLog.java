package stream.server.status;

import jakarta.json.Json;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import stream.common.files.OwnerOnly;
import stream.net.http.AnsweredRequest;

/// A line of JSON for each request, in a file that cannot fill the disk: a full one becomes `FILE.1`, that
/// one `FILE.2` and so on, and the oldest goes. Whoever moves the file away (logrotate does) finds a new
/// one in its place soon.
///
/// ```
/// {"time":"2026-11-22T18:00:00.123Z","client":"192.0.2.7","secure":true,"method":"GET","path":"/bo",
///  "route":"/{name}","status":200,"bytes":2154,"ms":1.8,"agent":"Mozilla/5.0 …"}
/// ```
///
/// Of an address only the path is written: what stands in queries, cookies and other headers is nobody's
/// business.
///
/// **Threads.** Any thread tells of requests and waits for nothing; one virtual thread writes.
public final class AccessLog implements AnsweredRequest.Observer, Closeable {
    private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());
    /// Some seconds of a busy site. Beyond it lines are lost rather than memory filled.
    static final int MOST_WAITING = 10_000;
    /// With the ones kept, 160 MiB.
    static final long MOST_BYTES = 32L << 20;
    /// Old files beside the one that is written.
    static final int KEPT = 4;
    /// What strangers may write into a line.
    private static final int MOST_CHARACTERS = 300;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final String END = "";
    private static final Set<StandardOpenOption> APPENDING = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private final Path file;
    private final long mostBytes;
    private final Duration lookEvery;
    private final InstantSource clock;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_WAITING);
    private final LongAdder lost = new LongAdder();
    private final Thread writer;

    // The writer's own.
    private OutputStream out;
    private Object fileKey;
    private long bytes;
    private long lookedAtNanos;
    private boolean failing;

    /// @throws IOException when the file cannot be written
    public AccessLog(Path file) throws IOException {
        this(file, MOST_BYTES, LOOK_EVERY, InstantSource.system());
    }

    /// @param lookEvery how often to see whether the file was moved
    AccessLog(Path file, long mostBytes, Duration lookEvery, InstantSource clock) throws IOException {
        this.file = file.toAbsolutePath();
        this.mostBytes = mostBytes;
        this.lookEvery = lookEvery;
        this.clock = clock;
        open();
        writer = Thread.ofVirtual().name("access-log").start(this::run);
    }

    @Override
    public void answered(AnsweredRequest request) {
        if (!lines.offer(line(request, clock.instant()))) {
            lost.increment();
        }
    }

    static String line(AnsweredRequest request, Instant now) {
        return Json.createObjectBuilder()
            .add("time", now.truncatedTo(ChronoUnit.MILLIS).toString())
            .add("client", request.client().getHostAddress())
            .add("secure", request.secure())
            .add("method", shortened(request.method()))
            .add("path", shortened(request.path()))
            .add("route", request.route())
            .add("status", request.status())
            .add("bytes", request.bytes())
            .add("ms", request.tookNanos() / 10_000 / 100.0)
            .add("agent", shortened(request.userAgent()))
            .build().toString();
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }

    /// How many lines could not be written, since the start.
    public long lost() {
        return lost.sum();
    }

    private void run() {
        try {
            while (true) {
                var line = lines.poll();
                if (line == null) {
                    flush();
                    line = lines.take();
                }
                if (line.equals(END)) {
                    return;
                }
                write(line);
            }
        } catch (InterruptedException _) {
            // Nobody interrupts this thread but to end it.
        } finally {
            closeFile();
        }
    }

    private void write(String line) {
        try {
            var encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
            if (out == null || wasMoved()) {
                open();
            }
            if (bytes > 0 && bytes + encoded.length > mostBytes) {
                rotate();
            }
            out.write(encoded);
            bytes += encoded.length;
            failing = false;
        } catch (IOException e) {
            failed(e);
            lost.increment();
        }
    }

    private void flush() {
        try {
            if (out != null) {
                out.flush();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /// Whether another file has the name now, or none; looked at now and then.
    private boolean wasMoved() throws IOException {
        long now = System.nanoTime();
        if (now - lookedAtNanos < lookEvery.toNanos()) {
            return false;
        }
        lookedAtNanos = now;
        return !Files.exists(file) || !key().equals(fileKey);
    }

    private void open() throws IOException {
        closeFile();
        var channel = FileChannel.open(file, APPENDING, OwnerOnly.file(file));
        out = new BufferedOutputStream(Channels.newOutputStream(channel), 32 << 10);
        bytes = Files.size(file);
        fileKey = key();
        lookedAtNanos = System.nanoTime();
    }

    /// What tells this file from another of its name; the same for all where the system has no such thing.
    private Object key() throws IOException {
        var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? "" : key;
    }

    private void rotate() throws IOException {
        closeFile();
        for (int i = KEPT; i > 0; i--) {
            var from = i == 1 ? file : numbered(i - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        open();
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /// Logs the first failure of a row: a full disk is full for every line.
    private void failed(IOException e) {
        closeFile();
        if (!failing) {
            failing = true;
            LOG.log(Level.WARNING, "The access log {0} cannot be written: {1}", file, e);
        }
    }

    private void closeFile() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException _) {
                // What it held is lost with it; the next write tells whether that goes on.
            }
            out = null;
        }
    }

    /// Writes what there is, for at most a moment.
    @Override
    public void close() {
        try {
            if (lines.offer(END, CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.join(CLOSING);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
