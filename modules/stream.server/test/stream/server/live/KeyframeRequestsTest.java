package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeyframeRequestsTest {
    private static final long SECOND = KeyframeRequests.INTERVAL_NANOS;
    private final KeyframeRequests requests = new KeyframeRequests();

    @Test
    void nothingIsAskedForThatNobodyWants() {
        assertFalse(requests.isDue(0));
    }

    @Test
    void asksAtOnceAndNoMoreThanOnceASecondHoweverManyWant() {
        int asked = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 100) {
            requests.want();
            asked += requests.isDue(now) ? 1 : 0;
        }
        assertEquals(10, asked);
    }

    @Test
    void aWishThatComesTooSoonWaits() {
        requests.want();
        assertTrue(requests.isDue(0));
        requests.want();
        assertFalse(requests.isDue(SECOND - 1));
        assertTrue(requests.isDue(SECOND));
        assertFalse(requests.isDue(5 * SECOND), "it was one wish");
    }

    @Test
    void aKeyframeThatComesByItselfFulfilsAWishThatWaits() {
        requests.want();
        requests.isDue(0);
        requests.want();
        requests.fulfil();
        assertFalse(requests.isDue(SECOND));
    }
}
