package stream.client.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Rectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    private static final Rectangle SCREEN = new Rectangle(1000, 0, 800, 600);

    @Test
    void isReadAsItIsWritten() {
        var region = new Region(640, 480, 10, 20);
        assertEquals(region, Region.parse("640x480+10+20"));
        assertEquals("640x480+10+20", region.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "640x480", "640x480-1+0", "640X480+0+0", "15x480+0+0", "640x0+0+0", "99999x480+0+0",
        "123456789012x480+0+0", " 640x480+0+0"
    })
    void whatIsNoRegionIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Region.parse(text));
    }

    @Test
    void liesOnItsScreenWhereverThatIs() throws CaptureException {
        assertEquals(new Rectangle(1100, 50, 200, 100), new Region(200, 100, 100, 50).on(SCREEN));
    }

    @Test
    void ofARegionOverTheEdgeOnlyWhatIsOnTheScreenIsTaken() throws CaptureException {
        assertEquals(new Rectangle(1700, 500, 100, 100), new Region(640, 480, 700, 500).on(SCREEN));
    }

    @Test
    void aRegionOutsideTheScreenIsSaid() {
        var refusal = assertThrows(CaptureException.class, () -> new Region(640, 480, 790, 0).on(SCREEN));
        assertEquals(CaptureException.Kind.REGION, refusal.kind());
        assertEquals("640x480+790+0", refusal.detail());
    }
}
