package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameColourTest {
    /// What `hueOf` in `www/app/format.js` gives.
    @ParameterizedTest
    @CsvSource({"bosse, 240", "Alva, 270", "x_9, 242", "moderator_of_all_things, 25"})
    void aNameHasTheHueOfThePages(String name, int hue) {
        assertEquals(hue, NameColour.hue(name));
    }

    /// CSS Color 4's own examples: white, and `oklch(62.8% 0.2577 29.23)`, which is red.
    @Test
    void coloursAreThoseOfTheStandard() {
        assertEquals(Color.WHITE, NameColour.oklch(1, 0, 0));
        assertEquals(Color.RED, NameColour.oklch(0.62796, 0.25768, 29.234));
    }
}
