package stream.codec.h264;

import java.util.Arrays;
import stream.common.video.Picture;

/// The picture to encode, in 4:2:0, and which of its macroblocks differ from the picture before.
///
/// Pictures are compared as they come, and only macroblocks that changed are converted: comparing
/// costs a tenth of converting, and on a screen few change.
final class Source {
    /// What stood for fewer pictures than this is a film or a scroll.
    private static final int SETTLED_PICTURES = 6;

    private final int width;
    private final int height;
    /// The picture, its last column and row repeated up to whole macroblocks.
    final Frame frame;
    /// The luma of the picture before: the last one that became a reference.
    final Plane previous;
    /// What both show.
    final Contents contents;
    final Contents previousContents;
    /// Pictures that came so far.
    int time;
    /// By macroblock, whether it may differ from that picture.
    final boolean[] changed;
    /// How many do.
    int changedCount;
    private final boolean[] changedInRow;
    /// The picture as pixels, when it came so.
    private int[] pixels = {};
    private Class<? extends Picture> kind;
    private boolean first;

    Source(int width, int height) {
        this.width = width;
        this.height = height;
        frame = new Frame(width + 15 >> 4, height + 15 >> 4);
        previous = new Plane(frame.luma.width, frame.luma.height);
        changed = new boolean[frame.widthMbs * frame.heightMbs];
        contents = new Contents(changed.length);
        previousContents = new Contents(changed.length);
        changedInRow = new boolean[frame.widthMbs];
    }

    /// Whether what a macroblock of the picture before showed had stood a while, as screens do and films
    /// do not.
    boolean hadSettled(int address) {
        return stood(address) > SETTLED_PICTURES;
    }

    /// For how many pictures the one before had shown what it did in a macroblock.
    int stood(int address) {
        return time - previousContents.since[address];
    }

    /// Takes a picture.
    ///
    /// @param replaces whether it comes in place of the last one, which no frame will refer to: what
    ///     changed then has still changed
    void update(Picture picture, boolean replaces) {
        if (picture.width() != width || picture.height() != height) {
            throw new IllegalArgumentException("a picture of " + picture.width() + "×" + picture.height()
                    + " came to an encoder of " + width + "×" + height);
        }
        first = kind != picture.getClass();
        kind = picture.getClass();
        if (first && picture instanceof Picture.Rgb) {
            pixels = new int[width * height];
        }
        if (!replaces) {
            keepPrevious();
            Arrays.fill(changed, false);
        }
        changedCount = 0;
        time++;
        for (int mbY = 0; mbY < frame.heightMbs; mbY++) {
            Arrays.fill(changedInRow, first);
            switch (picture) {
                case Picture.Rgb rgb -> updateRow(rgb, mbY);
                case Picture.I420 yuv -> updateRow(yuv, mbY);
            }
            for (int mbX = 0, address = mbY * frame.widthMbs; mbX < frame.widthMbs; mbX++, address++) {
                if (changedInRow[mbX]) {
                    changed[address] = true;
                    contents.note(frame, mbX, mbY, time);
                }
                changedCount += changed[address] ? 1 : 0;
            }
        }
    }

    /// Brings [#previous] and its contents up to date where the last picture changed.
    private void keepPrevious() {
        if (changedCount == 0) {
            return;
        }
        for (int address = 0; address < changed.length; address++) {
            if (changed[address]) {
                int x = address % frame.widthMbs * 16;
                int y = address / frame.widthMbs * 16;
                previous.copyBlock(frame.luma, x, y, 16, 16);
                previousContents.copy(contents, address);
            }
        }
    }

    private void updateRow(Picture.Rgb picture, int mbY) {
        int end = Math.min(mbY * 16 + 16, height);
        if (!first) {
            for (int y = mbY * 16; y < end; y++) {
                int old = y * width;
                int now = y * picture.stride();
                for (int mbX = nextUnchanged(0); mbX < frame.widthMbs; mbX = nextUnchanged(mbX)) {
                    int x = mbX << 4;
                    int different = Arrays.mismatch(
                            pixels, old + x, old + width, picture.pixels(), now + x, now + width);
                    if (different < 0) {
                        break;
                    }
                    mbX += different >> 4;
                    changedInRow[mbX] = true;
                }
            }
        }
        for (int mbX = 0; mbX < frame.widthMbs; mbX++) {
            if (!changedInRow[mbX]) {
                continue;
            }
            int x = mbX * 16;
            for (int y = mbY * 16; y < end; y++) {
                System.arraycopy(
                        picture.pixels(), y * picture.stride() + x, pixels, y * width + x, Math.min(16, width - x));
            }
            ColourConversion.convert(pixels, width, width, height, frame, mbX, mbY);
        }
    }

    private void updateRow(Picture.I420 picture, int mbY) {
        int chromaWidth = width + 1 >> 1;
        int chromaHeight = height + 1 >> 1;
        if (!first) {
            compare(picture.y(), width, width, height, frame.luma, mbY, 4);
            compare(picture.cb(), chromaWidth, chromaWidth, chromaHeight, frame.cb, mbY, 3);
            compare(picture.cr(), chromaWidth, chromaWidth, chromaHeight, frame.cr, mbY, 3);
        }
        for (int mbX = 0; mbX < frame.widthMbs; mbX++) {
            int end = mbX;
            while (end < frame.widthMbs && changedInRow[end]) {
                end++;
            }
            if (end > mbX) {
                copy(picture.y(), width, height, frame.luma, mbX, end, mbY, 16);
                copy(picture.cb(), chromaWidth, chromaHeight, frame.cb, mbX, end, mbY, 8);
                copy(picture.cr(), chromaWidth, chromaHeight, frame.cr, mbX, end, mbY, 8);
                mbX = end;
            }
        }
    }

    /// @param log2Size of a macroblock in this plane
    private void compare(byte[] samples, int stride, int width, int height, Plane plane, int mbY, int log2Size) {
        int end = Math.min(mbY + 1 << log2Size, height);
        for (int y = mbY << log2Size; y < end; y++) {
            int old = y * plane.width;
            int now = y * stride;
            for (int mbX = nextUnchanged(0); mbX < frame.widthMbs; mbX = nextUnchanged(mbX)) {
                int x = mbX << log2Size;
                int different = Arrays.mismatch(
                        plane.samples, old + x, old + width, samples, now + x, now + width);
                if (different < 0) {
                    break;
                }
                mbX += different >> log2Size;
                changedInRow[mbX] = true;
            }
        }
    }

    /// The first macroblock of the row, from `mbX` on, that is not known to have changed: rows of
    /// samples are compared from there on.
    private int nextUnchanged(int mbX) {
        int next = mbX;
        while (next < frame.widthMbs && changedInRow[next]) {
            next++;
        }
        return next;
    }

    /// Copies the macroblocks from `mbX` up to `end`, which are `size` wide in this plane.
    private static void copy(
            byte[] samples, int width, int height, Plane plane, int mbX, int end, int mbY, int size) {
        int x = mbX * size;
        int inside = Math.min(end * size, width) - x;
        for (int y = mbY * size; y < mbY * size + size; y++) {
            int from = Math.min(y, height - 1) * width + x;
            int to = y * plane.width + x;
            System.arraycopy(samples, from, plane.samples, to, inside);
            Arrays.fill(plane.samples, to + inside, y * plane.width + end * size, samples[from + inside - 1]);
        }
    }
}
