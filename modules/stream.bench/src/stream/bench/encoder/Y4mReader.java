package stream.bench.encoder;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import stream.common.video.Picture;

/// Reads 8-bit 4:2:0 pictures from a YUV4MPEG2 stream. One picture's memory is used for all.
final class Y4mReader implements Closeable {
    /// Longer header lines are not from this world.
    private static final int MOST_HEADER_BYTES = 1024;
    /// What the encoder takes.
    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 4096;

    private final InputStream in;
    private final byte[] y;
    private final byte[] cb;
    private final byte[] cr;
    private int framesPerSecond = 30;
    private int width;
    private int height;

    Y4mReader(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        var fields = line().split(" ");
        if (!fields[0].equals("YUV4MPEG2")) {
            throw new IOException("this is no YUV4MPEG2 stream");
        }
        for (var field : fields) {
            var value = field.substring(Math.min(1, field.length()));
            switch (field.isEmpty() ? ' ' : field.charAt(0)) {
                case 'W' -> width = number(value);
                case 'H' -> height = number(value);
                case 'F' -> framesPerSecond = rate(value);
                case 'C' -> {
                    if (!value.startsWith("420") || value.startsWith("420p1")) {
                        throw new IOException("only 8-bit 4:2:0 is read, not " + value);
                    }
                }
                default -> { } // interlacing, aspect ratio and comments change nothing here
            }
        }
        if (Math.min(width, height) < LEAST_SIDE || Math.max(width, height) > MOST_SIDE) {
            throw new IOException("the pictures' sides are missing, or not from " + LEAST_SIDE + " to " + MOST_SIDE);
        }
        y = new byte[width * height];
        cb = new byte[((width + 1) / 2) * ((height + 1) / 2)];
        cr = new byte[cb.length];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int framesPerSecond() {
        return framesPerSecond;
    }

    /// The next picture, valid until the next call; null at the end.
    Picture.I420 next() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return null;
        }
        in.reset();
        if (!line().startsWith("FRAME")) {
            throw new IOException("a frame was expected");
        }
        for (var plane : new byte[][] {y, cb, cr}) {
            if (in.readNBytes(plane, 0, plane.length) != plane.length) {
                throw new IOException("the last frame is cut off");
            }
        }
        return new Picture.I420(width, height, y, cb, cr);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() >= MOST_HEADER_BYTES) {
                throw new IOException("a header line does not end");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("not a number: " + text, e);
        }
    }

    private static int rate(String text) throws IOException {
        var parts = text.split(":");
        int over = parts.length > 1 ? Math.max(1, number(parts[1])) : 1;
        return Math.clamp(Math.round(number(parts[0]) / (float) over), 1, 120);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
