package stream.client.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stream.client.Programs;

/// Compares the numbers with those that a C compiler has from the kernel's own header.
class V4l2Test {
    private static final Path HEADER = Path.of("/usr/include/linux/videodev2.h");

    private static final Map<String, String> STRUCTURES = Map.of(
            "CAPABILITY", "v4l2_capability",
            "FMTDESC", "v4l2_fmtdesc",
            "FRMSIZEENUM", "v4l2_frmsizeenum",
            "FORMAT", "v4l2_format",
            "REQUESTBUFFERS", "v4l2_requestbuffers",
            "BUFFER", "v4l2_buffer");
    /// Fields that lie within a union.
    private static final Map<String, String> INNER = Map.ofEntries(
            Map.entry("FORMAT_WIDTH", "fmt.pix.width"),
            Map.entry("FORMAT_HEIGHT", "fmt.pix.height"),
            Map.entry("FORMAT_PIXELFORMAT", "fmt.pix.pixelformat"),
            Map.entry("FORMAT_FIELD", "fmt.pix.field"),
            Map.entry("FORMAT_BYTESPERLINE", "fmt.pix.bytesperline"),
            Map.entry("FORMAT_SIZEIMAGE", "fmt.pix.sizeimage"),
            Map.entry("FORMAT_COLORSPACE", "fmt.pix.colorspace"),
            Map.entry("FORMAT_QUANTIZATION", "fmt.pix.quantization"),
            Map.entry("FRMSIZEENUM_WIDTH", "discrete.width"),
            Map.entry("FRMSIZEENUM_HEIGHT", "discrete.height"),
            Map.entry("FRMSIZEENUM_MIN_WIDTH", "stepwise.min_width"),
            Map.entry("FRMSIZEENUM_MAX_WIDTH", "stepwise.max_width"),
            Map.entry("FRMSIZEENUM_MIN_HEIGHT", "stepwise.min_height"),
            Map.entry("FRMSIZEENUM_MAX_HEIGHT", "stepwise.max_height"),
            Map.entry("BUFFER_OFFSET", "m.offset"));
    /// Constants whose names here are not the header's without its prefix.
    private static final Map<String, String> CONSTANTS = Map.ofEntries(
            Map.entry("MJPG", "V4L2_PIX_FMT_MJPEG"),
            Map.entry("JPEG", "V4L2_PIX_FMT_JPEG"),
            Map.entry("YUYV", "V4L2_PIX_FMT_YUYV"),
            Map.entry("NV12", "V4L2_PIX_FMT_NV12"),
            Map.entry("YU12", "V4L2_PIX_FMT_YUV420"),
            Map.entry("TYPE_VIDEO_CAPTURE", "V4L2_BUF_TYPE_VIDEO_CAPTURE"),
            Map.entry("FRMSIZE_DISCRETE", "V4L2_FRMSIZE_TYPE_DISCRETE"),
            Map.entry("READ", "_IOC_READ"),
            Map.entry("WRITE", "_IOC_WRITE"));

    private static final Set<String> REQUESTS = Set.of(
            "QUERYCAP", "ENUM_FMT", "S_FMT", "REQBUFS", "QUERYBUF", "QBUF", "DQBUF", "STREAMON", "STREAMOFF",
            "ENUM_FRAMESIZES");

    private static String inC(String name) {
        if (CONSTANTS.containsKey(name)) {
            return CONSTANTS.get(name);
        }
        int line = name.indexOf('_');
        var structure = line < 0 ? null : STRUCTURES.get(name.substring(0, line));
        if (structure != null) {
            var field = INNER.getOrDefault(name, name.substring(line + 1).toLowerCase());
            return field.equals("bytes")
                    ? "sizeof(struct " + structure + ")"
                    : "offsetof(struct " + structure + ", " + field + ")";
        }
        return (REQUESTS.contains(name) ? "VIDIOC_" : "V4L2_") + name;
    }

    private static Map<String, Integer> numbers() throws IllegalAccessException {
        var numbers = new LinkedHashMap<String, Integer>();
        for (var field : V4l2.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                field.setAccessible(true);
                numbers.put(field.getName(), field.getInt(null));
            }
        }
        return numbers;
    }

    @Test
    @Timeout(60)
    void everyNumberIsTheHeaders(@TempDir Path directory) throws Exception {
        assumeTrue(Programs.areThere("cc") && Files.exists(HEADER),
                "a C compiler or linux/videodev2.h is missing (Debian: gcc, linux-libc-dev), so V4L2's numbers were not compared");
        var here = numbers();
        var program = new StringBuilder("#include <stdio.h>\n#include <stddef.h>\n#include <linux/videodev2.h>\nint main(void) {\n");
        here.keySet().forEach(name -> program.append("printf(\"%s %d\\n\", \"").append(name)
                .append("\", (int) (").append(inC(name)).append("));\n"));
        program.append("return 0; }\n");
        var source = Files.writeString(directory.resolve("numbers.c"), program);
        var binary = directory.resolve("numbers");
        var compiled = run("cc", "-o", binary.toString(), source.toString());
        assertEquals("", compiled);
        var headers = new TreeMap<String, Integer>();
        run(binary.toString()).lines().map(line -> line.split(" ")).forEach(
                parts -> headers.put(parts[0], Integer.valueOf(parts[1])));
        assertEquals(headers, new TreeMap<>(here));
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            var said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            return said;
        }
    }
}
