package stream.client.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import stream.client.Programs;

/// An X server without a screen, whose pixels lie in a file: a test can write there what is to be seen.
///
/// The file is an X window dump (`XWDFile.h`): a header of big-endian numbers, colours, pixels.
public final class Xvfb implements AutoCloseable {
    private static final int HEADER_SIZE = 0;
    private static final int BYTES_PER_LINE = 48;
    private static final int COLOURS = 76;
    private static final int BYTES_PER_COLOUR = 12;

    private final Process process;
    private final String display;
    private final MappedByteBuffer file;

    /// @param directory an empty one, for the pixels
    public Xvfb(int width, int height, Path directory) throws IOException {
        // The server chooses a free display and prints its number.
        process = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", width + "x" + height + "x24",
                        "-fbdir", directory.toString(), "-noreset", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        var number = out.readLine();
        if (number == null) {
            throw new IOException("Xvfb did not start");
        }
        display = ":" + number;
        try (var channel = FileChannel.open(
                directory.resolve("Xvfb_screen0"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            file = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
    }

    /// Whether this machine has one.
    public static boolean isThere() {
        return Programs.areThere("Xvfb");
    }

    public String display() {
        return display;
    }

    /// Sets a pixel of the screen.
    public void paint(int x, int y, int rgb) {
        int pixels = header(HEADER_SIZE) + header(COLOURS) * BYTES_PER_COLOUR;
        ByteBuffer little = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        little.putInt(pixels + y * header(BYTES_PER_LINE) + x * 4, rgb);
    }

    private int header(int offset) {
        return file.getInt(offset);
    }

    @Override
    public void close() {
        Programs.end(process);
    }
}
