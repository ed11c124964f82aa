package stream.client.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000;

    @Test
    void picturesAreDueOnAnEvenGrid() {
        var pacer = new Pacer(50, 0);
        assertEquals(0, pacer.waitNanos(0));
        pacer.taken(3 * MILLI);
        assertEquals(17 * MILLI, pacer.waitNanos(3 * MILLI));
        pacer.taken(20 * MILLI);
        assertEquals(20 * MILLI, pacer.waitNanos(20 * MILLI));
    }

    @Test
    void lostTimeIsNotMadeUpFor() {
        var pacer = new Pacer(50, 0);
        pacer.taken(205 * MILLI);
        assertEquals(15 * MILLI, pacer.waitNanos(205 * MILLI));
    }

    @Test
    void aPictureTakenOnTheNextGridPointWaitsAWholePeriod() {
        var pacer = new Pacer(50, 0);
        pacer.taken(20 * MILLI);
        assertEquals(20 * MILLI, pacer.waitNanos(20 * MILLI));
    }
}
