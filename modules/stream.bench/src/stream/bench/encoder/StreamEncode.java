package stream.bench.encoder;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import stream.codec.h264.AnnexB;
import stream.codec.h264.H264Encoder;
import stream.codec.h264.Tuning;
import stream.common.video.EncoderSettings;

/// The command `stream-encode`: Y4M in, H.264 out, to compare with other encoders.
public final class StreamEncode {
    /// Frames until the just-in-time compiler has done its work; processor time is also given for
    /// those after them.
    private static final int WARM_UP_FRAMES = 60;

    private StreamEncode() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(EncodeOptions.USAGE);
            return;
        }
        EncodeOptions options;
        try {
            options = EncodeOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(EncodeOptions.USAGE);
            System.exit(2);
            return;
        }
        try (var in = new Y4mReader(new FileInputStream(FileDescriptor.in));
                var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            encode(options, in, out);
        } catch (IOException e) {
            System.err.println("stream-encode: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void encode(EncodeOptions options, Y4mReader in, OutputStream out) throws IOException {
        int fps = options.fps() > 0 ? options.fps() : in.framesPerSecond();
        var settings = new EncoderSettings(in.width(), in.height(), fps, options.bitrateKbps(),
                options.keyint(), options.threads(), options.layers());
        var clock = ManagementFactory.getThreadMXBean();
        long error = 0;
        long bytes = 0;
        long nanos = 0;
        long warmNanos = 0;
        int frames = 0;
        try (var encoder = new H264Encoder(settings, new Tuning(options.qp(), true, options.adaptive(), options.refs()))) {
            var sets = AnnexB.parameterSets(encoder.config().description());
            out.write(sets.array(), 0, sets.limit());
            for (var picture = in.next(); picture != null; picture = in.next()) {
                long before = clock.getCurrentThreadCpuTime();
                encoder.encode(picture, false);
                long took = clock.getCurrentThreadCpuTime() - before;
                nanos += took;
                warmNanos += frames >= WARM_UP_FRAMES ? took : 0;
                var payload = encoder.payload();
                AnnexB.startCodes(payload);
                out.write(payload.array(), payload.position(), payload.remaining());
                bytes += payload.remaining();
                error += options.psnr() ? encoder.lumaSquaredError() : 0;
                frames++;
            }
            if (options.explain() != null && frames > 0) {
                Explanation.write(encoder, options.explain());
            }
        }
        if (options.psnr() && frames > 0) {
            long samples = (long) frames * in.width() * in.height();
            System.err.printf(Locale.ROOT, "%d frames, %.1f kbit/s, luma PSNR %.3f dB, %.0f µs a frame",
                    frames, bytes * 8.0 / 1000 * fps / frames, Measurement.psnr(error, samples), nanos / 1e3 / frames);
            System.err.printf(Locale.ROOT, frames > WARM_UP_FRAMES ? ", %.0f µs once warm%n" : "%n",
                    warmNanos / 1e3 / (frames - WARM_UP_FRAMES));
        }
    }
}
