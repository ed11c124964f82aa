package stream.client.source;

import java.io.IOException;
import java.io.InputStream;
import stream.client.capture.Frame;
import stream.client.capture.SizeLimit;

/// Reads YUV4MPEG2 (mjpegtools' `yuv4mpeg(5)`): 8 bits, 4:2:0, 4:2:2, 4:4:4 or grey.
///
/// ```
/// YUV4MPEG2 W640 H480 F30:1 Ip C420jpeg\n
/// FRAME\n  luma, row after row   Cb   Cr
/// FRAME\n  …
/// ```
///
/// Colours are ITU-R BT.601's with 16 for black and 235 for white, unless `XCOLORRANGE=FULL` is said.
final class Y4mReader implements PictureReader {
    private static final int MOST_HEADER = 1024;
    /// Fixed-point numbers have so many bits behind the point.
    private static final int BITS = 16;

    private final InputStream in;
    private int width;
    private int height;
    /// By how many bits the coordinates of colour are smaller.
    private int shiftX = 1;
    private int shiftY = 1;
    private boolean grey;
    private boolean fullRange;

    Y4mReader(InputStream in) throws IOException {
        this.in = in;
        var header = line();
        if (header == null || !header.startsWith("YUV4MPEG2 ")) {
            throw new ImageFormatException("neither MJPEG nor Y4M", false, null);
        }
        for (var field : header.split(" +")) {
            var value = field.substring(Math.min(1, field.length()));
            switch (field.isEmpty() ? ' ' : field.charAt(0)) {
                case 'W' -> width = number(value);
                case 'H' -> height = number(value);
                case 'C' -> colours(value);
                case 'X' -> fullRange |= value.equals("COLORRANGE=FULL");
                default -> { } // rate, interlacing and aspect ratio change nothing here
            }
        }
        if (Math.min(width, height) < SizeLimit.LEAST || (long) width * height > MOST_PIXELS) {
            throw new ImageFormatException("Y4M pictures of " + width + "×" + height, true, null);
        }
    }

    private void colours(String name) throws ImageFormatException {
        switch (name) {
            case "420", "420jpeg", "420mpeg2", "420paldv" -> { }
            case "422" -> shiftY = 0;
            case "444" -> {
                shiftX = 0;
                shiftY = 0;
            }
            case "mono" -> grey = true;
            default -> throw new ImageFormatException("Y4M with colours " + name, false, null);
        }
    }

    private static int number(String text) throws ImageFormatException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ImageFormatException("Y4M without a size", false, e);
        }
    }

    /// A line without its end; null at the end of the stream.
    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (line.length() >= MOST_HEADER) {
                throw new ImageFormatException("neither MJPEG nor Y4M", false, null);
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private int colourWidth() {
        return width + (1 << shiftX) - 1 >> shiftX;
    }

    private int colourHeight() {
        return height + (1 << shiftY) - 1 >> shiftY;
    }

    @Override
    public byte[] next() throws IOException {
        var head = line();
        if (head == null) {
            return null;
        }
        if (!head.equals("FRAME") && !head.startsWith("FRAME ")) {
            throw new ImageFormatException("a Y4M stream without order", false, null);
        }
        int bytes = width * height + (grey ? 0 : 2 * colourWidth() * colourHeight());
        var picture = in.readNBytes(bytes);
        return picture.length == bytes ? picture : null;
    }

    @Override
    public void decode(byte[] picture, Frame frame) {
        frame.resize(width, height);
        var pixels = frame.pixels();
        int cb = width * height;
        int cr = cb + colourWidth() * colourHeight();
        int black = fullRange ? 0 : 16;
        double range = fullRange ? 1 : 255.0 / 219;
        double colourRange = fullRange ? 1 : 255.0 / 224;
        int luma = fixed(range);
        int redCr = fixed(1.402 * colourRange);
        int greenCb = fixed(-0.344136 * colourRange);
        int greenCr = fixed(-0.714136 * colourRange);
        int blueCb = fixed(1.772 * colourRange);
        for (int y = 0, at = 0; y < height; y++) {
            int row = (y >> shiftY) * colourWidth();
            for (int x = 0; x < width; x++, at++) {
                int light = ((picture[at] & 0xFF) - black) * luma + (1 << BITS - 1);
                int u = grey ? 0 : (picture[cb + row + (x >> shiftX)] & 0xFF) - 128;
                int v = grey ? 0 : (picture[cr + row + (x >> shiftX)] & 0xFF) - 128;
                pixels[at] = 0xFF000000
                        | level(light + v * redCr) << 16
                        | level(light + u * greenCb + v * greenCr) << 8
                        | level(light + u * blueCb);
            }
        }
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << BITS));
    }

    private static int level(int sum) {
        return Math.clamp(sum >> BITS, 0, 255);
    }
}
