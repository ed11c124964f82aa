package stream.codec.h264;

import java.util.Arrays;

/// What later macroblocks and the deblocking filter need to know of the macroblocks of a frame.
///
/// **Threads.** Slices write their own rows and read no others; the deblocking filter reads all
/// when the slices are done.
final class Grid {
    /// Reference index of a block that is intra coded.
    static final byte NO_REFERENCE = -1;
    /// Mode of intra blocks that stands for a macroblock of any other type (§8.3.1.1): DC.
    static final byte DC_MODE = 2;

    /// In [#patterns]: the DC block of luma, and the first of chroma.
    static final int LUMA_DC_PATTERN = 1 << 8;
    static final int CHROMA_DC_PATTERN = 1 << 9;
    /// Blocks of samples have everything.
    private static final int PCM_PATTERN = 0x72f;
    /// Differences of vectors beyond this are all alike to CABAC (§9.3.3.1.1.7).
    static final int MAX_DIFFERENCE = 33;

    final int widthMbs;
    final int heightMbs;
    /// Blocks of 4 samples in a row, luma and chroma.
    final int width4;
    final int chromaWidth4;
    /// [MacroblockType] of each macroblock.
    final byte[] types;
    /// coded_block_pattern of each macroblock, and which of its DC blocks have levels.
    final short[] patterns;
    /// intra_chroma_pred_mode of each macroblock, 0 where there is none.
    final byte[] chromaModes;
    /// transform_size_8x8_flag of each macroblock.
    final boolean[] transforms8x8;
    /// QP of each macroblock as the deblocking filter takes it.
    final byte[] qps;
    /// Bits of each macroblock that was not skipped.
    final short[] bits;
    /// Number of levels in each 4×4 block.
    final byte[] lumaTotals;
    final byte[][] chromaTotals;
    /// Motion vector of each 4×4 block, reference index and intra mode.
    final int[] vectors;
    final byte[] references;
    final byte[] intraModes;
    /// Whether all reference indices are of one frame.
    boolean oneReference;
    /// How far the vector of each block was from its prediction, as [#difference] has it.
    final short[] differences;

    Grid(int widthMbs, int heightMbs) {
        this.widthMbs = widthMbs;
        this.heightMbs = heightMbs;
        width4 = widthMbs * 4;
        chromaWidth4 = widthMbs * 2;
        int macroblocks = widthMbs * heightMbs;
        types = new byte[macroblocks];
        patterns = new short[macroblocks];
        chromaModes = new byte[macroblocks];
        transforms8x8 = new boolean[macroblocks];
        qps = new byte[macroblocks];
        bits = new short[macroblocks];
        lumaTotals = new byte[macroblocks * 16];
        chromaTotals = new byte[2][macroblocks * 4];
        vectors = new int[macroblocks * 16];
        references = new byte[macroblocks * 16];
        intraModes = new byte[macroblocks * 16];
        differences = new short[macroblocks * 16];
        Arrays.fill(intraModes, DC_MODE);
    }

    /// Index of the first 4×4 luma block of a macroblock.
    int block(int mbX, int mbY) {
        return mbY * 4 * width4 + mbX * 4;
    }

    int chromaBlock(int mbX, int mbY) {
        return mbY * 2 * chromaWidth4 + mbX * 2;
    }

    /// Gives a rectangle of 4×4 blocks one vector and reference.
    void setMotion(int block, int blocksWide, int blocksHigh, int vector, int reference) {
        for (int row = 0, at = block; row < blocksHigh; row++, at += width4) {
            for (int i = at; i < at + blocksWide; i++) {
                vectors[i] = vector;
                references[i] = (byte) reference;
            }
        }
    }

    /// The absolute difference of a vector from its prediction, both parts clipped to [#MAX_DIFFERENCE], the
    /// horizontal one lower: two of them can be added.
    static int difference(int dx, int dy) {
        return Math.min(Math.abs(dx), MAX_DIFFERENCE) | Math.min(Math.abs(dy), MAX_DIFFERENCE) << Byte.SIZE;
    }

    /// Gives a rectangle of 4×4 blocks one difference.
    void setDifferences(int block, int blocksWide, int blocksHigh, int difference) {
        for (int row = 0, at = block; row < blocksHigh; row++, at += width4) {
            for (int i = at; i < at + blocksWide; i++) {
                differences[i] = (short) difference;
            }
        }
    }

    /// Notes that a macroblock sends nothing.
    void setSkipped(int mbX, int mbY) {
        int address = mbY * widthMbs + mbX;
        types[address] = MacroblockType.P_SKIP;
        patterns[address] = 0;
        chromaModes[address] = 0;
        transforms8x8[address] = false;
        setDifferences(block(mbX, mbY), 4, 4, 0);
        setTotals(mbX, mbY, 0);
        clearIntraModes(mbX, mbY);
    }

    /// Notes that a macroblock consists of samples.
    void setPcm(int mbX, int mbY) {
        int address = mbY * widthMbs + mbX;
        patterns[address] = PCM_PATTERN;
        chromaModes[address] = 0;
        transforms8x8[address] = false;
        setDifferences(block(mbX, mbY), 4, 4, 0);
        setTotals(mbX, mbY, 16);
    }

    /// Sets the number of levels of all blocks of a macroblock to `total`.
    private void setTotals(int mbX, int mbY, int total) {
        for (int row = 0, at = block(mbX, mbY); row < 4; row++, at += width4) {
            ByteViews.putInt(lumaTotals, at, total * 0x01010101);
        }
        for (int row = 0, at = chromaBlock(mbX, mbY); row < 2; row++, at += chromaWidth4) {
            for (int i = at; i < at + 2; i++) {
                chromaTotals[0][i] = (byte) total;
                chromaTotals[1][i] = (byte) total;
            }
        }
    }

    /// Sets the intra mode of the four blocks of a quarter.
    void setIntraMode8x8(int block, int mode) {
        intraModes[block] = (byte) mode;
        intraModes[block + 1] = (byte) mode;
        intraModes[block + width4] = (byte) mode;
        intraModes[block + width4 + 1] = (byte) mode;
    }

    /// Sets the intra mode of all blocks of a macroblock to DC.
    void clearIntraModes(int mbX, int mbY) {
        for (int row = 0, at = block(mbX, mbY); row < 4; row++, at += width4) {
            ByteViews.putInt(intraModes, at, DC_MODE * 0x01010101);
        }
    }

    /// Marks a macroblock as skipped without motion. Most macroblocks of a screen are, frame after
    /// frame, and need no writing.
    void setStill(int mbX, int mbY, int qp) {
        int address = mbY * widthMbs + mbX;
        int block = block(mbX, mbY);
        qps[address] = (byte) qp;
        if (types[address] == MacroblockType.P_SKIP && isStill(block)) {
            return;
        }
        setMotion(block, 4, 4, MotionVector.ZERO, 0);
        setSkipped(mbX, mbY);
    }

    /// Whether a block refers to the same place in the newest frame.
    boolean isStill(int block) {
        return (vectors[block] | references[block]) == 0;
    }
}
