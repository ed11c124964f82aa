package stream.client.source;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A program found on this machine that can show a camera, with the command line for it.
///
/// @param name what it shows, such as a webcam's name
public record Preset(String name, String commandLine) {

    /// The presets that may work here.
    public static List<Preset> found() {
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator);
        return find(VideoDevice.found(), Arrays.asList(folders), System.getProperty("os.name"));
    }

    static List<Preset> find(List<VideoDevice> webcams, List<String> folders, String system) {
        var presets = new ArrayList<Preset>();
        for (var webcam : webcams) {
            if (isThere("ffmpeg", folders)) {
                presets.add(new Preset(webcam.name() + " · ffmpeg", ffmpeg("v4l2", webcam.file())));
            } else if (isThere("v4l2-ctl", folders)) {
                presets.add(new Preset(
                        webcam.name() + " · v4l2-ctl",
                        "v4l2-ctl --device " + webcam.file()
                                + " --set-fmt-video=pixelformat=MJPG --stream-mmap --stream-to=-"));
            }
        }
        if (system.startsWith("Mac") && isThere("ffmpeg", folders)) {
            presets.add(new Preset("FaceTime", ffmpeg("avfoundation -framerate 30", "0")));
        }
        for (var raspberry : List.of("rpicam-vid", "libcamera-vid")) {
            if (isThere(raspberry, folders)) {
                presets.add(new Preset(raspberry, raspberry + " --timeout 0 --codec mjpeg --output -"));
                break;
            }
        }
        if (isThere("gphoto2", folders)) {
            presets.add(new Preset("gphoto2", "gphoto2 --stdout --capture-movie"));
        }
        return List.copyOf(presets);
    }

    /// Uncompressed pictures, since making JPEG and undoing it costs more than the pipe.
    private static String ffmpeg(String input, String device) {
        return "ffmpeg -loglevel error -fflags nobuffer -f " + input + " -i " + device
                + " -pix_fmt yuv420p -f yuv4mpegpipe -";
    }

    private static boolean isThere(String program, List<String> folders) {
        return folders.stream().anyMatch(folder -> {
            try {
                return !folder.isEmpty() && Files.isExecutable(Path.of(folder, program));
            } catch (InvalidPathException _) {
                return false;
            }
        });
    }
}
