package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LevelMeterTest {
    @Test
    void isFullAtTheLoudestAndEmptySixtyDecibelsBelow() {
        assertEquals(1, LevelMeter.part(1));
        assertEquals(0.5, LevelMeter.part(Math.pow(10, -30 / 20.0)), 1e-9);
        assertEquals(0, LevelMeter.part(0.0009));
        assertEquals(0, LevelMeter.part(0));
    }
}
