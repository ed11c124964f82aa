package stream.common.video;

/// A picture to encode. The arrays belong to the caller, who may reuse them after the call.
public sealed interface Picture {
    int width();

    int height();

    /// Pixels as Java images have them: `0xAARRGGBB`, alpha ignored, sRGB.
    ///
    /// @param stride pixels from one row to the next, at least the width
    record Rgb(int width, int height, int[] pixels, int stride) implements Picture {
        public Rgb {
            if (stride < width || pixels.length < (long) stride * (height - 1) + width) {
                throw new IllegalArgumentException("too few pixels for " + width + "×" + height);
            }
        }
    }

    /// Planar 4:2:0, video range, BT.709: luma at full size, both chroma planes at half of it,
    /// rounded up.
    record I420(int width, int height, byte[] y, byte[] cb, byte[] cr) implements Picture {
        public I420 {
            int chroma = ((width + 1) / 2) * ((height + 1) / 2);
            if (y.length < width * height || cb.length < chroma || cr.length < chroma) {
                throw new IllegalArgumentException("too few samples for " + width + "×" + height);
            }
        }
    }
}
