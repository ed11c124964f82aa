package stream.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import stream.load.LoadViewer.Pace;
import stream.common.control.ControlMessage;
import stream.common.files.PlainText;

/// One run: connects everybody, lets them warm up, measures, and takes the figures together.
final class Load {
    /// What a slow or stalled viewer's kernel may hold for it; small, as on a slow line.
    private static final int SLOW_RECEIVE_BYTES = 64 * 1024;
    /// Room for the lines of more streams than any machine carries.
    private static final int MAX_KEYS_BYTES = 1 << 20;
    private static final String HELLO = new ControlMessage.Hello(ControlMessage.Format.PACKETS, 0).toJson();

    /// Whose stream, and the key to it.
    private record Streamer(String name, String key) {}

    private final LoadOptions options;
    private final PrintStream progress;
    private final Handshake handshake;

    /// @throws IOException when the server cannot be found, or not what to trust it by
    Load(LoadOptions options, PrintStream progress) throws IOException {
        this.options = options;
        this.progress = progress;
        this.handshake = new Handshake(options.server());
    }

    LoadResult run() throws IOException, InterruptedException {
        var streamers = streamers();
        var publishers = new ArrayList<LoadPublisher>();
        for (var streamer : streamers) {
            var key = streamer.key().isEmpty() ? "" : "Authorization: Bearer " + streamer.key() + "\r\n";
            publishers.add(new LoadPublisher(handshake.open(null, "/api/publish", key, 0), options));
        }
        var publisherLoop = new PublisherLoop(publishers, options.framesPerSecond());
        var publishing = Thread.ofPlatform().name("publishers").start(publisherLoop);

        var prompt = new LatencyHistogram();
        var slow = new LatencyHistogram();
        var viewers = viewers(streamers, prompt, slow);
        var viewerLoop = new ViewerLoop(viewers, options.slowKbps());
        var viewing = Thread.ofPlatform().name("viewers").start(viewerLoop);
        progress.printf("%d publishers and %d viewers are connected%n", publishers.size(), viewers.size());

        Thread.sleep(options.warmupSeconds() * 1000L);
        long sentBefore = publishers.stream().mapToLong(LoadPublisher::sent).sum();
        long skippedBefore = publishers.stream().mapToLong(LoadPublisher::skipped).sum();
        var before = options.pid() > 0 ? ProcessFigures.of(options.pid()) : null;
        long start = System.nanoTime();
        viewerLoop.measure(true);
        for (int second = 1; second <= options.seconds(); second++) {
            long bytesBefore = viewerLoop.bytes();
            Thread.sleep(1000);
            progress.printf(Locale.ROOT, "\r%d of %d s, %.1f MB/s ", second, options.seconds(),
                    (viewerLoop.bytes() - bytesBefore) / 1e6);
            progress.flush();
        }
        progress.println();
        var after = options.pid() > 0 ? ProcessFigures.of(options.pid()) : null;
        double seconds = (System.nanoTime() - start) / 1e9;
        viewerLoop.stop();
        viewing.join();
        publisherLoop.stop();
        publishing.join();

        var counts = viewers.stream()
                .filter(viewer -> viewer.pace() == Pace.PROMPT)
                .mapToLong(LoadViewer::packets)
                .sorted()
                .toArray();
        var lost = new TreeMap<String, Integer>();
        for (var publisher : publishers) {
            if (publisher.lost() != null) {
                lost.merge("publisher: " + publisher.lost(), 1, Integer::sum);
            }
        }
        for (var viewer : viewers) {
            if (viewer.lost() != null) {
                var pace = viewer.pace().name().toLowerCase(Locale.ROOT);
                lost.merge(pace + " viewer: " + viewer.lost(), 1, Integer::sum);
            }
        }
        var result = new LoadResult(
                options, seconds, prompt, slow, prompt.total(),
                viewers.stream().filter(v -> v.pace() == Pace.PROMPT).mapToLong(LoadViewer::bytes).sum(),
                counts.length == 0 ? 0 : counts[0], counts.length == 0 ? 0 : counts[counts.length / 2],
                viewers.stream().filter(v -> v.pace() == Pace.PROMPT).mapToLong(LoadViewer::dropped).sum(),
                publishers.stream().mapToLong(LoadPublisher::sent).sum() - sentBefore,
                publishers.stream().mapToLong(LoadPublisher::skipped).sum() - skippedBefore,
                lost, after == null ? -1 : after.cpuMillis() - before.cpuMillis(),
                after == null ? -1 : after.userMillis() - before.userMillis(),
                after == null ? -1 : after.residentBytes());
        for (var publisher : publishers) {
            publisher.connection().close();
        }
        for (var viewer : viewers) {
            viewer.connection().close();
        }
        return result;
    }

    private List<Streamer> streamers() throws IOException {
        var streamers = new ArrayList<Streamer>();
        for (var line : keys().lines().toList()) {
            var words = PlainText.strip(line).split("\\s+");
            if (words[0].isEmpty() || streamers.size() == options.streams()) {
                continue;
            }
            streamers.add(new Streamer(words[0], words.length > 1 ? words[1] : ""));
        }
        if (streamers.size() < options.streams()) {
            throw new IOException(options.keys() + " has " + streamers.size() + " lines, " + options.streams()
                    + " streams need as many");
        }
        return streamers;
    }

    private String keys() throws IOException {
        try {
            return PlainText.read(options.keys(), MAX_KEYS_BYTES);
        } catch (IOException e) {
            throw new IOException("cannot read " + options.keys() + ": " + e.getMessage(), e);
        }
    }

    private List<LoadViewer> viewers(List<Streamer> streamers, LatencyHistogram prompt, LatencyHistogram slow)
            throws IOException {
        var viewers = new ArrayList<LoadViewer>();
        for (int i = 0; i < options.viewers(); i++) {
            for (var streamer : streamers) {
                int index = viewers.size();
                var pace = pace(index);
                var connection = handshake.open(pace == Pace.NARROW ? slowAddress(index - options.stalled()) : null,
                        "/api/channels/" + streamer.name() + "/watch", "",
                        pace == Pace.PROMPT || pace == Pace.NARROW ? 0 : SLOW_RECEIVE_BYTES);
                connection.write(ClientFrame.text(HELLO));
                viewers.add(new LoadViewer(connection, pace, pace == Pace.PROMPT ? prompt : slow));
            }
        }
        return viewers;
    }

    /// How the viewer of this index reads: the first ones stall, and slow ones come after them.
    private Pace pace(int index) {
        if (index < options.stalled()) {
            return Pace.STALLED;
        }
        if (index < options.stalled() + options.slow()) {
            return options.slowFrom() == null ? Pace.SLOW : Pace.NARROW;
        }
        return Pace.PROMPT;
    }

    /// The address of a slow viewer: the first one's, and as many after it.
    private InetAddress slowAddress(int index) throws IOException {
        var bytes = options.slowFrom().getAddress();
        int last = bytes.length - 1;
        bytes[last] = (byte) (bytes[last] + index);
        return InetAddress.getByAddress(bytes);
    }
}
