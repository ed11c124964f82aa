package stream.client.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A camera, or another source of moving pictures, that Linux knows (V4L2).
///
/// @param file such as `/dev/video0`
/// @param name what its driver calls it
public record VideoDevice(String file, String name) {
    private static final Path CLASS = Path.of("/sys/class/video4linux");
    private static final int MOST = 64;
    private static final int MOST_NAME = 100;

    /// Those that there are, none on other systems.
    public static List<VideoDevice> found() {
        return in(CLASS);
    }

    static List<VideoDevice> in(Path folder) {
        var devices = new ArrayList<VideoDevice>();
        try (var entries = Files.list(folder)) {
            for (var entry : entries.filter(VideoDevice::isFirst)
                    .sorted(Comparator.comparingInt(VideoDevice::number))
                    .limit(MOST)
                    .toList()) {
                devices.add(new VideoDevice("/dev/" + entry.getFileName(), line(entry.resolve("name"))));
            }
        } catch (IOException _) {
            // No such folder, no such devices.
        }
        return List.copyOf(devices);
    }

    /// Webcams have a second node, with an index above 0, for data about the pictures.
    private static boolean isFirst(Path entry) {
        return entry.getFileName().toString().matches("video\\d{1,3}") && line(entry.resolve("index")).matches("0?");
    }

    private static int number(Path entry) {
        return Integer.parseInt(entry.getFileName().toString().substring("video".length()));
    }

    private static String line(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_NAME), StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
