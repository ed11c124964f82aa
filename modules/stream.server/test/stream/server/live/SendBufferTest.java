package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SendBufferTest {
    private static final long MILLIS = 1_000_000;
    private final SendBuffer buffer = new SendBuffer();

    @Test
    void holdsWhatTheLineTakesInSomeTenthsOfASecond() {
        buffer.full(200_000, 0);
        buffer.full(30_000, 500 * MILLIS);
        buffer.full(30_000, 1000 * MILLIS);
        assertEquals(9000, buffer.afterDrop(1000 * MILLIS), "0.15 s of 60 kB/s; what filled it first is not counted");
        assertEquals(9000, buffer.piece());
    }

    @Test
    void growsAgainForALineThatTakesMore() {
        buffer.full(0, 0);
        buffer.full(60_000, 1000 * MILLIS);
        assertEquals(9000, buffer.afterDrop(1000 * MILLIS));
        buffer.full(600_000, 2000 * MILLIS);
        assertEquals(90_000, buffer.afterDrop(2000 * MILLIS));
    }

    @Test
    void measuresOnlyWhileTheSocketIsFull() {
        buffer.full(0, 0);
        buffer.full(60_000, 1000 * MILLIS);
        buffer.idle(1000 * MILLIS);
        assertEquals(0, buffer.afterDrop(2000 * MILLIS));
        buffer.full(1000, 3000 * MILLIS);
        assertEquals(0, buffer.afterDrop(3100 * MILLIS), "a tenth of a second says little");
        assertEquals(Integer.MAX_VALUE, buffer.piece());
    }

    @Test
    void staysWithinItsBounds() {
        buffer.full(0, 0);
        assertEquals(SendBuffer.LEAST_BYTES, buffer.afterDrop(1000 * MILLIS));
        buffer.full(1 << 30, 2000 * MILLIS);
        assertEquals(SendBuffer.MOST_BYTES, buffer.afterDrop(2000 * MILLIS));
    }

    @Test
    void beginsAnewWhenTheViewerHasNotBeenLateForSomeTime() {
        buffer.full(0, 0);
        buffer.full(60_000, 1000 * MILLIS);
        buffer.afterDrop(1000 * MILLIS);
        assertEquals(0, buffer.idle(10_999 * MILLIS));
        assertEquals(SendBuffer.FIRST_BYTES, buffer.idle(11_000 * MILLIS));
        assertEquals(SendBuffer.UNLIMITED, buffer.piece());
        assertEquals(0, buffer.idle(12_000 * MILLIS), "once is enough");
    }

    @Test
    void waitsTwiceAsLongAfterHavingBegunAnewInVain() {
        for (long patience = SendBuffer.LEAST_PATIENCE_NANOS, now = 0, i = 0; i < 10; i++) {
            buffer.full(0, now);
            now += 1000 * MILLIS;
            buffer.full(60_000, now);
            buffer.afterDrop(now);
            assertEquals(0, buffer.idle(now + patience - 1));
            now += patience;
            assertEquals(SendBuffer.FIRST_BYTES, buffer.idle(now));
            patience = Math.min(2 * patience, SendBuffer.MOST_PATIENCE_NANOS);
        }
    }
}
