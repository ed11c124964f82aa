package stream.codec.h264;

/// macroblock_layer(), §7.3.5, and the neighbour-dependent context that CAVLC needs.
final class MacroblockWriter {
    /// Table 9-4: codeNum of coded_block_pattern for intra 4×4 and for inter prediction.
    private static final int[] INTRA_PATTERN_CODES = inverse(new int[] {
        47, 31, 15, 0, 23, 27, 29, 30, 7, 11, 13, 14, 39, 43, 45, 46, 16, 3, 5, 10, 12, 19, 21, 26,
        28, 35, 37, 42, 44, 1, 2, 4, 8, 17, 18, 20, 24, 6, 9, 22, 25, 32, 33, 34, 36, 40, 38, 41,
    });
    private static final int[] INTER_PATTERN_CODES = inverse(new int[] {
        0, 16, 1, 2, 4, 8, 32, 3, 5, 10, 12, 15, 47, 7, 11, 13, 14, 6, 9, 31, 35, 37, 42, 44,
        33, 34, 36, 40, 39, 43, 45, 46, 17, 18, 20, 24, 19, 21, 26, 28, 23, 27, 29, 30, 22, 25, 38, 41,
    });
    /// mb_type of intra macroblocks in a P slice starts here (Table 7-13).
    private static final int INTRA_IN_P = 5;
    /// mb_type of Tables 7-11 and 7-13.
    private static final int I_NXN = 0;
    private static final int I_16X16 = 1;
    private static final int I_PCM = 25;

    private final Grid grid;
    private final BitWriter out;
    private final ResidualWriter residual;

    MacroblockWriter(Grid grid, BitWriter out) {
        this.grid = grid;
        this.out = out;
        residual = new ResidualWriter(out);
    }

    /// Writes a macroblock that is not skipped, and notes its numbers of levels in the grid.
    ///
    /// @param references how many reference frames the slice has
    /// @param qpBefore QP of the macroblock before in the slice
    /// @return whether all levels had codes; if not, what was written must be thrown away
    boolean write(Macroblock mb, boolean intraSlice, int references, int qpBefore) {
        writeType(mb, intraSlice);
        if (mb.isIntra()) {
            writeIntraModes(mb);
        } else {
            writeMotion(mb, references);
        }
        if (mb.type != MacroblockType.INTRA_16X16) {
            out.ue((mb.isIntra() ? INTRA_PATTERN_CODES : INTER_PATTERN_CODES)[mb.codedBlockPattern]);
        }
        if (mb.hasQp()) {
            out.se(qpDelta(mb.qp, qpBefore));
        }
        writeResidual(mb);
        return !residual.takeOverflow();
    }

    /// Writes a macroblock as samples (pcm_sample_luma and pcm_sample_chroma).
    void writePcm(Macroblock mb, boolean intraSlice, Frame source) {
        out.ue(I_PCM + (intraSlice ? 0 : INTRA_IN_P));
        while (!out.isByteAligned()) {
            out.put(1, 0); // pcm_alignment_zero_bit
        }
        writeSamples(source.luma, mb.x * 16, mb.y * 16, 16);
        writeSamples(source.cb, mb.x * 8, mb.y * 8, 8);
        writeSamples(source.cr, mb.x * 8, mb.y * 8, 8);
        grid.setTotals(mb.x, mb.y, 16);
    }

    private void writeSamples(Plane plane, int x, int y, int size) {
        for (int row = 0; row < size; row++) {
            int at = (y + row) * plane.width + x;
            for (int column = 0; column < size; column += Integer.BYTES) {
                out.put(Integer.SIZE, ByteViews.intBigEndian(plane.samples, at + column));
            }
        }
    }

    private void writeType(Macroblock mb, boolean intraSlice) {
        int intra = intraSlice ? 0 : INTRA_IN_P;
        switch (mb.type) {
            case MacroblockType.INTRA_4X4 -> out.ue(intra + I_NXN);
            case MacroblockType.INTRA_16X16 -> {
                int chroma = mb.codedBlockPattern >> 4;
                int luma = (mb.codedBlockPattern & 15) != 0 ? 1 : 0;
                out.ue(intra + I_16X16 + mb.intraMode + 4 * chroma + 12 * luma);
            }
            default -> out.ue(mb.type - MacroblockType.P_16X16);
        }
    }

    private void writeIntraModes(Macroblock mb) {
        if (mb.type == MacroblockType.INTRA_4X4) {
            for (int i = 0; i < 16; i++) {
                int mode = mb.blockModes[i];
                int predicted = mb.predictedModes[i];
                if (mode == predicted) {
                    out.put(1, 1); // prev_intra4x4_pred_mode_flag
                } else {
                    out.put(4, mode < predicted ? mode : mode - 1); // and rem_intra4x4_pred_mode
                }
            }
        }
        out.ue(mb.chromaMode); // intra_chroma_pred_mode
    }

    private void writeMotion(Macroblock mb, int references) {
        int parts = 1;
        if (mb.type == MacroblockType.P_8X8) {
            parts = 4;
            for (int i = 0; i < parts; i++) {
                out.ue(0); // sub_mb_type P_L0_8x8
            }
        } else if (mb.type != MacroblockType.P_16X16) {
            parts = 2;
        }
        if (references > 1) {
            for (int i = 0; i < parts; i++) {
                writeReference(mb.references[i], references);
            }
        }
        for (int i = 0; i < parts; i++) {
            out.se(MotionVector.x(mb.vectorDifferences[i])); // mvd_l0
            out.se(MotionVector.y(mb.vectorDifferences[i]));
        }
    }

    /// te(v), §9.1: one inverted bit where there are but two values.
    private void writeReference(int reference, int references) {
        if (references == 2) {
            out.put(1, reference ^ 1);
        } else {
            out.ue(reference);
        }
    }

    /// mb_qp_delta, which wraps around (7-37).
    private static int qpDelta(int qp, int before) {
        int delta = qp - before;
        return delta > 25 ? delta - 52 : delta < -26 ? delta + 52 : delta;
    }

    private void writeResidual(Macroblock mb) {
        boolean intra16x16 = mb.type == MacroblockType.INTRA_16X16;
        int origin = grid.block(mb.x, mb.y);
        if (intra16x16) {
            residual.lumaDc(mb.lumaDc, mb.lumaDcMask, lumaContext(mb, origin, 0, 0));
        }
        for (int i = 0; i < 16; i++) {
            int x = Scan.BLOCK_X[i];
            int y = Scan.BLOCK_Y[i];
            int block = origin + y * grid.width4 + x;
            if ((mb.codedBlockPattern >> (i >> 2) & 1) == 0) {
                grid.lumaTotals[block] = 0;
                continue;
            }
            int nC = lumaContext(mb, block, x, y);
            int mask = mb.lumaMasks[i];
            grid.lumaTotals[block] = (byte) Integer.bitCount(mask);
            residual.block(mb.luma, mb.lumaAt(i), mask, intra16x16 ? 1 : 0, nC);
        }
        writeChroma(mb);
    }

    private void writeChroma(Macroblock mb) {
        int pattern = mb.codedBlockPattern >> 4;
        if (pattern != 0) {
            residual.chromaDc(mb.chromaDc, 0, mb.chromaDcMasks[0]);
            residual.chromaDc(mb.chromaDc, 4, mb.chromaDcMasks[1]);
        }
        int origin = grid.chromaBlock(mb.x, mb.y);
        for (int k = 0; k < 8; k++) {
            int x = k & 1;
            int y = k >> 1 & 1;
            byte[] totals = grid.chromaTotals[k >> 2];
            int block = origin + y * grid.chromaWidth4 + x;
            if (pattern != 2) {
                totals[block] = 0;
                continue;
            }
            int nC = context(totals, block, mb.left || x > 0, mb.above || y > 0, grid.chromaWidth4);
            int mask = mb.chromaMasks[k];
            totals[block] = (byte) Integer.bitCount(mask);
            residual.block(mb.chroma, (k >> 2) * 64 + (k & 3) * 4, mask, 1, nC);
        }
    }

    private int lumaContext(Macroblock mb, int block, int x, int y) {
        return context(grid.lumaTotals, block, mb.left || x > 0, mb.above || y > 0, grid.width4);
    }

    /// nC, §9.2.1: the mean of the numbers of levels to the left and above, of those that are there.
    private static int context(byte[] totals, int block, boolean left, boolean above, int stride) {
        int a = left ? totals[block - 1] : 0;
        int b = above ? totals[block - stride] : 0;
        return left && above ? a + b + 1 >> 1 : a + b;
    }

    private static int[] inverse(int[] patterns) {
        var codes = new int[patterns.length];
        for (int code = 0; code < patterns.length; code++) {
            codes[patterns[code]] = code;
        }
        return codes;
    }
}
