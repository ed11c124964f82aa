package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetTest {
    private static final VideoDevice WEBCAM = new VideoDevice("/dev/video2", "Integrated Camera");

    @TempDir
    Path directory;

    private void device(String entry, String index, String name) throws IOException {
        var folder = Files.createDirectory(directory.resolve(entry));
        Files.writeString(folder.resolve("index"), index);
        Files.writeString(folder.resolve("name"), name);
    }

    private List<String> with(String system, String... programs) throws IOException {
        for (var program : programs) {
            assertTrue(Files.createFile(directory.resolve(program)).toFile().setExecutable(true));
        }
        return Preset.find(List.of(WEBCAM), List.of("", "\0", directory.toString()), system).stream()
                .map(Preset::commandLine)
                .toList();
    }

    @Test
    void webcamsAreListedByNumberAndWithoutTheirSecondNodes() throws IOException {
        device("video10", "0\n", "Capture card\n");
        device("video0", "0\n", "Integrated Camera: Integrated C\n");
        device("video1", "1\n", "Integrated Camera: Integrated C\n");
        device("v4l-subdev0", "0\n", "sensor\n");
        assertEquals(
                List.of(
                        new VideoDevice("/dev/video0", "Integrated Camera: Integrated C"),
                        new VideoDevice("/dev/video10", "Capture card")),
                VideoDevice.in(directory));
        assertEquals(List.of(), VideoDevice.in(directory.resolve("none")));
    }

    @Test
    void aWebcamIsShownWithWhatIsInstalled() throws IOException {
        assertEquals(List.of(), with("Linux"));
        var byTool = with("Linux", "v4l2-ctl");
        assertEquals(1, byTool.size());
        assertTrue(byTool.getFirst().startsWith("v4l2-ctl --device /dev/video2 "));
        var byFfmpeg = with("Linux", "ffmpeg");
        assertEquals(1, byFfmpeg.size());
        assertTrue(byFfmpeg.getFirst().contains(" -f v4l2 -i /dev/video2 "));
    }

    @Test
    void everyPresetIsACommandLine() throws IOException {
        var all = with("Mac OS X", "ffmpeg", "rpicam-vid", "libcamera-vid", "gphoto2");
        assertEquals(4, all.size());
        for (var line : all) {
            assertEquals(line, String.join(" ", CommandLine.split(line)));
        }
    }
}
