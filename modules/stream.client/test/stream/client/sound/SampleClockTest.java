package stream.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleClockTest {
    private static final long BLOCK = 20_000_000;
    private static final long MILLI = 1_000_000;

    private final SampleClock clock = new SampleClock();

    @Test
    void unevenArrivalMakesEvenTimes() {
        var random = new Random(7);
        long before = 0;
        for (int i = 1; i <= 1000; i++) {
            long at = clock.at(i * BLOCK, 5000 * MILLI + i * BLOCK + random.nextLong(15 * MILLI));
            if (i > 100) {
                assertEquals(BLOCK, at - before, 20_000, "block " + i);
            }
            before = at;
        }
        assertEquals(5000 * MILLI + 1000 * BLOCK, before, MILLI);
    }

    @Test
    void followsACardWhoseClockDrifts() {
        long real = 0;
        long at = 0;
        // Ten minutes of a card that is 200 ppm slow.
        for (int i = 1; i <= 30_000; i++) {
            real += BLOCK + BLOCK / 5000;
            at = clock.at(i * BLOCK, real);
        }
        // It looks ten seconds back, in which the clocks drift 2 ms apart.
        assertEquals(real, at, 3 * MILLI);
    }

    @Test
    void aBurstAfterAHoldUpIsNoPause() {
        for (int i = 1; i <= 100; i++) {
            clock.at(i * BLOCK, i * BLOCK);
        }
        long held = 140 * BLOCK;
        for (int i = 101; i <= 140; i++) {
            assertEquals(i * BLOCK, clock.at(i * BLOCK, held), MILLI);
        }
    }

    @Test
    void afterAPauseTheTimesAreRightAgainWithinASecond() {
        for (int i = 1; i <= 100; i++) {
            clock.at(i * BLOCK, i * BLOCK);
        }
        long paused = 200 * MILLI;
        long at = 0;
        for (int i = 101; i <= 160; i++) {
            at = clock.at(i * BLOCK, i * BLOCK + paused);
        }
        assertEquals(160 * BLOCK + paused, at);
    }
}
