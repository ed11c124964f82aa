package stream.net.limits;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void allowsABurstAndThenTheRate() {
        var bucket = new TokenBucket(3, 2, 0);
        assertTrue(bucket.take(2, 0));
        assertTrue(bucket.take(1, 0));
        assertFalse(bucket.take(1, 0));
        assertFalse(bucket.take(1, SECOND / 2 - 1));
        assertTrue(bucket.take(1, SECOND / 2));
        assertFalse(bucket.take(1, SECOND / 2));
    }

    @Test
    void isNeverFullerThanFull() {
        var bucket = new TokenBucket(3, 2, 0);
        assertTrue(bucket.isFull(100 * SECOND));
        assertTrue(bucket.take(3, 100 * SECOND));
        assertFalse(bucket.isFull(100 * SECOND));
        assertFalse(bucket.take(1, 100 * SECOND));
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        var bucket = new TokenBucket(1, 1, 10 * SECOND);
        assertTrue(bucket.take(1, 10 * SECOND));
        assertFalse(bucket.take(1, 5 * SECOND));
        assertTrue(bucket.take(1, 11 * SECOND));
    }

    @Test
    void refusesToBeEmptyForEver() {
        assertThrows(IllegalArgumentException.class, () -> new TokenBucket(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new TokenBucket(1, 0, 0));
    }
}
