package stream.client.source;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import stream.client.capture.CaptureException;
import stream.client.capture.SizeLimit;

/// A webcam that Linux knows, with what it says of itself.
///
/// @param sizes of its pictures, the smallest first; none where it does not tell
/// @param trouble a sentence for a person when it cannot be used now, else empty
public record Webcam(VideoDevice device, List<SizeLimit> sizes, String trouble) {
    private static final Pattern FILE = Pattern.compile("/dev/[\\w/.:-]{1,200}");

    /// Whether this system lets webcams be read without another program.
    public static boolean isReadHere() {
        return LinuxKernel.isHere();
    }

    /// The webcams that can be read here, without asking them anything.
    public static List<VideoDevice> devices() {
        return isReadHere() ? VideoDevice.found() : List.of();
    }

    /// Whether this may be a webcam's file, such as `/dev/video0`.
    static boolean isFile(String text) {
        return FILE.matcher(text).matches() && !text.contains("..");
    }

    /// Asks all webcams, which are not started by that.
    public static List<Webcam> found() {
        try {
            var kernel = new LinuxKernel();
            return VideoDevice.found().stream().map(device -> ask(kernel, device)).toList();
        } catch (CaptureException _) {
            // Another system: its cameras come through programs.
            return List.of();
        }
    }

    static Webcam ask(Kernel kernel, VideoDevice device) {
        try (var file = new WebcamFile(kernel, device.file())) {
            var sizes = new LinkedHashSet<SizeLimit>();
            for (var format : file.formats()) {
                sizes.addAll(file.sizes(format));
            }
            var sorted = sizes.stream()
                    .sorted(Comparator.comparingInt(size -> size.width() * size.height()))
                    .toList();
            return new Webcam(device, sorted, "");
        } catch (CaptureException e) {
            return new Webcam(device, List.of(), e.getMessage());
        }
    }
}
