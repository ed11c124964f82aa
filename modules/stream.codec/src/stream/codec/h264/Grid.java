package stream.codec.h264;

import java.util.Arrays;

/// What later macroblocks and the deblocking filter need to know of the macroblocks of a frame.
///
/// **Threads.** Slices write their own rows and read no others; the deblocking filter reads all
/// when the slices are done.
final class Grid {
    /// Reference index of a block that is intra coded.
    static final byte NO_REFERENCE = -1;
    /// Intra 4×4 mode that stands for a macroblock of any other type (§8.3.1.1): DC.
    static final byte DC_MODE = 2;

    final int widthMbs;
    final int heightMbs;
    /// Blocks of 4 samples in a row, luma and chroma.
    final int width4;
    final int chromaWidth4;
    /// [MacroblockType] of each macroblock.
    final byte[] types;
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

    Grid(int widthMbs, int heightMbs) {
        this.widthMbs = widthMbs;
        this.heightMbs = heightMbs;
        width4 = widthMbs * 4;
        chromaWidth4 = widthMbs * 2;
        int macroblocks = widthMbs * heightMbs;
        types = new byte[macroblocks];
        qps = new byte[macroblocks];
        bits = new short[macroblocks];
        lumaTotals = new byte[macroblocks * 16];
        chromaTotals = new byte[2][macroblocks * 4];
        vectors = new int[macroblocks * 16];
        references = new byte[macroblocks * 16];
        intraModes = new byte[macroblocks * 16];
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

    /// Sets the number of levels of all blocks of a macroblock to `total`.
    void setTotals(int mbX, int mbY, int total) {
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
        types[address] = MacroblockType.P_SKIP;
        setMotion(block, 4, 4, MotionVector.ZERO, 0);
        setTotals(mbX, mbY, 0);
        clearIntraModes(mbX, mbY);
    }

    /// Whether a block refers to the same place in the newest frame.
    boolean isStill(int block) {
        return (vectors[block] | references[block]) == 0;
    }
}
