package stream.bench.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// What an encoder made of a clip.
///
/// @param kbps mean rate
/// @param psnr of luma over the whole clip, in dB
/// @param ssim structural similarity of luma, mean over the frames, 1 for equal pictures
/// @param cpuMicros processor time of a frame, user and system
record Measurement(double kbps, double psnr, double ssim, double cpuMicros) {
    /// The highest PSNR given: a picture without any error has no finite one.
    static final double LOSSLESS = 100;
    /// Likewise of similarity, which ffmpeg prints with six digits.
    private static final double LEAST_DISSIMILARITY = 1e-6;
    private static final double CLIP_FRAMES_PER_SECOND = 30;

    /// @param stream the clip, encoded
    static Measurement of(Path clip, Path stream, int frames, double cpuMicros)
            throws IOException, InterruptedException {
        var quality = Comparison.of(clip, stream, frames);
        double kbps = Files.size(stream) * 8.0 / 1000 * CLIP_FRAMES_PER_SECOND / frames;
        return new Measurement(kbps, quality.psnr(), quality.ssim(), cpuMicros);
    }

    static double psnr(long squaredError, long samples) {
        return squaredError == 0 ? LOSSLESS : 10 * Math.log10(255.0 * 255.0 * samples / squaredError);
    }

    /// Similarity on a scale like that of PSNR, in dB, where differences near 1 count.
    double ssimDecibels() {
        return -10 * Math.log10(Math.max(LEAST_DISSIMILARITY, 1 - ssim));
    }

    String toText() {
        return String.format(Locale.ROOT, "%f %f %f %f", kbps, psnr, ssim, cpuMicros);
    }

    static Measurement parse(String text) {
        double[] fields = Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Measurement(fields[0], fields[1], fields[2], fields[3]);
    }
}
