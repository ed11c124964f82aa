package stream.net.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private long now = Long.MAX_VALUE - 1_000_000_000L; // so that the clock wraps around in each test
    private final TokenBuckets<String> buckets =
            new TokenBuckets<>(3, Duration.ofSeconds(10), 100, () -> now);

    @Test
    void givesABucketfulAtOnceAndThenOnePerInterval() {
        for (var i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, buckets.take("a"));
        }
        assertEquals(Duration.ofSeconds(10), buckets.take("a"));

        pass(Duration.ofSeconds(4));
        assertEquals(Duration.ofSeconds(6), buckets.take("a"));

        pass(Duration.ofSeconds(6));
        assertEquals(Duration.ZERO, buckets.take("a"));
        assertEquals(Duration.ofSeconds(10), buckets.take("a"));
    }

    @Test
    void neverHoldsMoreThanABucketful() {
        buckets.take("a");
        pass(Duration.ofDays(1));
        for (var i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, buckets.take("a"));
        }
        assertTrue(buckets.take("a").isPositive());
    }

    @Test
    void keepsBucketsApart() {
        for (var i = 0; i < 4; i++) {
            buckets.take("a");
        }
        assertEquals(Duration.ZERO, buckets.take("b"));
    }

    @Test
    void takesTokensBack() {
        for (var i = 0; i < 3; i++) {
            buckets.take("a");
        }
        buckets.giveBack("a");
        assertEquals(Duration.ZERO, buckets.take("a"));
        assertTrue(buckets.take("a").isPositive());

        buckets.fill("a");
        buckets.giveBack("a");
        for (var i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, buckets.take("a"));
        }
        assertTrue(buckets.take("a").isPositive());
    }

    @Test
    void forgetsTheLeastRecentlyUsedWhenThereAreTooMany() {
        for (var i = 0; i < 3; i++) {
            buckets.take("old");
            buckets.take("new");
        }
        for (var i = 0; i < 99; i++) {
            buckets.take("other" + i);
        }
        assertEquals(100, buckets.size());
        assertTrue(buckets.take("new").isPositive());
        assertEquals(Duration.ZERO, buckets.take("old"));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
