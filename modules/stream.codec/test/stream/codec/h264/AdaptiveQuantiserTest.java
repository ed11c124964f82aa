package stream.codec.h264;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stream.common.video.Picture;

/// Busy and smooth parts of a film get a QP of their own, and nothing else does.
class AdaptiveQuantiserTest {
    private static final int WIDTH = 48;
    private static final int QP = 30;

    /// One macroblock of noise, one of a slope, one that is flat; another picture for another time.
    private static Picture picture(int time) {
        var pixels = new int[WIDTH * 16];
        var noise = new Random(time);
        for (int i = 0; i < pixels.length; i++) {
            int x = i % WIDTH;
            int level = x < 16 ? noise.nextInt(256) : x < 32 ? 60 + x + time : 100 + time;
            pixels[i] = level * 0x010101;
        }
        return new Picture.Rgb(WIDTH, 16, pixels, WIDTH);
    }

    private static int[] qps(Source source, int qp) {
        var quantiser = new AdaptiveQuantiser(source, new CopySearch(source, Level.LEVEL_1));
        var mb = new Macroblock();
        int[] qps = new int[3];
        for (int x = 0; x < 3; x++) {
            mb.enter(x, 0, 3, 0, 1);
            qps[x] = quantiser.qp(mb, qp);
        }
        return qps;
    }

    @Test
    void whatIsBusyInAFilmIsCoarserAndWhatIsFlatIsFiner() {
        var source = new Source(WIDTH, 16);
        for (int time = 0; time < 5; time++) {
            source.update(picture(time), false);
        }
        int[] qps = qps(source, QP);
        assertTrue(qps[0] > QP && qps[1] <= QP && qps[2] < qps[1], "QPs " + Arrays.toString(qps));
    }

    @Test
    void whatStoodBeforeItChangedKeepsTheFramesQp() {
        var source = new Source(WIDTH, 16);
        for (int i = 0; i < 10; i++) {
            source.update(picture(0), false);
        }
        source.update(picture(1), false);
        for (int qp : qps(source, QP)) {
            assertEquals(QP, qp);
        }
    }

    @Test
    void theFirstPictureKeepsItsQp() {
        var source = new Source(WIDTH, 16);
        source.update(picture(0), false);
        for (int qp : qps(source, QP)) {
            assertEquals(QP, qp);
        }
    }

    @Test
    void qpStaysWithinTheStandard() {
        var source = new Source(WIDTH, 16);
        for (int time = 0; time < 5; time++) {
            source.update(picture(time), false);
        }
        assertEquals(Quantiser.MAX_QP, qps(source, Quantiser.MAX_QP)[0]);
        assertEquals(0, qps(source, 0)[2]);
    }
}
