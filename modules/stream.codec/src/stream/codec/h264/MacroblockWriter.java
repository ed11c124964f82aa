package stream.codec.h264;

/// macroblock_layer(), §7.3.5, in CABAC: the bins of each syntax element (§9.3.2), and the context of each
/// bin, which often follows from the macroblocks to the left and above (§9.3.3.1.1).
final class MacroblockWriter {
    /// coded_block_pattern of macroblocks outside of the slice, as far as contexts go: all of luma.
    private static final int OUTSIDE = 15;
    /// mvd_l0 is a row of ones up to here, and an Exp-Golomb code beyond (UEG3, §9.3.2.3).
    private static final int MAX_DIFFERENCE_PREFIX = 9;
    /// Contexts of their bins behind the first.
    private static final int[] DIFFERENCE_CONTEXTS = {0, 3, 4, 5, 6, 6, 6, 6, 6};

    private final Grid grid;
    private final CabacEncoder out;
    private final ResidualWriter residual;
    /// Whether the macroblock before changed QP.
    private boolean changedQp;

    MacroblockWriter(Grid grid, CabacEncoder out) {
        this.grid = grid;
        this.out = out;
        residual = new ResidualWriter(out);
    }

    /// Begins a slice.
    void begin() {
        changedQp = false;
    }

    /// Writes that a macroblock of a P slice is skipped, or not.
    void writeSkip(int address, boolean left, boolean above, boolean skipped) {
        int context = (left && grid.types[address - 1] != MacroblockType.P_SKIP ? 1 : 0)
                + (above && grid.types[address - grid.widthMbs] != MacroblockType.P_SKIP ? 1 : 0);
        out.put(CabacContext.MB_SKIP + context, skipped ? 1 : 0);
        if (skipped) {
            changedQp = false;
        }
    }

    /// Writes a macroblock that is not skipped, and notes in the grid what those after it need.
    ///
    /// @param references how many reference frames the slice has
    /// @param qpBefore QP of the macroblock before in the slice
    void write(Macroblock mb, boolean intraSlice, int references, int qpBefore) {
        writeType(mb, intraSlice);
        grid.patterns[mb.address] = (short) mb.codedBlockPattern;
        grid.transforms8x8[mb.address] = mb.transform8x8;
        if (mb.isIntra()) {
            if (MacroblockType.isIntraBlocks(mb.type)) {
                writeTransformSize(mb);
            }
            grid.setDifferences(grid.block(mb.x, mb.y), 4, 4, 0);
            writeIntraModes(mb);
        } else {
            grid.chromaModes[mb.address] = 0;
            writeMotion(mb, references);
        }
        if (mb.type != MacroblockType.INTRA_16X16) {
            writePattern(mb);
            if (!mb.isIntra() && (mb.codedBlockPattern & 15) != 0) {
                writeTransformSize(mb);
            }
        }
        int delta = mb.hasQp() ? mb.qp - qpBefore : 0;
        if (mb.hasQp()) {
            writeQpDelta(delta);
        }
        changedQp = delta != 0;
        writeLuma(mb);
        writeChroma(mb);
    }

    /// Writes a macroblock as samples (pcm_sample_luma and pcm_sample_chroma).
    void writePcm(Macroblock mb, boolean intraSlice, Frame source) {
        mb.type = MacroblockType.PCM;
        writeType(mb, intraSlice);
        out.samples(source.luma, mb.x * 16, mb.y * 16, 16);
        out.samples(source.cb, mb.x * 8, mb.y * 8, 8);
        out.samples(source.cr, mb.x * 8, mb.y * 8, 8);
        changedQp = false;
        grid.setPcm(mb.x, mb.y);
    }

    /// mb_type: Tables 9-36 and 9-37.
    private void writeType(Macroblock mb, boolean intraSlice) {
        if (mb.isIntra()) {
            if (intraSlice) {
                int neighbours = (mb.left && isNoBlocks(mb.address - 1) ? 1 : 0)
                        + (mb.above && isNoBlocks(mb.address - grid.widthMbs) ? 1 : 0);
                writeIntraType(mb, CabacContext.MB_TYPE_I + neighbours, CabacContext.MB_TYPE_I + 3, 1);
            } else {
                out.put(CabacContext.MB_TYPE_P, 1);
                writeIntraType(mb, CabacContext.MB_TYPE_INTRA_IN_P, CabacContext.MB_TYPE_INTRA_IN_P + 1, 0);
            }
            return;
        }
        out.put(CabacContext.MB_TYPE_P, 0);
        boolean halves = mb.type == MacroblockType.P_16X8 || mb.type == MacroblockType.P_8X16;
        out.put(CabacContext.MB_TYPE_P + 1, halves ? 1 : 0);
        if (halves) {
            out.put(CabacContext.MB_TYPE_P + 3, mb.type == MacroblockType.P_16X8 ? 1 : 0);
        } else {
            out.put(CabacContext.MB_TYPE_P + 2, mb.type == MacroblockType.P_8X8 ? 1 : 0);
        }
    }

    private boolean isNoBlocks(int address) {
        return !MacroblockType.isIntraBlocks(grid.types[address]);
    }

    /// @param context of the second bin that has one
    /// @param apart 1 where the second bins of chroma pattern and mode have contexts of their own
    private void writeIntraType(Macroblock mb, int first, int context, int apart) {
        if (MacroblockType.isIntraBlocks(mb.type)) {
            out.put(first, 0);
            return;
        }
        out.put(first, 1);
        out.terminate(mb.type == MacroblockType.PCM);
        if (mb.type == MacroblockType.PCM) {
            return;
        }
        out.put(context, (mb.codedBlockPattern & 15) != 0 ? 1 : 0);
        int chroma = mb.codedBlockPattern >> 4;
        out.put(context + 1, chroma != 0 ? 1 : 0);
        if (chroma != 0) {
            out.put(context + 1 + apart, chroma >> 1);
        }
        out.put(context + 2 + apart, mb.intraMode >> 1);
        out.put(context + 2 + 2 * apart, mb.intraMode & 1);
    }

    private void writeTransformSize(Macroblock mb) {
        int neighbours = (mb.left && grid.transforms8x8[mb.address - 1] ? 1 : 0)
                + (mb.above && grid.transforms8x8[mb.address - grid.widthMbs] ? 1 : 0);
        out.put(CabacContext.TRANSFORM_SIZE + neighbours, mb.transform8x8 ? 1 : 0);
    }

    private void writeIntraModes(Macroblock mb) {
        if (mb.type == MacroblockType.INTRA_4X4) {
            for (int i = 0; i < 16; i++) {
                writeIntraMode(mb.blockModes[i], mb.predictedModes[i]);
            }
        } else if (mb.type == MacroblockType.INTRA_8X8) {
            for (int i = 0; i < 4; i++) {
                writeIntraMode(mb.quarterModes[i], mb.predictedQuarterModes[i]);
            }
        }
        int neighbours = (mb.left && grid.chromaModes[mb.address - 1] != 0 ? 1 : 0)
                + (mb.above && grid.chromaModes[mb.address - grid.widthMbs] != 0 ? 1 : 0);
        grid.chromaModes[mb.address] = (byte) mb.chromaMode;
        out.put(CabacContext.INTRA_CHROMA_MODE + neighbours, mb.chromaMode > 0 ? 1 : 0);
        for (int mode = 1; mode < 3 && mode <= mb.chromaMode; mode++) {
            out.put(CabacContext.INTRA_CHROMA_MODE + 3, mb.chromaMode > mode ? 1 : 0);
        }
    }

    private void writeIntraMode(int mode, int predicted) {
        out.put(CabacContext.PREV_INTRA_MODE, mode == predicted ? 1 : 0);
        if (mode != predicted) {
            int rest = mode < predicted ? mode : mode - 1;
            out.put(CabacContext.REM_INTRA_MODE, rest & 1);
            out.put(CabacContext.REM_INTRA_MODE, rest >> 1 & 1);
            out.put(CabacContext.REM_INTRA_MODE, rest >> 2);
        }
    }

    private void writeMotion(Macroblock mb, int references) {
        int parts = mb.type == MacroblockType.P_8X8 ? 4 : mb.type == MacroblockType.P_16X16 ? 1 : 2;
        for (int i = 0; parts == 4 && i < 4; i++) {
            out.put(CabacContext.SUB_MB_TYPE, 1); // P_L0_8x8
        }
        int width = mb.type == MacroblockType.P_16X16 || mb.type == MacroblockType.P_16X8 ? 4 : 2;
        int height = mb.type == MacroblockType.P_16X16 || mb.type == MacroblockType.P_8X16 ? 4 : 2;
        int origin = grid.block(mb.x, mb.y);
        for (int i = 0; references > 1 && i < parts; i++) {
            int x = width == 2 ? (i & 1) * 2 : 0;
            int y = width == 2 ? (i >> 1) * 2 : i * 2;
            writeReference(mb, origin + y * grid.width4 + x, x, y, mb.references[i]);
        }
        for (int i = 0; i < parts; i++) {
            int x = width == 2 ? (i & 1) * 2 : 0;
            int y = width == 2 ? (i >> 1) * 2 : i * 2;
            int block = origin + y * grid.width4 + x;
            int before = (mb.left || x > 0 ? grid.differences[block - 1] : 0)
                    + (mb.above || y > 0 ? grid.differences[block - grid.width4] : 0);
            int dx = MotionVector.x(mb.vectorDifferences[i]);
            int dy = MotionVector.y(mb.vectorDifferences[i]);
            writeDifference(CabacContext.MVD_X, before & 0xff, dx);
            writeDifference(CabacContext.MVD_Y, before >> Byte.SIZE, dy);
            grid.setDifferences(block, width, height, Grid.difference(dx, dy));
        }
    }

    private void writeReference(Macroblock mb, int block, int x, int y, int reference) {
        int context = (mb.left || x > 0) && grid.references[block - 1] > 0 ? 1 : 0;
        context += (mb.above || y > 0) && grid.references[block - grid.width4] > 0 ? 2 : 0;
        for (int i = 0; i < reference; i++) {
            out.put(CabacContext.REF_IDX + context, 1);
            context = 4 + (context >> 2);
        }
        out.put(CabacContext.REF_IDX + context, 0);
    }

    /// @param before sum of the neighbours' absolute differences
    private void writeDifference(int context, int before, int difference) {
        int magnitude = Math.abs(difference);
        int first = before < 3 ? 0 : before <= Grid.MAX_DIFFERENCE - 1 ? 1 : 2;
        if (magnitude == 0) {
            out.put(context + first, 0);
            return;
        }
        out.put(context + first, 1);
        int prefix = Math.min(magnitude, MAX_DIFFERENCE_PREFIX);
        for (int i = 1; i < prefix; i++) {
            out.put(context + DIFFERENCE_CONTEXTS[i], 1);
        }
        if (magnitude < MAX_DIFFERENCE_PREFIX) {
            out.put(context + DIFFERENCE_CONTEXTS[prefix], 0);
        } else {
            out.bypassExpGolomb(3, magnitude - MAX_DIFFERENCE_PREFIX);
        }
        out.bypass(1, difference >>> 31);
    }

    /// coded_block_pattern: a bin for each quarter of luma, then for chroma.
    private void writePattern(Macroblock mb) {
        int pattern = mb.codedBlockPattern;
        int left = mb.left ? grid.patterns[mb.address - 1] : OUTSIDE;
        int above = mb.above ? grid.patterns[mb.address - grid.widthMbs] : OUTSIDE;
        writeQuarter(pattern & 1, left >> 1, above >> 2);
        writeQuarter(pattern >> 1 & 1, pattern, above >> 3);
        writeQuarter(pattern >> 2 & 1, left >> 3, pattern);
        writeQuarter(pattern >> 3 & 1, pattern >> 2, pattern >> 1);
        int chroma = pattern >> 4;
        int leftChroma = left >> 4 & 3;
        int aboveChroma = above >> 4 & 3;
        int any = (leftChroma != 0 ? 1 : 0) + (aboveChroma != 0 ? 2 : 0);
        out.put(CabacContext.CHROMA_PATTERN + any, chroma != 0 ? 1 : 0);
        if (chroma != 0) {
            int both = 4 + (leftChroma >> 1) + (aboveChroma & 2);
            out.put(CabacContext.CHROMA_PATTERN + both, chroma >> 1);
        }
    }

    /// @param left whose lowest bit says whether the quarter to the left has levels
    private void writeQuarter(int bin, int left, int above) {
        out.put(CabacContext.LUMA_PATTERN + (~left & 1) + 2 * (~above & 1), bin);
    }

    /// mb_qp_delta, which wraps around (7-37), as 1, −1, 2, −2 … ones.
    private void writeQpDelta(int difference) {
        int delta = difference > 25 ? difference - 52 : difference < -26 ? difference + 52 : difference;
        int context = changedQp ? 1 : 0;
        for (int left = delta > 0 ? 2 * delta - 1 : -2 * delta; left > 0; left--) {
            out.put(CabacContext.MB_QP_DELTA + context, 1);
            context = 2 + (context >> 1);
        }
        out.put(CabacContext.MB_QP_DELTA + context, 0);
    }

    private void writeLuma(Macroblock mb) {
        if (mb.transform8x8) {
            writeLuma8x8(mb);
            return;
        }
        boolean intra16x16 = mb.type == MacroblockType.INTRA_16X16;
        if (intra16x16) {
            residual.dc(CabacContext.LUMA_DC, neighbours(mb, Grid.LUMA_DC_PATTERN),
                    mb.lumaDc, 0, mb.lumaDcMask, 16);
            note(mb, mb.lumaDcMask, Grid.LUMA_DC_PATTERN);
        }
        int kind = intra16x16 ? CabacContext.LUMA_AC : CabacContext.LUMA;
        int origin = grid.block(mb.x, mb.y);
        for (int i = 0; i < 16; i++) {
            int x = Scan.BLOCK_X[i];
            int y = Scan.BLOCK_Y[i];
            int block = origin + y * grid.width4 + x;
            if ((mb.codedBlockPattern >> (i >> 2) & 1) == 0) {
                grid.lumaTotals[block] = 0;
                continue;
            }
            int neighbours = neighbours(mb, grid.lumaTotals, block, x, y, grid.width4);
            int mask = mb.lumaMasks[i];
            grid.lumaTotals[block] = (byte) Integer.bitCount(mask);
            residual.block(kind, neighbours, mb.luma, mb.lumaAt(i), mask, intra16x16 ? 1 : 0);
        }
    }

    private void writeLuma8x8(Macroblock mb) {
        int origin = grid.block(mb.x, mb.y);
        for (int i = 0; i < 4; i++) {
            int total = 0;
            if ((mb.codedBlockPattern >> i & 1) != 0) {
                residual.block8x8(mb.luma, mb.luma8x8At(i), mb.luma8x8Masks[i]);
                total = Long.bitCount(mb.luma8x8Masks[i]);
            }
            int block = origin + (i >> 1) * 2 * grid.width4 + (i & 1) * 2;
            grid.lumaTotals[block] = (byte) total;
            grid.lumaTotals[block + 1] = (byte) total;
            grid.lumaTotals[block + grid.width4] = (byte) total;
            grid.lumaTotals[block + grid.width4 + 1] = (byte) total;
        }
    }

    private void writeChroma(Macroblock mb) {
        int pattern = mb.codedBlockPattern >> 4;
        for (int plane = 0; plane < 2 && pattern != 0; plane++) {
            int bit = Grid.CHROMA_DC_PATTERN << plane;
            residual.dc(CabacContext.CHROMA_DC, neighbours(mb, bit), mb.chromaDc, plane * 4, mb.chromaDcMasks[plane], 4);
            note(mb, mb.chromaDcMasks[plane], bit);
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
            int neighbours = neighbours(mb, totals, block, x, y, grid.chromaWidth4);
            int mask = mb.chromaMasks[k];
            totals[block] = (byte) Integer.bitCount(mask);
            residual.block(CabacContext.CHROMA_AC, neighbours, mb.chroma, (k >> 2) * 64 + (k & 3) * 4, mask, 1);
        }
    }

    private void note(Macroblock mb, int mask, int bit) {
        grid.patterns[mb.address] |= (short) (mask != 0 ? bit : 0);
    }

    /// Whether the DC blocks to the left (1) and above (2) have levels; outside of the slice, those beside
    /// intra macroblocks count as if they had (§9.3.3.1.1.9).
    private int neighbours(Macroblock mb, int bit) {
        boolean a = mb.left ? (grid.patterns[mb.address - 1] & bit) != 0 : mb.isIntra();
        boolean b = mb.above ? (grid.patterns[mb.address - grid.widthMbs] & bit) != 0 : mb.isIntra();
        return (a ? 1 : 0) + (b ? 2 : 0);
    }

    /// The same for a block of 4×4 in the macroblock.
    private static int neighbours(Macroblock mb, byte[] totals, int block, int x, int y, int stride) {
        boolean a = x > 0 || mb.left ? totals[block - 1] != 0 : mb.isIntra();
        boolean b = y > 0 || mb.above ? totals[block - stride] != 0 : mb.isIntra();
        return (a ? 1 : 0) + (b ? 2 : 0);
    }
}
