package stream.bench.encoder;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stream.bench.clip.Clip;
import stream.bench.clip.Clips;
import stream.codec.h264.H264Encoder;
import stream.codec.h264.Tuning;
import stream.common.video.EncoderSettings;

/// Compares the encoder with x264's preset ultrafast: bits at equal quality, and processor time at
/// equal QP, measured in the same run.
public final class EncoderBench {
    private static final int[] QPS = {20, 25, 30, 36};
    private static final int TIMED_QP = 30;
    private static final int KEYFRAME_INTERVAL = 120;
    private static final String ANCHOR = "ultrafast";

    private final Path folder;
    private final X264 x264;

    private EncoderBench(Path folder) {
        this.folder = folder;
        x264 = new X264(folder);
    }

    /// Arguments: the folder for clips and results, then names of clips (none: all of them).
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        var names = Set.of(arguments).stream().toList();
        var bench = new EncoderBench(folder);
        System.out.printf("%-10s %10s %12s %12s %8s   kbit/s@dB at QP 20 25 30 36%n",
                "clip", "BD-rate", "x264 µs", "Ström µs", "ratio");
        for (var clip : Clips.all()) {
            if (arguments.length == 1 || names.contains(clip.name())) {
                bench.measure(clip);
            }
        }
    }

    private void measure(Clip clip) throws IOException, InterruptedException {
        var file = Clips.file(clip, folder);
        List<Measurement> anchor = new ArrayList<>();
        List<Measurement> ours = new ArrayList<>();
        var points = new StringBuilder();
        encode(file, TIMED_QP);
        double micros = 0;
        for (int qp : QPS) {
            anchor.add(x264.measure(file, ANCHOR, qp));
            var measured = encode(file, qp);
            ours.add(measured);
            points.append(" %.0f@%.2f".formatted(measured.kbps(), measured.psnr()));
            micros = qp == TIMED_QP ? measured.cpuMicros() : micros;
        }
        double x264Micros = x264.cpuSeconds(file, ANCHOR, TIMED_QP) * 1e6 / clip.frames();
        System.out.printf("%-10s %9.1f%% %12.0f %12.0f %8.2f  %s%n", clip.name(),
                BjontegaardDelta.rate(anchor, ours), x264Micros, micros, micros / x264Micros, points);
    }

    /// Encodes a clip with one thread. Its time includes reading the clip, as x264's does, but not the
    /// comparison, nor the compiler's time, which a stream has behind it after some seconds.
    private static Measurement encode(Path file, int qp) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        try (var in = new Y4mReader(Files.newInputStream(file))) {
            var settings = new EncoderSettings(
                    in.width(), in.height(), in.framesPerSecond(), 10_000, KEYFRAME_INTERVAL, 1);
            long error = 0;
            long bytes = 0;
            long nanos = 0;
            int frames = 0;
            try (var encoder = new H264Encoder(settings, Tuning.constant(qp))) {
                long before = threads.getCurrentThreadCpuTime();
                for (var picture = in.next(); picture != null; picture = in.next()) {
                    encoder.encode(picture, false);
                    bytes += encoder.payload().remaining();
                    nanos += threads.getCurrentThreadCpuTime() - before;
                    error += encoder.lumaSquaredError();
                    frames++;
                    before = threads.getCurrentThreadCpuTime();
                }
            }
            long samples = (long) frames * in.width() * in.height();
            return new Measurement(bytes * 8.0 / 1000 * in.framesPerSecond() / frames,
                    Measurement.psnr(error, samples), nanos / 1e3 / frames);
        }
    }
}
