package stream.client.source;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import stream.client.capture.Frame;
import stream.client.capture.SizeLimit;

/// How a webcam writes its pictures, as its driver said in answer to `VIDIOC_S_FMT`, and how to read them:
///
/// ```
/// MJPG  a JPEG picture
/// YUYV  Y0 Cb Y1 Cr, row after row
/// NV12  all Y, then Cb Cr of 2×2 pixels
/// YU12  all Y, then all Cb, then all Cr, of 2×2 pixels
/// ```
///
/// @param stride bytes from a row to the next, of no meaning for JPEG
/// @param fullRange whether black is 0 and white 255
record WebcamFormat(int pixelFormat, int width, int height, int stride, boolean fullRange) {
    /// Those that are read here, what is liked best first: only as JPEG do large pictures pass
    /// through USB 2 at full rate.
    static final List<Integer> KNOWN = List.of(V4l2.MJPG, V4l2.JPEG, V4l2.YUYV, V4l2.NV12, V4l2.YU12);
    /// Longer rows are no picture's.
    private static final int MOST_STRIDE = 1 << 16;

    /// @param format `struct v4l2_format`
    /// @throws ImageFormatException when such pictures cannot be read here
    static WebcamFormat of(MemorySegment format) throws ImageFormatException {
        int quantization = format.get(JAVA_INT, V4l2.FORMAT_QUANTIZATION);
        boolean fullRange = quantization == V4l2.QUANTIZATION_FULL_RANGE
                || quantization == V4l2.QUANTIZATION_DEFAULT
                        && format.get(JAVA_INT, V4l2.FORMAT_COLORSPACE) == V4l2.COLORSPACE_JPEG;
        var answer = new WebcamFormat(
                format.get(JAVA_INT, V4l2.FORMAT_PIXELFORMAT),
                format.get(JAVA_INT, V4l2.FORMAT_WIDTH),
                format.get(JAVA_INT, V4l2.FORMAT_HEIGHT),
                format.get(JAVA_INT, V4l2.FORMAT_BYTESPERLINE),
                fullRange);
        answer.check();
        return answer;
    }

    private void check() throws ImageFormatException {
        if (!KNOWN.contains(pixelFormat)) {
            throw new ImageFormatException("its pictures are of a kind that is not known here", false, null);
        }
        if (Math.min(width, height) < SizeLimit.LEAST || (long) width * height > PictureReader.MOST_PIXELS) {
            throw new ImageFormatException("its pictures are of " + width + "×" + height, true, null);
        }
        int row = (width + 1 & ~1) * (pixelFormat == V4l2.YUYV ? 2 : 1);
        if (!isJpeg() && (stride < row || stride > MOST_STRIDE)) {
            throw new ImageFormatException("its rows are of " + stride + " bytes", false, null);
        }
    }

    private boolean isJpeg() {
        return pixelFormat == V4l2.MJPG || pixelFormat == V4l2.JPEG;
    }

    /// Makes the pixels of a picture.
    ///
    /// @throws ImageFormatException when it is damaged
    void decode(byte[] picture, ImageReading images, Frame frame) throws ImageFormatException {
        if (isJpeg()) {
            images.read(picture, frame);
            return;
        }
        int rows = (height + 1) / 2;
        long bytes = pixelFormat == V4l2.YUYV
                ? (long) stride * (height - 1) + 2 * (width + 1 & ~1)
                : (long) stride * height
                        + (pixelFormat == V4l2.NV12 ? (long) stride * rows : 2L * (stride / 2) * rows);
        if (picture.length < bytes) {
            throw new ImageFormatException("a picture that is cut off", false, null);
        }
        frame.resize(width, height);
        var colours = new YuvColours(fullRange);
        if (pixelFormat == V4l2.YUYV) {
            packed(picture, colours, frame.pixels());
        } else {
            boolean together = pixelFormat == V4l2.NV12;
            int cb = stride * height;
            planar(picture, together ? 2 : 1, together ? stride : stride / 2,
                    cb, together ? cb + 1 : cb + stride / 2 * rows, colours, frame.pixels());
        }
    }

    private void packed(byte[] picture, YuvColours colours, int[] pixels) {
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int pair = y * stride + (x & ~1) * 2;
                pixels[at] = colours.rgb(
                        picture[y * stride + 2 * x] & 0xFF, picture[pair + 1] & 0xFF, picture[pair + 3] & 0xFF);
            }
        }
    }

    /// @param step bytes from a colour to the next in its row
    /// @param cb where the first Cb lies
    private void planar(byte[] picture, int step, int colourStride, int cb, int cr, YuvColours colours, int[] pixels) {
        for (int y = 0, at = 0; y < height; y++) {
            int row = y / 2 * colourStride;
            for (int x = 0; x < width; x++, at++) {
                int colour = row + x / 2 * step;
                pixels[at] = colours.rgb(
                        picture[y * stride + x] & 0xFF, picture[cb + colour] & 0xFF, picture[cr + colour] & 0xFF);
            }
        }
    }
}
