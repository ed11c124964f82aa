package stream.net.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboundBudgetTest {
    private long now;
    private final InboundBudget budget = new InboundBudget(1000, () -> now);
    private final List<String> letGo = new ArrayList<>();

    private InboundBudget.Holding open(String name) {
        return budget.open(() -> letGo.add(name));
    }

    @Test
    void letsTheLargestGoWhenAllTogetherHoldTooMuch() {
        var large = open("large");
        var small = open("small");
        assertTrue(large.hold(700));
        assertTrue(small.hold(300));
        assertTrue(small.hold(301));

        assertEquals(List.of("large"), letGo);
        assertTrue(large.isLetGo());
        assertFalse(large.hold(800));
        assertEquals(301, budget.held());
    }

    @Test
    void letsGoWhoHasHeldForLongRatherThanWhoHasJustBegun() {
        var slow = open("slow");
        slow.hold(400);
        now += Duration.ofSeconds(10).toNanos();
        var quick = open("quick");

        assertTrue(quick.hold(800));

        assertEquals(List.of("slow"), letGo);
    }

    @Test
    void letsGoWhoAsksWhenThatOneIsTheWorst() {
        var one = open("one");
        assertFalse(one.hold(1001));
        assertEquals(List.of("one"), letGo);
        assertEquals(0, budget.held());
    }

    @Test
    void forgetsWhatIsWhole() {
        var one = open("one");
        one.hold(900);
        assertTrue(one.whole(100));
        var other = open("other");
        assertTrue(other.hold(1000));
        assertEquals(List.of(), letGo);
        other.close();
        assertEquals(0, budget.held());
    }

    @Test
    void keepsEmptyBuffersOnlyUpToAQuarter() {
        var one = open("one");
        var other = open("other");
        one.hold(200);
        assertTrue(one.whole(200));
        other.hold(51);
        assertFalse(other.whole(51));
        one.close();
        other.hold(51);
        assertTrue(other.whole(51));
    }
}
