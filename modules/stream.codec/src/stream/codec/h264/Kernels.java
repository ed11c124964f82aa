package stream.codec.h264;

/// The encoder's innermost loops over blocks of samples: what nearly all its time goes into.
///
/// [PlainKernels] runs everywhere; a module that provides others must give the same results, bit for
/// bit. A block is an array of samples, the index of its upper left one, and the step from a row to
/// the next. Blocks are 8 or 16 wide unless said otherwise, and at most 16 high. More may be read than
/// they need, sixteen columns of a narrower one: arrays go on for [#MARGIN] behind what is needed.
///
/// **Threads.** Kernels have no state that a call leaves behind, or keep it by thread.
public interface Kernels {
    /// Samples that an array has behind the last that anything needs.
    int MARGIN = 16;

    /// Sum of absolute differences.
    int sad(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height);

    /// Sum of absolute differences of `a` from the rounded-up means of `b` and `c`.
    int sadOfMean(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            byte[] c, int cAt, int cStride, int width, int height);

    /// Sums of absolute differences of the four 8 × 8 quarters of a macroblock, into `out`.
    void sadQuarters(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out);

    /// Sum of absolute values of the 4 × 4 Hadamard transforms of the differences, halved; the height
    /// is a multiple of 4.
    int satd(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int width, int height);

    /// [#satd] of each of four 4 × 4 blocks side by side, into `out`.
    void satdOfFour(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int[] out);

    /// Sums of absolute values of the 8 × 8 Hadamard transforms of the differences of two 8 × 8 blocks side
    /// by side, divided by four, into `out`.
    ///
    /// @param memory to work in, [#TWO_BLOCKS] long
    void satdOfTwo(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, short[] memory, int[] out);

    /// Places of two 8 × 8 blocks, and as many behind them as a vector reaches too far.
    int TWO_BLOCKS = 8 * 16 + 16;

    /// Sum of squared differences of a macroblock's samples from their mean.
    int energy(byte[] samples, int at, int stride);

    /// Half samples between each sample and its right neighbour (§8.4.2.2.1, *b*). Reads two samples
    /// to the left and three to the right of the block.
    ///
    /// @param width may be one more
    void horizontal(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height);

    /// Half samples between each sample and the one below (*h*). Reads two rows above the block and
    /// three below.
    ///
    /// @param height may be one more
    void vertical(byte[] in, int at, int stride, byte[] out, int outAt, int outStride, int width, int height);

    /// Half samples in the middle of four (*j*). Reads what both other filters read.
    ///
    /// @param width may be one more
    /// @param height may be one more
    /// @param sums memory to work in, [#SUMS] long
    void centre(byte[] in, int at, int stride, byte[] out, int outAt, int outStride,
            int width, int height, short[] sums);

    /// How much memory [#centre] works in: 24 columns, 22 rows.
    int SUMS = 24 * 22;

    /// Chroma between four samples, weighed by distance in eighths (§8.4.2.2.2).
    ///
    /// @param width 4 or 8
    void bilinear(byte[] in, int at, int stride, int dx, int dy,
            byte[] out, int outAt, int outStride, int width, int height);

    /// Transforms and quantises what is left of four 4 × 4 blocks side by side when `b` is taken from
    /// `a`.
    ///
    /// Coefficients and levels have 64 places from `at` on: 16 for each row of frequencies, in them four
    /// for each block, whose columns come in the order 0, 2, 1, 3, which spares vectors a permutation.
    ///
    /// @param blocks a bit for each block that is wanted, the left one lowest; `a` and `b` are equal in
    ///     the others
    /// @param rounding what is added before rounding down, in 1/64 of a step
    /// @param keepDc whether DC coefficients are left as they are, without levels
    /// @param coefficients become what the decoder will scale the levels to
    /// @return a bit for each place whose level is not zero
    long quantise(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride, int blocks,
            Quantiser quantiser, int rounding, boolean keepDc, short[] coefficients, short[] levels, int at);

    /// Adds the inverse transform of scaled coefficients to four 4 × 4 blocks of samples side by side
    /// (§8.5.12.2, §8.5.14). May destroy the coefficients, which have the places of [#quantise].
    ///
    /// @param blocks a bit for each block that has coefficients; those of the others are zero
    void addInverse(short[] coefficients, int at, int blocks, byte[] samples, int samplesAt, int stride);

    /// Transforms and quantises what is left of two 8 × 8 blocks side by side when `b` is taken from `a`.
    ///
    /// Coefficients and levels have [#TWO_BLOCKS] places from `at` on, the last sixteen to work in. Blocks are
    /// turned: sixteen places for each column of frequencies, eight for each block in it, one for each row.
    ///
    /// @param rounding what is added before rounding down, in 1/64 of a step
    /// @param coefficients become what the decoder will scale the levels to
    /// @param masks become a bit for each place of either block whose level is not zero
    void quantise8x8(byte[] a, int aAt, int aStride, byte[] b, int bAt, int bStride,
            Quantiser8x8 quantiser, int rounding, short[] coefficients, short[] levels, int at, long[] masks);

    /// Adds the inverse transform of scaled coefficients to two 8 × 8 blocks of samples side by side
    /// (§8.5.13, §8.5.14). May destroy the coefficients, which have the places of [#quantise8x8].
    void addInverse8x8(short[] coefficients, int at, byte[] samples, int samplesAt, int stride);

    /// A limit of [#deblockLuma] for samples that stay as they are.
    int NOT_FILTERED = 0xff;
    /// Limits that stand for bS 4, which has none.
    int STRONG = 0x7f7f7f7f;
    /// How much memory deblocking works in.
    int DEBLOCKING = 8 * 16;

    /// Filters an edge of 16 luma samples (§8.7.2.3, §8.7.2.4).
    ///
    /// @param at the first sample behind the edge, q0
    /// @param across index step across the edge
    /// @param along index step along it; one of both is 1
    /// @param limits tC0 of each four samples along the edge, a byte each, the first lowest; or
    ///     [#STRONG]
    /// @param memory to work in, [#DEBLOCKING] long
    void deblockLuma(
            byte[] samples, int at, int across, int along, int alpha, int beta, int limits, byte[] memory);

    /// Filters an edge of 8 samples of both chroma planes, which has a limit for each two of them.
    void deblockChroma(byte[] cb, byte[] cr, int at, int across, int along,
            int alpha, int beta, int limits, byte[] memory);
}
