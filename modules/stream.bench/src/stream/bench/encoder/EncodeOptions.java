package stream.bench.encoder;

import java.nio.file.Path;
import stream.codec.h264.Tuning;

/// The command line of [StreamEncode].
///
/// @param qp constant quantiser, or −1
/// @param bitrateKbps mean rate when there is no constant quantiser
/// @param fps frames a second; 0 as the input says
/// @param keyint most frames from a keyframe to the next
/// @param threads slices of a picture, encoded at the same time
/// @param layers temporal layers, 1 or 2
/// @param refs the most reference frames
/// @param adaptive whether busy parts of films and games are coarser
/// @param psnr whether figures are printed at the end
/// @param explain where to draw what became of the last frame, or null
record EncodeOptions(int qp, int bitrateKbps, int fps, int keyint, int threads, int layers, int refs,
        boolean adaptive, boolean psnr, Path explain) {
    static final String USAGE = """
            Usage: stream-encode [options] < in.y4m > out.264
              --qp N            constant quantiser, 0 (finest) to 51
              --bitrate KBPS    constant bitrate, 50 to 100000 (default: 4000, unless --qp is given)
              --fps N           frames a second (default: as the input says)
              --keyint N        most frames from a keyframe to the next (default: 250)
              --threads N       slices of a picture, encoded at the same time (default: 1)
              --layers N        2: every other frame is one that no other needs (default: 1)
              --refs N          the most reference frames, 1 to 3 (default: 3)
              --aq 0|1          whether busy parts of films and games are coarser (default: 1)
              --psnr            print rate, quality and processor time to standard error
              --explain FILE    draw how the last frame was coded, as PNG
            Reads 8-bit 4:2:0 YUV4MPEG2, writes an H.264 byte stream (Annex B).
            """;

    static EncodeOptions parse(String[] arguments) {
        int qp = -1;
        int bitrate = 4000;
        int fps = 0;
        int keyint = 250;
        int threads = 1;
        int layers = 1;
        int refs = Tuning.MOST_REFERENCES;
        boolean adaptive = true;
        boolean psnr = false;
        Path explain = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--qp" -> qp = number(arguments, ++i, 0, 51);
                case "--bitrate" -> bitrate = number(arguments, ++i, 50, 100_000);
                case "--fps" -> fps = number(arguments, ++i, 1, 120);
                case "--keyint" -> keyint = number(arguments, ++i, 1, 100_000);
                case "--threads" -> threads = number(arguments, ++i, 1, 16);
                case "--layers" -> layers = number(arguments, ++i, 1, 2);
                case "--refs" -> refs = number(arguments, ++i, 1, Tuning.MOST_REFERENCES);
                case "--aq" -> adaptive = number(arguments, ++i, 0, 1) == 1;
                case "--psnr" -> psnr = true;
                case "--explain" -> explain = Path.of(value(arguments, ++i));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return new EncodeOptions(qp, bitrate, fps, keyint, threads, layers, refs, adaptive, psnr, explain);
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) {
            throw new IllegalArgumentException(arguments[i - 1] + " needs a value");
        }
        return arguments[i];
    }

    private static int number(String[] arguments, int i, int least, int most) {
        try {
            int number = Integer.parseInt(value(arguments, i));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The sentence below says it.
        }
        throw new IllegalArgumentException(arguments[i - 1] + " takes a number from " + least + " to " + most);
    }
}
