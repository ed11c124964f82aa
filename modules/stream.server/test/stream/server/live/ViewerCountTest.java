package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import stream.common.control.ControlMessage.Format;

class ViewerCountTest {
    private static final long SECOND = 1_000_000_000;
    private final ViewerCount viewers = new ViewerCount("Alva", 0);

    @Test
    void tellsAnotherNumberOnceASecondAtMost() {
        assertEquals(OptionalInt.empty(), viewers.news(0));
        viewers.count(Visitor.NOBODY, Format.PACKETS, 1, 0);
        assertEquals(OptionalInt.of(1), viewers.news(0));
        viewers.count(Visitor.NOBODY, Format.PACKETS, 1, 0);
        assertEquals(OptionalInt.empty(), viewers.news(SECOND - 1));
        assertEquals(OptionalInt.of(2), viewers.news(SECOND));
        viewers.count(Visitor.NOBODY, Format.PACKETS, 1, SECOND);
        viewers.count(Visitor.NOBODY, Format.PACKETS, -1, SECOND);
        assertEquals(OptionalInt.empty(), viewers.news(2 * SECOND));
    }

    @Test
    void countsPeopleAndNotTheirTabsNorTheStreamer() {
        var bo = new Visitor(7, "Bo", "phone");
        viewers.count(bo, Format.PACKETS, 1, 0);
        viewers.count(new Visitor(7, "Bo", "desk"), Format.PACKETS, 1, 0);
        viewers.count(new Visitor(1, "alva", "desk"), Format.PACKETS, 1, 0);
        viewers.count(Visitor.NOBODY, Format.PACKETS, 1, 0);
        viewers.count(Visitor.NOBODY, Format.PACKETS, 1, 0);
        assertEquals(3, viewers.all());
        viewers.count(bo, Format.PACKETS, -1, 0);
        assertEquals(3, viewers.all());
        viewers.count(bo, Format.PACKETS, -1, 0);
        viewers.count(new Visitor(1, "alva", "desk"), Format.PACKETS, -1, 0);
        assertEquals(2, viewers.all());
    }

    @Test
    void mp4IsOverSomeTimeAfterTheLastWhoWantedItHasGone() {
        viewers.count(Visitor.NOBODY, Format.MP4, 1, 0);
        viewers.count(Visitor.NOBODY, Format.MP4, 1, 0);
        viewers.count(Visitor.NOBODY, Format.MP4, -1, SECOND);
        assertTrue(viewers.isMp4Wanted());
        assertFalse(viewers.isMp4Over(100 * SECOND));
        viewers.count(Visitor.NOBODY, Format.MP4, -1, 100 * SECOND);
        assertFalse(viewers.isMp4Wanted());
        assertFalse(viewers.isMp4Over(100 * SECOND + ViewerCount.MP4_KEPT_NANOS - 1));
        viewers.count(Visitor.NOBODY, Format.PACKETS, 1, 105 * SECOND);
        assertTrue(viewers.isMp4Over(100 * SECOND + ViewerCount.MP4_KEPT_NANOS));
        assertEquals(1, viewers.all());
    }
}
