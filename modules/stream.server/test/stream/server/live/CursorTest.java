package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stream.common.media.MediaPacket;
import stream.server.live.Cursor.Step;

class CursorTest {
    private static final int KIB = 1024;
    private Rings rings;
    private Cursor cursor;

    @BeforeEach
    void makeRing() throws OutOfRoomException {
        rings = new Rings(64 * KIB, 64 * KIB);
        cursor = new Cursor(rings.ring);
    }

    private Step plan(long millis) {
        return cursor.plan(millis * Rings.MILLIS);
    }

    /// Sends all there is at a moment, and lists the numbers of the packets.
    private List<Long> drain(long millis) {
        var numbers = new ArrayList<Long>();
        while (plan(millis) == Step.RANGE) {
            for (long n = 0; n <= rings.ring.newest().number(); n++) {
                var entry = rings.ring.at(n);
                if (entry != null && entry.end() > cursor.from() && entry.position() < cursor.to()) {
                    numbers.add(n);
                }
            }
            assertTrue(cursor.sent((int) (cursor.to() - cursor.from())));
        }
        return numbers;
    }

    @Test
    void anEmptyRingGivesNothing() {
        assertEquals(Step.NOTHING, plan(0));
    }

    @Test
    void aNewcomerBeginsAtTheNewestKeyframe() throws OutOfRoomException {
        rings.keyframe(100, 0);
        rings.video(0, 100, 33);
        rings.keyframe(100, 66);
        rings.video(0, 100, 99);
        assertEquals(List.of(2L, 3L), drain(5000));
        assertEquals(List.of(), drain(5000));
        rings.video(0, 100, 5010);
        assertEquals(List.of(4L), drain(5010));
    }

    @Test
    void everythingThatIsMissingGoesOutInOneRange() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        rings.video(0, 100, 33);
        rings.video(0, 100, 66);
        rings.video(0, 100, 99);
        assertEquals(Step.RANGE, plan(100));
        assertEquals(100, cursor.from());
        assertEquals(400, cursor.to());
    }

    @Test
    void aPartlySentRangeGoesOnWhereItStopped() throws OutOfRoomException {
        rings.keyframe(100, 0);
        rings.video(0, 100, 1);
        rings.video(0, 100, 2);
        assertEquals(Step.RANGE, plan(3));
        assertTrue(cursor.sent(150));
        assertTrue(cursor.isMidPacket());
        assertEquals(Step.RANGE, plan(3));
        assertEquals(150, cursor.from());
        assertEquals(200, cursor.to(), "first the begun packet alone");
        assertTrue(cursor.sent(50));
        assertFalse(cursor.isMidPacket());
        assertEquals(List.of(2L), drain(3));
    }

    @Test
    void aNewcomerGetsThePreludeFirstAndOnlyOnce() throws OutOfRoomException {
        rings.prelude = new Prelude(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        rings.keyframe(100, 0);
        assertEquals(Step.PRELUDE, plan(0));
        assertSame(rings.prelude, cursor.prelude());
        cursor.preludeSent();
        assertEquals(List.of(0L), drain(0));
        rings.keyframe(100, 1);
        assertEquals(List.of(1L), drain(1));
    }

    @Test
    void aConfigThatComesInItsPlaceIsNotSentTwice() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        rings.prelude = new Prelude(ByteBuffer.wrap(new byte[] {1}));
        rings.video(MediaPacket.CONFIG, 10, 1);
        rings.keyframe(100, 2);
        assertEquals(List.of(1L, 2L), drain(2));
    }

    @Test
    void whoJumpsOverAConfigGetsItAsPrelude() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        rings.video(0, 100, 1);
        rings.prelude = new Prelude(ByteBuffer.wrap(new byte[] {1}));
        rings.video(MediaPacket.CONFIG, 10, 2);
        rings.keyframe(100, 1300);
        assertEquals(Step.PRELUDE, plan(1500));
        cursor.preludeSent();
        assertEquals(List.of(3L), drain(1500));
    }

    @Test
    void aViewerALittleBehindLosesDisposablePacketsFirst() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        rings.video(0, 100, 10);
        rings.video(MediaPacket.DISPOSABLE, 100, 20);
        rings.video(0, 100, 30);
        rings.video(MediaPacket.DISPOSABLE, 100, 40);
        assertEquals(List.of(1L, 3L), drain(200));
        rings.video(0, 100, 201);
        assertEquals(List.of(5L), drain(201));
    }

    @Test
    void aViewerInTimeGetsDisposablePacketsToo() throws OutOfRoomException {
        rings.keyframe(100, 0);
        rings.video(MediaPacket.DISPOSABLE, 100, 10);
        assertEquals(List.of(0L, 1L), drain(50));
    }

    @Test
    void aLateViewerJumpsToTheNewestKeyframe() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        rings.video(0, 100, 10);
        rings.keyframe(100, 500);
        rings.keyframe(100, 600);
        rings.video(0, 100, 700);
        assertEquals(List.of(3L, 4L), drain(1000));
        assertEquals(3, cursor.takeSent());
        assertEquals(2, cursor.takeLeftOut());
    }

    @Test
    void countsWhatALateViewerMissesUntilItsNextKeyframe() throws OutOfRoomException {
        rings.video(0, 100, 0);
        assertEquals(List.of(), drain(0));
        rings.keyframe(100, 10);
        drain(10);
        assertEquals(0, cursor.takeLeftOut(), "a newcomer missed nothing");
        rings.video(0, 100, 20);
        rings.video(0, 100, 1000);
        assertEquals(List.of(), drain(1100));
        rings.video(0, 100, 1200);
        assertEquals(List.of(), drain(1200));
        rings.keyframe(100, 1300);
        assertEquals(List.of(5L), drain(1310));
        assertEquals(3, cursor.takeLeftOut());
        assertEquals(2, cursor.takeSent());
        assertEquals(TimeUnit.MILLISECONDS.toNanos(15), cursor.lag(TimeUnit.MILLISECONDS.toNanos(1315)));
    }

    @Test
    void aLateViewerWaitsWhenTheNewestKeyframeIsOldAlready() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        rings.video(0, 100, 10);
        rings.keyframe(100, 500);
        assertEquals(List.of(), drain(1100));
        assertTrue(cursor.isWaiting());
        assertEquals(1, cursor.drops());
        rings.keyframe(100, 1200);
        assertEquals(List.of(3L), drain(1200));
    }

    @Test
    void aLateViewerWithNoNewerKeyframeWaitsForOne() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        rings.video(0, 100, 10);
        rings.video(0, 100, 1500);
        assertEquals(List.of(), drain(1600));
        assertTrue(cursor.isWaiting());
        rings.video(0, 100, 1700);
        assertEquals(List.of(), drain(1700));
        rings.keyframe(100, 1800);
        assertEquals(List.of(4L), drain(1800));
        assertFalse(cursor.isWaiting());
    }

    @Test
    void soundGoesOnWhilePicturesWaitForAKeyframe() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        rings.video(0, 100, 10);
        rings.sound(10, 20);
        assertEquals(List.of(), drain(1600), "sound that is late is dropped too");
        rings.sound(10, 1610);
        rings.video(0, 100, 1615);
        rings.sound(10, 1620);
        assertEquals(List.of(3L, 5L), drain(1620));
    }

    @Test
    void aNewcomerIsGivenTimeToTakeInAnOldGroupOfPictures() throws OutOfRoomException {
        rings.keyframe(1000, 0);
        for (int i = 1; i < 30; i++) {
            rings.video(0, 1000, 100L * i);
        }
        assertEquals(Step.RANGE, plan(3000));
        cursor.sent(15_000);
        assertEquals(Step.RANGE, plan(3700));
        assertEquals(15_000, cursor.from());
        cursor.sent(1000);
        assertEquals(Step.NOTHING, plan(3900), "some time after it began it is late");
        assertTrue(cursor.isWaiting());
    }

    @Test
    void aViewerTooManyBytesBehindIsLateWhateverTheAge() throws OutOfRoomException {
        rings.keyframe(1000, 0);
        drain(0);
        for (int i = 0; i < 33; i++) {
            rings.video(0, 1000, 1);
        }
        assertEquals(List.of(), drain(1));
        assertTrue(cursor.isWaiting());
    }

    @Test
    void aStartTooFarBackIsNoStart() throws OutOfRoomException {
        rings.keyframe(1000, 0);
        for (int i = 0; i < 33; i++) {
            rings.video(0, 1000, 1);
        }
        assertEquals(List.of(), drain(1));
        assertTrue(cursor.isWaiting());
        rings.keyframe(1000, 2);
        assertEquals(List.of(34L), drain(2));
    }

    @Test
    void aBegunPacketIsEndedBeforeAJump() throws OutOfRoomException {
        rings.keyframe(100, 0);
        rings.video(0, 100, 1);
        plan(1);
        cursor.sent(120);
        rings.keyframe(100, 2000);
        assertEquals(Step.RANGE, plan(2000));
        assertEquals(120, cursor.from());
        assertEquals(200, cursor.to());
        cursor.sent(80);
        assertEquals(List.of(2L), drain(2000));
    }

    @Test
    void aBegunPacketThatWasOverwrittenLosesTheConnection() throws OutOfRoomException {
        rings.keyframe(1000, 0);
        plan(0);
        cursor.sent(500);
        assertFalse(cursor.isEndangered(0));
        for (int i = 0; i < 40; i++) {
            rings.video(0, 1000, 1);
        }
        assertTrue(cursor.isEndangered(1));
        for (int i = 0; i < 40; i++) {
            rings.video(0, 1000, 1);
        }
        assertEquals(Step.LOST, plan(1));
    }

    @Test
    void bytesOverwrittenWhileTheyWereSentAreNoticed() throws OutOfRoomException {
        rings.keyframe(1000, 0);
        plan(0);
        for (int i = 0; i < 80; i++) {
            rings.video(0, 1000, 1);
        }
        assertFalse(cursor.sent(1000));
    }

    @Test
    void aPausedViewerGetsNothingAndComesBackAtTheNewestKeyframe() throws OutOfRoomException {
        rings.keyframe(100, 0);
        drain(0);
        cursor.play(false);
        rings.video(0, 100, 1);
        assertEquals(List.of(), drain(1));
        assertFalse(cursor.isWaiting());
        cursor.play(true);
        assertEquals(List.of(0L, 1L), drain(2));
    }

    @Test
    void aNewcomerBeforeTheFirstKeyframeWaitsForIt() throws OutOfRoomException {
        rings.sound(10, 0);
        rings.sound(10, 1);
        assertEquals(List.of(), drain(1), "old sound is not for newcomers");
        rings.sound(10, 2);
        rings.keyframe(100, 3);
        assertEquals(List.of(3L), drain(3));
    }
}
