package stream.bench.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Runs x264 through ffmpeg: what the encoder is measured against.
final class X264 {
    private static final Pattern USER = Pattern.compile("utime=([0-9.]+)s");
    private static final Pattern SYSTEM = Pattern.compile("stime=([0-9.]+)s");

    private final Path folder;

    /// @param folder where streams are kept for the time being, and results for the next run
    X264(Path folder) {
        this.folder = folder;
    }

    /// Encodes a clip with one thread at a constant quantiser.
    ///
    /// @param preset of x264, such as `ultrafast`
    Measurement measure(Path clip, int frames, String preset, int qp) throws IOException, InterruptedException {
        var result = folder.resolve("%s-%s-%d-%d.anchor".formatted(
                clip.getFileName(), preset, qp, Files.getLastModifiedTime(clip).toMillis()));
        if (Files.exists(result)) {
            return Measurement.parse(Files.readString(result));
        }
        var stream = folder.resolve("anchor.264");
        double seconds = encode(clip, preset, qp, stream);
        var measured = Measurement.of(clip, stream, frames, seconds * 1e6 / frames);
        Files.writeString(result, measured.toText());
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

    private static double encode(Path clip, String preset, int qp, Path out) throws IOException, InterruptedException {
        var log = Ffmpeg.run("-benchmark", "-threads", "1", "-i", clip.toString(),
                "-c:v", "libx264", "-preset", preset, "-tune", "zerolatency", "-profile:v", "baseline",
                "-g", Integer.toString(EncoderBench.KEYFRAME_INTERVAL), "-qp", Integer.toString(qp), "-threads", "1",
                "-f", "h264", out.toString());
        return Double.parseDouble(Ffmpeg.find(USER, log)) + Double.parseDouble(Ffmpeg.find(SYSTEM, log));
    }
}
