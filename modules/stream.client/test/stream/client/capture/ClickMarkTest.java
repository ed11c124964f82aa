package stream.client.capture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClickMarkTest {
    private final ClickMark mark = new ClickMark();

    @Test
    void nothingIsMarkedBeforeTheFirstClick() {
        assertFalse(mark.isShown(false, Long.MIN_VALUE + 5));
    }

    @Test
    void aClickIsMarkedAMomentLongerThanItLasts() {
        assertTrue(mark.isShown(true, 0));
        assertTrue(mark.isShown(true, 9 * ClickMark.STAYS_NANOS));
        assertTrue(mark.isShown(false, 10 * ClickMark.STAYS_NANOS - 1));
        assertFalse(mark.isShown(false, 10 * ClickMark.STAYS_NANOS));
    }

    @Test
    void aMarkThatIsGoneDoesNotComeBackWhenTheClockRunsOver() {
        assertTrue(mark.isShown(true, 0));
        assertFalse(mark.isShown(false, ClickMark.STAYS_NANOS));
        assertFalse(mark.isShown(false, 1));
    }
}
