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
/// Colours are of the limited range unless `XCOLORRANGE=FULL` is said.
final class Y4mReader implements PictureReader {
    private static final int MOST_HEADER = 1024;

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
        var colours = new YuvColours(fullRange);
        for (int y = 0, at = 0; y < height; y++) {
            int row = (y >> shiftY) * colourWidth();
            for (int x = 0; x < width; x++, at++) {
                int u = grey ? 128 : picture[cb + row + (x >> shiftX)] & 0xFF;
                int v = grey ? 128 : picture[cr + row + (x >> shiftX)] & 0xFF;
                pixels[at] = colours.rgb(picture[at] & 0xFF, u, v);
            }
        }
    }
}
