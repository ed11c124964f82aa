package stream.codec.h264;

/// sRGB pixels to luma and chroma: BT.709 in video range (luma 16–235, chroma 16–240), 4:2:0 with
/// chroma in the middle of each four pixels.
final class ColourConversion {
    /// Weights of red, green and blue in 1/65536: 219 ÷ 255 × (0.2126, 0.7152, 0.0722) for luma, and
    /// 224 ÷ 255 × (difference from luma ÷ its range) for chroma, whose weights add up to nothing.
    private static final int Y_R = 11966;
    private static final int Y_G = 40254;
    private static final int Y_B = 4064;
    private static final int CB_R = -6596;
    private static final int CB_G = -22189;
    private static final int CB_B = 28785;
    private static final int CR_R = 28785;
    private static final int CR_G = -26145;
    private static final int CR_B = -2640;
    private static final int Y_OFFSET = (16 << 16) + (1 << 15);
    /// Chroma is taken from sums of four pixels.
    private static final int C_OFFSET = (128 << 18) + (1 << 17);

    private ColourConversion() {}

    /// Converts a macroblock; beyond the picture its last column and row go on.
    static void convert(int[] pixels, int stride, int width, int height, Frame out, int mbX, int mbY) {
        int lumaStride = out.luma.width;
        int chromaStride = out.cb.width;
        byte[] luma = out.luma.samples;
        for (int row = 0; row < 16; row += 2) {
            int y = mbY * 16 + row;
            int upper = Math.min(y, height - 1) * stride;
            int lower = Math.min(y + 1, height - 1) * stride;
            int l = y * lumaStride + mbX * 16;
            int c = (y >> 1) * chromaStride + mbX * 8;
            for (int column = 0; column < 16; column += 2) {
                int x = mbX * 16 + column;
                int x0 = Math.min(x, width - 1);
                int x1 = Math.min(x + 1, width - 1);
                int p0 = pixels[upper + x0];
                int p1 = pixels[upper + x1];
                int p2 = pixels[lower + x0];
                int p3 = pixels[lower + x1];
                luma[l + column] = luma(p0);
                luma[l + column + 1] = luma(p1);
                luma[l + lumaStride + column] = luma(p2);
                luma[l + lumaStride + column + 1] = luma(p3);
                // Red and blue are added side by side in one int.
                int redBlue = (p0 & 0xff00ff) + (p1 & 0xff00ff) + (p2 & 0xff00ff) + (p3 & 0xff00ff);
                int green = (p0 & 0xff00) + (p1 & 0xff00) + (p2 & 0xff00) + (p3 & 0xff00) >> 8;
                int red = redBlue >>> 16;
                int blue = redBlue & 0xffff;
                int at = c + column / 2;
                out.cb.samples[at] = (byte) (CB_R * red + CB_G * green + CB_B * blue + C_OFFSET >> 18);
                out.cr.samples[at] = (byte) (CR_R * red + CR_G * green + CR_B * blue + C_OFFSET >> 18);
            }
        }
    }

    private static byte luma(int pixel) {
        int red = pixel >> 16 & 0xff;
        int green = pixel >> 8 & 0xff;
        int blue = pixel & 0xff;
        return (byte) (Y_R * red + Y_G * green + Y_B * blue + Y_OFFSET >> 16);
    }
}
