package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stream.server.live.Cursor.Step;
import stream.server.metrics.Histogram;

class CohortTest {
    private static final int RING_BYTES = 64 << 10;
    private final Traffic traffic = new Traffic(new Histogram());
    private Rings rings;
    private Cohort cohort;

    @BeforeEach
    void makeRing() throws OutOfRoomException {
        rings = new Rings(RING_BYTES, RING_BYTES);
        rings.keyframe(100, 0);
        cohort = new Cohort(new Ring.Window(rings.ring), traffic);
    }

    private Cursor cursor() {
        return new Cursor(rings.ring);
    }

    private Cursor caughtUp() {
        var cursor = cursor();
        while (cursor.plan(0) == Step.RANGE) {
            cursor.sent((int) (cursor.to() - cursor.from()));
        }
        return cursor;
    }

    @Test
    void takesThoseWhoHaveAllThatThereIs() {
        assertTrue(cohort.join(caughtUp()));
        assertTrue(cohort.join(caughtUp()));
    }

    @Test
    void takesNobodyWhoHasNotBegunOrHasStopped() {
        assertFalse(cohort.join(cursor()));
        var paused = caughtUp();
        paused.play(false);
        assertFalse(cohort.join(paused));
    }

    @Test
    void takesNobodyInTheMiddleOfAPacket() {
        var begun = cursor();
        assertEquals(Step.RANGE, begun.plan(0));
        begun.sent(50);
        assertFalse(cohort.join(begun));
    }

    @Test
    void takesNobodyWhoIsAheadOfIt() throws OutOfRoomException {
        assertTrue(cohort.join(caughtUp()));
        rings.video(0, 100, 0);
        assertFalse(cohort.join(caughtUp()));
        cohort.leave();
        assertTrue(cohort.join(caughtUp()), "it is empty, and begins anywhere");
    }

    @Test
    void whoLeavesGoesOnWhereTheOthersAre() throws OutOfRoomException {
        cohort.join(caughtUp());
        rings.video(0, 100, 0);
        assertEquals(Step.RANGE, cohort.cursor().plan(0));
        var leaver = cohort.cursor().copy();
        assertTrue(leaver.sent(30));
        assertTrue(cohort.cursor().sent(100));
        assertEquals(Step.NOTHING, cohort.cursor().plan(0));
        assertEquals(Step.RANGE, leaver.plan(0));
        assertEquals(130, leaver.from());
        assertEquals(200, leaver.to());
    }

    @Test
    void countsWhatItSendsForEachOfIts() throws OutOfRoomException {
        cohort.join(caughtUp());
        cohort.join(caughtUp());
        rings.video(0, 100, 0);
        rings.video(0, 100, 0);
        assertEquals(Step.RANGE, cohort.plan(0));
        assertTrue(cohort.sent(200));
        assertEquals(400, traffic.sentBytes.sum());
        assertEquals(4, traffic.sentPackets.sum());
    }
}
