package stream.codec.h264;

import static stream.codec.h264.DeblockingTables.ALPHA;
import static stream.codec.h264.DeblockingTables.BETA;

/// The deblocking filter (§8.7): smooths edges between blocks where coding, not the picture, made
/// them.
///
/// Every edge of four samples has a strength bS from 0 to 4 (§8.7.2.1). Skipped macroblocks without
/// motion beside each other have none, and on a screen that is nearly all of them.
final class Deblocking {
    private static final int INTRA_EDGE = 3;
    private static final int INTRA_MACROBLOCK_EDGE = 4;

    private final Grid grid;

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
        for (int edge = mbX > 0 ? 0 : 1; edge < 4; edge++) {
            int strengths = strengths(address, edge == 0 ? address - 1 : address, block + edge, 1, grid.width4, edge);
            if (strengths != 0) {
                int other = edge == 0 ? grid.qps[address - 1] : qp;
                filterEdge(frame, mbX * 16 + edge * 4, mbY * 16, false, strengths, qp, other, (edge & 1) == 0);
            }
        }
        for (int edge = above ? 0 : 1; edge < 4; edge++) {
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
            } else if (grid.references[block] != grid.references[other]
                    || MotionVector.differ(grid.vectors[block], grid.vectors[other])) {
                strength = 1;
            }
            strengths |= strength << 8 * i;
        }
        return strengths;
    }

    private static void filterEdge(
            Frame frame, int x, int y, boolean horizontalEdge, int strengths, int qp, int otherQp, boolean chroma) {
        int stride = frame.luma.width;
        int across = horizontalEdge ? stride : 1;
        int along = horizontalEdge ? 1 : stride;
        filterLuma(frame.luma.samples, y * stride + x, across, along, strengths, qp + otherQp + 1 >> 1);
        if (chroma) {
            int chromaQp = Quantiser.chromaQp(qp) + Quantiser.chromaQp(otherQp) + 1 >> 1;
            stride = frame.cb.width;
            across = horizontalEdge ? stride : 1;
            along = horizontalEdge ? 1 : stride;
            int at = y / 2 * stride + x / 2;
            filterChroma(frame.cb.samples, at, across, along, strengths, chromaQp);
            filterChroma(frame.cr.samples, at, across, along, strengths, chromaQp);
        }
    }

    /// §8.7.2.3 and §8.7.2.4 for luma: samples p2 p1 p0 | q0 q1 q2 across the edge.
    private static void filterLuma(byte[] samples, int at, int across, int along, int strengths, int qp) {
        int alpha = ALPHA[qp];
        int beta = BETA[qp];
        if (alpha == 0) {
            return;
        }
        for (int line = 0, q = at; line < 16; line++, q += along) {
            int strength = strengths >>> (line >> 2) * 8 & 0xff;
            if (strength == 0) {
                q += 3 * along;
                line += 3;
                continue;
            }
            int q0 = samples[q] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q1 = samples[q + across] & 0xff;
            int p1 = samples[q - 2 * across] & 0xff;
            if (Math.abs(p0 - q0) >= alpha || Math.abs(p1 - p0) >= beta || Math.abs(q1 - q0) >= beta) {
                continue;
            }
            int q2 = samples[q + 2 * across] & 0xff;
            int p2 = samples[q - 3 * across] & 0xff;
            boolean smoothP = Math.abs(p2 - p0) < beta;
            boolean smoothQ = Math.abs(q2 - q0) < beta;
            if (strength < INTRA_MACROBLOCK_EDGE) {
                int tc0 = DeblockingTables.tc0(qp, strength);
                int tc = tc0 + (smoothP ? 1 : 0) + (smoothQ ? 1 : 0);
                int delta = Math.clamp((q0 - p0 << 2) + (p1 - q1) + 4 >> 3, -tc, tc);
                samples[q - across] = clip(p0 + delta);
                samples[q] = clip(q0 - delta);
                if (smoothP) {
                    samples[q - 2 * across] =
                            (byte) (p1 + Math.clamp(p2 + (p0 + q0 + 1 >> 1) - 2 * p1 >> 1, -tc0, tc0));
                }
                if (smoothQ) {
                    samples[q + across] =
                            (byte) (q1 + Math.clamp(q2 + (p0 + q0 + 1 >> 1) - 2 * q1 >> 1, -tc0, tc0));
                }
                continue;
            }
            boolean flat = Math.abs(p0 - q0) < (alpha >> 2) + 2;
            if (smoothP && flat) {
                int p3 = samples[q - 4 * across] & 0xff;
                samples[q - across] = (byte) (p2 + 2 * p1 + 2 * p0 + 2 * q0 + q1 + 4 >> 3);
                samples[q - 2 * across] = (byte) (p2 + p1 + p0 + q0 + 2 >> 2);
                samples[q - 3 * across] = (byte) (2 * p3 + 3 * p2 + p1 + p0 + q0 + 4 >> 3);
            } else {
                samples[q - across] = (byte) (2 * p1 + p0 + q1 + 2 >> 2);
            }
            if (smoothQ && flat) {
                int q3 = samples[q + 3 * across] & 0xff;
                samples[q] = (byte) (p1 + 2 * p0 + 2 * q0 + 2 * q1 + q2 + 4 >> 3);
                samples[q + across] = (byte) (p0 + q0 + q1 + q2 + 2 >> 2);
                samples[q + 2 * across] = (byte) (2 * q3 + 3 * q2 + q1 + q0 + p0 + 4 >> 3);
            } else {
                samples[q] = (byte) (2 * q1 + q0 + p1 + 2 >> 2);
            }
        }
    }

    /// The same for chroma, where at most one sample on either side changes.
    private static void filterChroma(byte[] samples, int at, int across, int along, int strengths, int qp) {
        int alpha = ALPHA[qp];
        int beta = BETA[qp];
        if (alpha == 0) {
            return;
        }
        for (int line = 0, q = at; line < 8; line++, q += along) {
            int strength = strengths >>> (line >> 1) * 8 & 0xff;
            if (strength == 0) {
                continue;
            }
            int q0 = samples[q] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q1 = samples[q + across] & 0xff;
            int p1 = samples[q - 2 * across] & 0xff;
            if (Math.abs(p0 - q0) >= alpha || Math.abs(p1 - p0) >= beta || Math.abs(q1 - q0) >= beta) {
                continue;
            }
            if (strength < INTRA_MACROBLOCK_EDGE) {
                int tc = DeblockingTables.tc0(qp, strength) + 1;
                int delta = Math.clamp((q0 - p0 << 2) + (p1 - q1) + 4 >> 3, -tc, tc);
                samples[q - across] = clip(p0 + delta);
                samples[q] = clip(q0 - delta);
            } else {
                samples[q - across] = (byte) (2 * p1 + p0 + q1 + 2 >> 2);
                samples[q] = (byte) (2 * q1 + q0 + p1 + 2 >> 2);
            }
        }
    }

    private static byte clip(int value) {
        return (byte) ((value & ~0xff) == 0 ? value : ~value >> 31);
    }
}
