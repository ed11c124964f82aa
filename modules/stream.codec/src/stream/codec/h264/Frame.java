package stream.codec.h264;

/// A picture in 4:2:0 whose sides are whole macroblocks: what the decoder will have.
///
/// Each macroblock carries a *stamp* that tells contents apart: equal stamps at the same place in
/// two frames mean equal samples, so that a skipped macroblock is copied only where the frame
/// buffer holds something else. Stamps make a still picture cost nothing.
final class Frame {
    final int widthMbs;
    final int heightMbs;
    final Plane luma;
    final Plane cb;
    final Plane cr;
    final int[] stamps;

    Frame(int widthMbs, int heightMbs) {
        this.widthMbs = widthMbs;
        this.heightMbs = heightMbs;
        luma = new Plane(widthMbs * 16, heightMbs * 16);
        cb = new Plane(widthMbs * 8, heightMbs * 8);
        cr = new Plane(widthMbs * 8, heightMbs * 8);
        stamps = new int[widthMbs * heightMbs];
    }

    /// Makes a macroblock the same as that of `from` at the same place.
    void copyMacroblock(Frame from, int mbX, int mbY) {
        int address = mbY * widthMbs + mbX;
        if (stamps[address] != from.stamps[address]) {
            luma.copyBlock(from.luma, mbX * 16, mbY * 16, 16, 16);
            cb.copyBlock(from.cb, mbX * 8, mbY * 8, 8, 8);
            cr.copyBlock(from.cr, mbX * 8, mbY * 8, 8, 8);
            stamps[address] = from.stamps[address];
        }
    }
}
