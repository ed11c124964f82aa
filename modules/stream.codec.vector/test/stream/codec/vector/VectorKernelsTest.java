package stream.codec.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import stream.codec.h264.Kernels;
import stream.codec.h264.PlainKernels;
import stream.codec.h264.Quantiser;
import stream.codec.h264.Quantiser8x8;

/// Every kernel gives what its plain twin gives, on samples made by chance and on the extremes.
class VectorKernelsTest {
    private static final int STRIDE = 40;
    private static final int BLOCKS = 400;

    private final Kernels plain = new PlainKernels();
    private final Kernels vector = new VectorKernels();
    private final Random random = new Random(264);
    private final byte[] a = new byte[STRIDE * 32];
    private final byte[] b = new byte[STRIDE * 32];
    private final byte[] c = new byte[STRIDE * 32];

    /// Runs a check on many blocks: noise, hard black and white, and flat ones.
    private void onBlocks(Consumer<Block> check) {
        for (int i = 0; i < BLOCKS; i++) {
            for (var plane : new byte[][] {a, b, c}) {
                random.nextBytes(plane);
                int kind = random.nextInt(3);
                for (int k = 0; kind > 0 && k < plane.length; k++) {
                    plane[k] = (byte) (kind == 1 ? plane[k] >> 7 : i);
                }
            }
            int size = random.nextBoolean() ? 8 : 16;
            check.accept(new Block(at(), at(), at(), size, random.nextInt(1, size / 4 + 1) * 4));
        }
    }

    private int at() {
        return (4 + random.nextInt(4)) * STRIDE + 4 + random.nextInt(8);
    }

    private record Block(int a, int b, int c, int width, int height) {}

    @Test
    void differencesAreThoseOfPlainJava() {
        onBlocks(at -> {
            assertEquals(
                    plain.sad(a, at.a, STRIDE, b, at.b, STRIDE, at.width, at.height),
                    vector.sad(a, at.a, STRIDE, b, at.b, STRIDE, at.width, at.height));
            assertEquals(
                    plain.sadOfMean(a, at.a, STRIDE, b, at.b, STRIDE, c, at.c, STRIDE, at.width, at.height),
                    vector.sadOfMean(a, at.a, STRIDE, b, at.b, STRIDE, c, at.c, STRIDE, at.width, at.height));
            assertEquals(
                    plain.satd(a, at.a, STRIDE, b, at.b, STRIDE, at.width, at.height),
                    vector.satd(a, at.a, STRIDE, b, at.b, STRIDE, at.width, at.height));
            assertEquals(plain.energy(a, at.a, STRIDE), vector.energy(a, at.a, STRIDE));
        });
    }

    @Test
    void differencesOfPartsAreThoseOfPlainJava() {
        var expected = new int[4];
        var actual = new int[4];
        onBlocks(at -> {
            plain.sadQuarters(a, at.a, STRIDE, b, at.b, STRIDE, expected);
            vector.sadQuarters(a, at.a, STRIDE, b, at.b, STRIDE, actual);
            assertArrayEquals(expected, actual);
            plain.satdOfFour(a, at.a, STRIDE, b, at.b, STRIDE, expected);
            vector.satdOfFour(a, at.a, STRIDE, b, at.b, STRIDE, actual);
            assertArrayEquals(expected, actual);
            var memory = new short[Kernels.TWO_BLOCKS];
            plain.satdOfTwo(a, at.a, STRIDE, b, at.b, STRIDE, memory, expected);
            vector.satdOfTwo(a, at.a, STRIDE, b, at.b, STRIDE, memory, actual);
            assertArrayEquals(expected, actual);
        });
    }

    @Test
    void halfSamplesAreThoseOfPlainJava() {
        onBlocks(at -> {
            int more = at.height == at.width ? 1 : 0;
            assertSamples(at, (kernels, out) ->
                    kernels.horizontal(a, at.a, STRIDE, out, at.b, STRIDE, at.width + more, at.height));
            assertSamples(at, (kernels, out) ->
                    kernels.vertical(a, at.a, STRIDE, out, at.b, STRIDE, at.width, at.height + more));
            var sums = new short[Kernels.SUMS];
            assertSamples(at, (kernels, out) ->
                    kernels.centre(a, at.a, STRIDE, out, at.b, STRIDE, at.width + more, at.height + more, sums));
        });
    }

    @Test
    void chromaIsThatOfPlainJava() {
        onBlocks(at -> assertSamples(at, (kernels, out) -> kernels.bilinear(
                a, at.a, STRIDE, at.b & 7, at.c & 7, out, at.b, STRIDE, at.width / 2, at.height / 2)));
    }

    @Test
    void residualsAreThoseOfPlainJava() {
        var expected = new short[64];
        var actual = new short[64];
        var expectedLevels = new short[64];
        var actualLevels = new short[64];
        onBlocks(at -> {
            var quantiser = Quantiser.of(random.nextInt(52));
            int rounding = random.nextInt(33);
            boolean keepDc = random.nextBoolean();
            long mask = plain.quantise(a, at.a, STRIDE, b, at.b, STRIDE, 15,
                    quantiser, rounding, keepDc, expected, expectedLevels, 0);
            assertEquals(mask, vector.quantise(a, at.a, STRIDE, b, at.b, STRIDE, 15,
                    quantiser, rounding, keepDc, actual, actualLevels, 0));
            assertArrayEquals(expected, actual);
            for (int place = 0; place < 64; place++) {
                if ((mask >>> place & 1) != 0) {
                    assertEquals(expectedLevels[place], actualLevels[place]);
                }
            }
            if (!keepDc) {
                assertSamples(at, (kernels, out) -> {
                    // The samples that the residual was taken from: nothing overflows.
                    System.arraycopy(b, 0, out, 0, out.length);
                    kernels.addInverse(expected.clone(), 0, 15, out, at.b, STRIDE);
                });
            }
        });
    }

    @Test
    void residualsOfLargeBlocksAreThoseOfPlainJava() {
        var expected = new short[Kernels.TWO_BLOCKS];
        var actual = new short[Kernels.TWO_BLOCKS];
        var expectedLevels = new short[Kernels.TWO_BLOCKS];
        var actualLevels = new short[Kernels.TWO_BLOCKS];
        var expectedMasks = new long[2];
        var actualMasks = new long[2];
        onBlocks(at -> {
            var quantiser = Quantiser8x8.of(random.nextInt(12, 52));
            int rounding = random.nextInt(33);
            plain.quantise8x8(a, at.a, STRIDE, b, at.b, STRIDE, quantiser, rounding, expected, expectedLevels, 0, expectedMasks);
            vector.quantise8x8(a, at.a, STRIDE, b, at.b, STRIDE, quantiser, rounding, actual, actualLevels, 0, actualMasks);
            assertArrayEquals(expectedMasks, actualMasks);
            for (int place = 0; place < 8 * 16; place++) {
                assertEquals(expected[place], actual[place]);
                assertEquals(expectedLevels[place], actualLevels[place]);
            }
            assertSamples(at, (kernels, out) -> {
                System.arraycopy(b, 0, out, 0, out.length);
                kernels.addInverse8x8(expected.clone(), 0, out, at.b, STRIDE);
            });
        });
    }

    @Test
    void edgesAreThoseOfPlainJava() {
        var memory = new byte[Kernels.DEBLOCKING];
        onBlocks(at -> {
            soften();
            int limits = random.nextInt(4) == 0 ? Kernels.STRONG : limit() | limit() << 8 | limit() << 16 | limit() << 24;
            int alpha = random.nextInt(1, 256);
            int beta = random.nextInt(1, 19);
            for (int along = 1; along <= STRIDE; along += STRIDE - 1) {
                int step = along;
                assertSamples(at, (kernels, out) -> kernels.deblockLuma(
                        out, at.a, STRIDE + 1 - step, step, alpha, beta, limits, memory));
                assertSamples(at, (kernels, out) -> kernels.deblockChroma(
                        out, a.clone(), at.a, STRIDE + 1 - step, step, alpha, beta, limits, memory));
                assertSamples(at, (kernels, out) -> kernels.deblockChroma(
                        a.clone(), out, at.a, STRIDE + 1 - step, step, alpha, beta, limits, memory));
            }
        });
    }

    private int limit() {
        return random.nextInt(4) == 0 ? Kernels.NOT_FILTERED : random.nextInt(26);
    }

    /// Makes a picture with little contrast of noise, which the filter for edges would leave alone.
    private void soften() {
        int contrast = random.nextInt(1, 7);
        for (int i = 0; i < c.length; i++) {
            c[i] = (byte) (128 + (c[i] >> contrast));
            a[i] = (byte) (a[i] >> contrast);
        }
    }

    private interface Filter {
        void run(Kernels kernels, byte[] out);
    }

    /// Both twins write the same samples, and nothing beside them.
    private void assertSamples(Block block, Filter filter) {
        var expected = c.clone();
        var actual = c.clone();
        filter.run(plain, expected);
        filter.run(vector, actual);
        assertArrayEquals(expected, actual, block::toString);
    }
}
