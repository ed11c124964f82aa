package stream.bench.encoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Runs x264 through ffmpeg: what the encoder is measured against.
final class X264 {
    private static final Pattern TIMES = Pattern.compile("utime=([0-9.]+)s stime=([0-9.]+)s");

    private final Path folder;

    /// @param folder where streams are kept for the time being, and results for the next run
    X264(Path folder) {
        this.folder = folder;
    }

    /// Encodes a clip with one thread at a constant quantiser.
    ///
    /// @param preset of x264, such as `ultrafast`
    Measurement measure(Path clip, String preset, int qp) throws IOException, InterruptedException {
        var result = folder.resolve("%s-%s-%d-%d.txt".formatted(
                clip.getFileName(), preset, qp, Files.getLastModifiedTime(clip).toMillis()));
        if (Files.exists(result)) {
            var fields = Files.readString(result).split(" ");
            return new Measurement(number(fields[0]), number(fields[1]), number(fields[2]));
        }
        var stream = folder.resolve("anchor.264");
        double seconds = encode(clip, preset, qp, stream);
        var measured = compare(clip, stream, seconds);
        Files.writeString(result, String.format(
                Locale.ROOT, "%f %f %f", measured.kbps(), measured.psnr(), measured.cpuMicros()));
        Files.delete(stream);
        return measured;
    }

    /// Processor time of encoding alone, without looking at the result.
    double cpuSeconds(Path clip, String preset, int qp) throws IOException, InterruptedException {
        var stream = folder.resolve("anchor.264");
        double seconds = encode(clip, preset, qp, stream);
        Files.delete(stream);
        return seconds;
    }

    private double encode(Path clip, String preset, int qp, Path out) throws IOException, InterruptedException {
        var log = run(new ByteArrayOutputStream(), List.of("ffmpeg", "-y", "-benchmark", "-hide_banner", "-threads", "1",
                "-i", clip.toString(), "-c:v", "libx264", "-preset", preset, "-tune", "zerolatency",
                "-profile:v", "baseline", "-g", "120", "-qp", Integer.toString(qp), "-threads", "1",
                "-f", "h264", out.toString()));
        var times = TIMES.matcher(log);
        if (!times.find()) {
            throw new IOException("ffmpeg said nothing of its time: " + log);
        }
        return number(times.group(1)) + number(times.group(2));
    }

    private static Measurement compare(Path clip, Path stream, double seconds) throws IOException, InterruptedException {
        var command = List.of("ffmpeg", "-v", "error", "-threads", "1", "-i", stream.toString(),
                "-fps_mode", "passthrough", "-f", "yuv4mpegpipe", "-pix_fmt", "yuv420p", "-");
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long error = 0;
        int frames = 0;
        try (var original = new Y4mReader(Files.newInputStream(clip));
                var decoded = new Y4mReader(process.getInputStream())) {
            for (var a = original.next(); a != null; a = original.next()) {
                var b = decoded.next();
                if (b == null) {
                    throw new IOException("frames are missing");
                }
                error += squaredError(a.y(), b.y());
                frames++;
            }
            double kbps = Files.size(stream) * 8.0 / 1000 * original.framesPerSecond() / frames;
            long samples = (long) frames * original.width() * original.height();
            process.waitFor();
            return new Measurement(kbps, Measurement.psnr(error, samples), seconds * 1e6 / frames);
        }
    }

    static long squaredError(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            int difference = (a[i] & 0xff) - (b[i] & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    private static String run(ByteArrayOutputStream log, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        process.getInputStream().transferTo(log);
        var text = log.toString(StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg failed: " + text);
        }
        return text;
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
