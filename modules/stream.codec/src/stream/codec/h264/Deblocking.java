package stream.codec.h264;

import static stream.codec.h264.DeblockingTables.ALPHA;
import static stream.codec.h264.DeblockingTables.BETA;
import static stream.codec.h264.WarmingKernels.KERNELS;

/// The deblocking filter (§8.7): smooths edges between blocks where coding, not the picture, made
/// them.
///
/// Every edge of four samples has a strength bS from 0 to 4 (§8.7.2.1). Skipped macroblocks without
/// motion beside each other have none, and on a screen that is nearly all of them.
///
/// **Threads.** Owns scratch memory: one for each slice that is filtered at the same time.
final class Deblocking {
    private static final int INTRA_EDGE = 3;
    private static final int INTRA_MACROBLOCK_EDGE = 4;

    private final Grid grid;
    private final byte[] memory = new byte[Kernels.DEBLOCKING];

    Deblocking(Grid grid) {
        this.grid = grid;
    }

    /// Filters the rows of macroblocks from `firstRow` up to `endRow`.
    ///
    /// @param topEdge whether the upper edge of the first row is filtered too, into the row above
    /// @param stamp given to each macroblock whose samples may change
    void filter(Frame frame, int firstRow, int endRow, boolean topEdge, int stamp) {
        for (int mbY = firstRow; mbY < endRow; mbY++) {
            for (int mbX = 0; mbX < grid.widthMbs; mbX++) {
                boolean above = mbY > firstRow || topEdge && mbY > 0;
                if (isQuiet(mbX, mbY, above)) {
                    continue;
                }
                filterMacroblock(frame, mbX, mbY, above);
                int address = mbY * grid.widthMbs + mbX;
                frame.stamps[address] = stamp;
                if (mbX > 0) {
                    frame.stamps[address - 1] = stamp;
                }
                if (above) {
                    frame.stamps[address - grid.widthMbs] = stamp;
                }
            }
        }
    }

    /// Whether no edge of the macroblock can have a strength: it and both neighbours are skipped
    /// without motion.
    private boolean isQuiet(int mbX, int mbY, boolean above) {
        return isStill(mbX, mbY) && (mbX == 0 || isStill(mbX - 1, mbY)) && (!above || isStill(mbX, mbY - 1));
    }

    private boolean isStill(int mbX, int mbY) {
        return grid.types[mbY * grid.widthMbs + mbX] == MacroblockType.P_SKIP && grid.isStill(grid.block(mbX, mbY));
    }

    private void filterMacroblock(Frame frame, int mbX, int mbY, boolean above) {
        int address = mbY * grid.widthMbs + mbX;
        int block = grid.block(mbX, mbY);
        int qp = grid.qps[address];
        int step = grid.transforms8x8[address] ? 2 : 1; // inside a block of 8×8 there is no edge
        for (int edge = mbX > 0 ? 0 : step; edge < 4; edge += step) {
            int strengths = strengths(address, edge == 0 ? address - 1 : address, block + edge, 1, grid.width4, edge);
            if (strengths != 0) {
                int other = edge == 0 ? grid.qps[address - 1] : qp;
                filterEdge(frame, mbX * 16 + edge * 4, mbY * 16, false, strengths, qp, other, (edge & 1) == 0);
            }
        }
        for (int edge = above ? 0 : step; edge < 4; edge += step) {
            int neighbour = edge == 0 ? address - grid.widthMbs : address;
            int strengths =
                    strengths(address, neighbour, block + edge * grid.width4, grid.width4, 1, edge);
            if (strengths != 0) {
                int other = grid.qps[neighbour];
                filterEdge(frame, mbX * 16, mbY * 16 + edge * 4, true, strengths, qp, other, (edge & 1) == 0);
            }
        }
    }

    /// bS of the four block edges of an edge of a macroblock, a byte each, the first lowest.
    ///
    /// @param across index step from a block to the one on the other side of the edge
    /// @param along index step from a block to the next one along the edge
    private int strengths(int address, int neighbour, int block, int across, int along, int edge) {
        int type = grid.types[address];
        if (MacroblockType.isIntra(type) || MacroblockType.isIntra(grid.types[neighbour])) {
            return 0x01010101 * (edge == 0 ? INTRA_MACROBLOCK_EDGE : INTRA_EDGE);
        }
        if (edge > 0 && type == MacroblockType.P_SKIP) {
            return 0;
        }
        int strengths = 0;
        for (int i = 0; i < 4; i++, block += along) {
            int other = block - across;
            int strength = 0;
            if ((grid.lumaTotals[block] | grid.lumaTotals[other]) != 0) {
                strength = 2;
            } else if (!grid.oneReference && grid.references[block] != grid.references[other]
                    || MotionVector.differ(grid.vectors[block], grid.vectors[other])) {
                strength = 1;
            }
            strengths |= strength << 8 * i;
        }
        return strengths;
    }

    private void filterEdge(
            Frame frame, int x, int y, boolean horizontalEdge, int strengths, int qp, int otherQp, boolean chroma) {
        int mean = qp + otherQp + 1 >> 1;
        if (ALPHA[mean] != 0) {
            int stride = frame.luma.width;
            KERNELS.deblockLuma(frame.luma.samples, y * stride + x,
                    horizontalEdge ? stride : 1, horizontalEdge ? 1 : stride,
                    ALPHA[mean], BETA[mean], limits(strengths, mean), memory);
        }
        if (chroma) {
            int chromaMean = Quantiser.chromaQp(qp) + Quantiser.chromaQp(otherQp) + 1 >> 1;
            if (ALPHA[chromaMean] != 0) {
                int stride = frame.cb.width;
                KERNELS.deblockChroma(frame.cb.samples, frame.cr.samples, y / 2 * stride + x / 2,
                        horizontalEdge ? stride : 1, horizontalEdge ? 1 : stride,
                        ALPHA[chromaMean], BETA[chromaMean], limits(strengths, chromaMean), memory);
            }
        }
    }

    /// tC0 for the strengths of an edge, or [Kernels#STRONG].
    private static int limits(int strengths, int qp) {
        if (strengths == 0x01010101 * INTRA_MACROBLOCK_EDGE) {
            return Kernels.STRONG;
        }
        int limits = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            int strength = strengths >>> shift & 0xff;
            limits |= (strength == 0 ? Kernels.NOT_FILTERED : DeblockingTables.tc0(qp, strength)) << shift;
        }
        return limits;
    }
}
