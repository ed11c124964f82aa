package stream.codec.h264;

/// The filter for one edge between blocks (§8.7.2.2), sample by sample; see [Kernels#deblockLuma].
final class EdgeFilter {
    private EdgeFilter() {}

    /// §8.7.2.3 and §8.7.2.4 for luma: samples p2 p1 p0 | q0 q1 q2 across the edge.
    static void luma(byte[] samples, int at, int across, int along, int alpha, int beta, int limits) {
        for (int line = 0, q = at; line < 16; line++, q += along) {
            int tc0 = limits >>> (line >> 2) * 8 & 0xff;
            if (tc0 == Kernels.NOT_FILTERED) {
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
            if (limits != Kernels.STRONG) {
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
    static void chroma(byte[] samples, int at, int across, int along, int alpha, int beta, int limits) {
        for (int line = 0, q = at; line < 8; line++, q += along) {
            int tc0 = limits >>> (line >> 1) * 8 & 0xff;
            if (tc0 == Kernels.NOT_FILTERED) {
                continue;
            }
            int q0 = samples[q] & 0xff;
            int p0 = samples[q - across] & 0xff;
            int q1 = samples[q + across] & 0xff;
            int p1 = samples[q - 2 * across] & 0xff;
            if (Math.abs(p0 - q0) >= alpha || Math.abs(p1 - p0) >= beta || Math.abs(q1 - q0) >= beta) {
                continue;
            }
            if (limits != Kernels.STRONG) {
                int tc = tc0 + 1;
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
