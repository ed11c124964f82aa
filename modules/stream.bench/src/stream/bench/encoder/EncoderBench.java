package stream.bench.encoder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import stream.bench.clip.Clips;
import stream.codec.h264.AnnexB;
import stream.codec.h264.H264Encoder;
import stream.codec.h264.Tuning;
import stream.common.video.EncoderSettings;

/// Compares the encoder with x264's preset ultrafast: bits at equal quality, and processor time at
/// equal QP, measured in the same run.
public final class EncoderBench {
    static final int KEYFRAME_INTERVAL = 120;
    private static final int[] QPS = {20, 25, 30, 36};
    private static final int TIMED_QP = 30;
    private static final int TIMED_ROUNDS = 7;
    private static final String ANCHOR = "ultrafast";

    private final Path folder;
    private final X264 x264;

    private EncoderBench(Path folder) {
        this.folder = folder;
        x264 = new X264(folder);
    }

    /// Arguments: the folder for clips and results, then names of clips (none: all of them, and the
    /// recorded ones that are there).
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        var names = List.of(arguments).subList(1, arguments.length);
        var bench = new EncoderBench(folder);
        System.out.printf("%-20s %10s %10s %9s %9s %6s %11s   kbit/s@dB at QP 20 25 30 36%n",
                "clip", "by PSNR", "by SSIM", "x264 µs", "Ström µs", "ratio", "of 7 rounds");
        for (var clip : Clips.all()) {
            if (names.isEmpty() || names.contains(clip.name())) {
                bench.measure(clip.name(), Clips.file(clip, folder));
            }
        }
        for (var file : Clips.recorded(folder)) {
            var name = Clips.name(file);
            if (names.isEmpty() || names.contains(name)) {
                bench.measure(name, file);
            }
        }
    }

    private void measure(String name, Path file) throws IOException, InterruptedException {
        List<Measurement> anchor = new ArrayList<>();
        List<Measurement> ours = new ArrayList<>();
        var points = new StringBuilder();
        var stream = folder.resolve("ours.264");
        int frames = encode(file, TIMED_QP, stream).frames();
        for (int qp : QPS) {
            anchor.add(x264.measure(file, frames, ANCHOR, qp));
            var run = encode(file, qp, stream);
            var measured = Measurement.of(file, stream, frames, run.nanos() / 1e3 / frames);
            ours.add(measured);
            points.append(" %.0f@%.2f".formatted(measured.kbps(), measured.psnr()));
        }
        var times = time(file, frames, stream);
        Files.delete(stream);
        System.out.printf("%-20s %9.1f%% %9.1f%% %9.0f %9.0f %6.2f %11s  %s%n", name,
                BjontegaardDelta.rate(anchor, ours, Measurement::psnr),
                BjontegaardDelta.rate(anchor, ours, Measurement::ssimDecibels),
                median(times, Times::x264Micros), median(times, Times::micros), median(times, Times::ratio),
                "%.2f–%.2f".formatted(times.stream().mapToDouble(Times::ratio).min().orElseThrow(),
                        times.stream().mapToDouble(Times::ratio).max().orElseThrow()), points);
    }

    /// Processor time of a frame, in one round.
    private record Times(double x264Micros, double micros) {
        double ratio() {
            return micros / x264Micros;
        }
    }

    /// Both in turn, several times: either differs by a third from run to run where machines are shared.
    private List<Times> time(Path file, int frames, Path stream) throws IOException, InterruptedException {
        var times = new ArrayList<Times>();
        for (int round = 0; round < TIMED_ROUNDS; round++) {
            double x264Micros = x264.cpuSeconds(file, ANCHOR, TIMED_QP) * 1e6 / frames;
            times.add(new Times(x264Micros, encode(file, TIMED_QP, stream).nanos() / 1e3 / frames));
        }
        return times;
    }

    private static double median(List<Times> times, ToDoubleFunction<Times> figure) {
        return times.stream().mapToDouble(figure).sorted().skip(TIMED_ROUNDS / 2).findFirst().orElseThrow();
    }

    /// @param nanos processor time of the encoding thread
    private record Run(int frames, long nanos) {}

    /// Encodes a clip with one thread. Its time includes reading the clip and writing the stream, as
    /// x264's does, but not the compiler's time, which a stream has behind it after some seconds.
    private static Run encode(Path file, int qp, Path stream) throws IOException {
        try (var in = new Y4mReader(new MappedFile(file));
                var out = new BufferedOutputStream(Files.newOutputStream(stream))) {
            var settings = new EncoderSettings(
                    in.width(), in.height(), in.framesPerSecond(), 10_000, KEYFRAME_INTERVAL, 1);
            int frames = 0;
            try (var encoder = new H264Encoder(settings, Tuning.constant(qp))) {
                var sets = AnnexB.parameterSets(encoder.config().description());
                out.write(sets.array(), 0, sets.limit());
                var threads = ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadCpuTime();
                for (var picture = in.next(); picture != null; picture = in.next()) {
                    encoder.encode(picture, false);
                    var payload = encoder.payload();
                    AnnexB.startCodes(payload);
                    out.write(payload.array(), payload.position(), payload.remaining());
                    frames++;
                }
                return new Run(frames, threads.getCurrentThreadCpuTime() - before);
            }
        }
    }
}
