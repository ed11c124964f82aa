package stream.bench.clip;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// All clips, and the program that writes them as Y4M files.
public final class Clips {
    private static final int FRAMES_PER_SECOND = 30;

    private Clips() {}

    public static List<Clip> all() {
        return List.of(
                new Clip("desktop", 1920, 1080, 300, new DesktopPainter()),
                new Clip("terminal", 1280, 720, 300, new TerminalPainter()),
                new Clip("menu", 1280, 720, 300, new MenuPainter()),
                new Clip("game", 1280, 720, 60, new GamePainter(1280, 720)),
                new Clip("fractal", 1280, 720, 45, new FractalPainter()),
                new Clip("motion", 1280, 720, 90, new MotionPainter(1280, 720)));
    }

    /// Writes the clips that are not there yet to the folder given.
    public static void main(String[] arguments) throws IOException {
        for (var clip : all()) {
            file(clip, Path.of(arguments[0]));
        }
    }

    /// The file of a clip, written first where it is missing.
    public static Path file(Clip clip, Path folder) throws IOException {
        var file = folder.resolve(clip.name() + ".y4m");
        if (!Files.exists(file)) {
            System.out.println("Drawing " + file + " ...");
            Files.createDirectories(folder);
            var part = folder.resolve(clip.name() + ".part");
            write(clip, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /// The clips that `bench/record-clips` left in the folder.
    public static List<Path> recorded(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("recorded-.*\\.y4m")).sorted().toList();
        }
    }

    /// The name of the clip that a file holds.
    public static String name(Path file) {
        return file.getFileName().toString().replace(".y4m", "");
    }

    private static void write(Clip clip, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write("YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n"
                    .formatted(clip.width(), clip.height(), FRAMES_PER_SECOND)
                    .getBytes(StandardCharsets.US_ASCII));
            var image = new BufferedImage(clip.width(), clip.height(), BufferedImage.TYPE_INT_RGB);
            var planes = new byte[clip.width() * clip.height() * 3 / 2];
            for (int time = 0; time < clip.frames(); time++) {
                clip.painter().paint(image, time);
                convert(((DataBufferInt) image.getRaster().getDataBuffer()).getData(), clip.width(), clip.height(), planes);
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(planes);
            }
        }
    }

    /// BT.709 in video range, 4:2:0, by the book.
    private static void convert(int[] pixels, int width, int height, byte[] planes) {
        int cb = width * height;
        int cr = cb + cb / 4;
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 2) {
                double blueness = 0;
                double redness = 0;
                for (int i = 0; i < 4; i++) {
                    int at = (y + i / 2) * width + x + i % 2;
                    int red = pixels[at] >> 16 & 0xff;
                    int green = pixels[at] >> 8 & 0xff;
                    int blue = pixels[at] & 0xff;
                    double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
                    planes[at] = (byte) Math.round(16 + luma * 219 / 255);
                    blueness += (blue - luma) / 1.8556;
                    redness += (red - luma) / 1.5748;
                }
                int at = y / 2 * (width / 2) + x / 2;
                planes[cb + at] = (byte) Math.round(128 + blueness / 4 * 224 / 255);
                planes[cr + at] = (byte) Math.round(128 + redness / 4 * 224 / 255);
            }
        }
    }
}
