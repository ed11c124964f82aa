package stream.bench.encoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// How near a stream comes to its clip, by ffmpeg's filters `psnr` and `ssim`, both of luma: the mean
/// over all frames of the squared error and of the structural similarity.
///
/// @param psnr in dB
/// @param ssim 1 for equal pictures
record Comparison(double psnr, double ssim) {
    private static final Pattern PSNR = Pattern.compile("PSNR y:([0-9.]+|inf)");
    private static final Pattern SSIM = Pattern.compile("SSIM Y:([0-9.]+)");
    private static final Pattern FRAMES = Pattern.compile("frame= *([0-9]+)");
    /// Frame by frame, whatever the files say of times.
    private static final String FILTERS = "[0:v]settb=1/30,setpts=N,split[a][b];[1:v]settb=1/30,setpts=N,split[c][d];"
            + "[a][c]psnr;[b][d]ssim";

    /// @param stream in the byte stream format, one frame for each of the clip
    static Comparison of(Path clip, Path stream, int frames) throws IOException, InterruptedException {
        var log = Ffmpeg.run("-nostats", "-threads", "1", "-i", stream.toString(), "-i", clip.toString(),
                "-lavfi", FILTERS, "-f", "null", "-");
        if (Integer.parseInt(Ffmpeg.find(FRAMES, log)) != frames) {
            throw new IOException("frames are missing: " + log);
        }
        var psnr = Ffmpeg.find(PSNR, log);
        return new Comparison(psnr.equals("inf") ? Measurement.LOSSLESS : Double.parseDouble(psnr),
                Double.parseDouble(Ffmpeg.find(SSIM, log)));
    }
}
