package stream.client.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ticks by hand, at times that the test chooses.
@Timeout(60)
class FrameLoopTest {
    private static final long MILLI = 1_000_000;

    private final Rows source = new Rows();
    private long now = 10_000 * MILLI;
    private final FrameLoop loop = new FrameLoop(() -> source, 30, _ -> {}, () -> now);

    /// A picture of 4×10 pixels whose rows a test can change.
    private static final class Rows implements CaptureSource {
        int height = 10;
        Runnable onCapture = () -> { };
        final int[] rows = new int[20];
        boolean changed = true;
        boolean ready = true;
        int captures;
        boolean closed;
        final List<PointerStyle> pointers = new ArrayList<>();

        @Override
        public void pointer(PointerStyle style) {
            pointers.add(style);
        }

        @Override
        public String name() {
            return "rows";
        }

        @Override
        public void capture(Frame frame) {
            frame.resize(4, height);
            for (int i = 0; i < frame.pixels().length; i++) {
                frame.pixels()[i] = rows[i / 4];
            }
            captures++;
            onCapture.run();
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public boolean mayHaveChanged() {
            return changed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /// Notes what it gets.
    private static final class Notes implements FrameLoop.Outlet {
        final List<Damage> damages = new ArrayList<>();
        boolean wants = true;
        boolean removed;
        int cuts;
        int firstPixel;

        @Override
        public boolean wants(long nowNanos) {
            return wants;
        }

        @Override
        public void frame(Frame frame, Damage damage, long capturedNanos) {
            damages.add(damage);
            firstPixel = frame.pixels()[0];
        }

        @Override
        public void cut() {
            cuts++;
        }

        @Override
        public void removed() {
            removed = true;
        }
    }

    private void tick() throws CaptureException {
        now += 33 * MILLI;
        loop.tick();
    }

    @Test
    void anotherPointerIsToldToTheSourceAndShownThoughNothingElseChanged() throws Exception {
        loop.add(new Notes());
        loop.tick();
        source.changed = false;
        now += MILLI;
        loop.tick();
        assertEquals(1, source.captures);
        loop.pointer(PointerStyle.HIDDEN);
        now += MILLI;
        loop.tick();
        now += MILLI;
        loop.tick();
        assertEquals(List.of(PointerStyle.SHOWN, PointerStyle.HIDDEN), source.pointers);
        assertEquals(2, source.captures);
    }

    @Test
    void noPictureIsTakenWhenNobodyWantsOne() throws Exception {
        tick();
        var notes = new Notes();
        notes.wants = false;
        loop.add(notes);
        tick();
        assertEquals(0, source.captures);
    }

    @Test
    void theFirstPictureIsAllDamageAndLaterOnesWhatChanged() throws Exception {
        var notes = new Notes();
        loop.add(notes);
        tick();
        source.rows[3] = 1;
        source.rows[5] = 1;
        tick();
        tick();
        assertEquals(List.of(new Damage(0, 10), new Damage(3, 6), Damage.NONE), notes.damages);
    }

    @Test
    void whatAnOutletDidNotSeeIsDamageWhenItSeesAgain() throws Exception {
        var often = new Notes();
        var seldom = new Notes();
        loop.add(often);
        loop.add(seldom);
        tick();
        seldom.wants = false;
        source.rows[2] = 1;
        tick();
        source.rows[7] = 1;
        tick();
        seldom.wants = true;
        tick();
        assertEquals(List.of(new Damage(0, 10), new Damage(2, 8)), seldom.damages);
        assertEquals(Damage.NONE, often.damages.getLast());
    }

    @Test
    void aNewSizeIsAllDamageForEverybody() throws Exception {
        var notes = new Notes();
        loop.add(notes);
        tick();
        notes.wants = false;
        var other = new Notes();
        loop.add(other);
        source.height = 6;
        tick();
        notes.wants = true;
        tick();
        assertEquals(new Damage(0, 6), notes.damages.getLast());
    }

    @Test
    void aSourceThatSaysNothingChangedIsBelievedForAWhile() throws Exception {
        var notes = new Notes();
        loop.add(notes);
        tick();
        source.changed = false;
        for (int i = 0; i < 15; i++) {
            tick();
        }
        assertEquals(1, source.captures);
        assertEquals(16, notes.damages.size());
        tick();
        assertEquals(2, source.captures);
    }

    @Test
    void aSourceThatStartsSlowlyIsWaitedFor() throws Exception {
        var notes = new Notes();
        loop.add(notes);
        source.ready = false;
        tick();
        assertEquals(0, source.captures);
        source.ready = true;
        tick();
        assertEquals(List.of(new Damage(0, 10)), notes.damages);
    }

    @Test
    void whatIsHiddenIsNeitherCapturedNorShown() throws Exception {
        var notes = new Notes();
        loop.add(notes);
        source.rows[0] = 0x123456;
        tick();
        loop.hide("Back soon");
        tick();
        assertTrue(source.closed);
        assertEquals(1, notes.cuts);
        assertNotEquals(0x123456, notes.firstPixel);
        assertEquals(new Damage(0, 10), notes.damages.getLast());
        tick();
        assertEquals(Damage.NONE, notes.damages.getLast());
        assertEquals(1, source.captures);
        loop.show();
        tick();
        assertEquals(2, notes.cuts);
        assertEquals(0x123456, notes.firstPixel);
    }

    @Test
    void aPictureThatIsBeingTakenWhenTheSourceIsHiddenIsNotShown() throws Exception {
        var notes = new Notes();
        loop.add(notes);
        source.rows[0] = 0x123456;
        source.onCapture = () -> loop.hide("Back soon");
        tick();
        assertEquals(1, source.captures);
        assertEquals(1, notes.damages.size());
        assertNotEquals(0x123456, notes.firstPixel);
    }

    @Test
    void whoComesWhileTheSourceIsHiddenGetsTheCurtain() throws Exception {
        source.rows[0] = 0x123456;
        loop.hide("Back soon");
        var notes = new Notes();
        loop.add(notes);
        tick();
        assertEquals(0, source.captures);
        assertEquals(List.of(new Damage(0, 720)), notes.damages);
    }

    @Test
    void anotherSourceTakesOver() throws Exception {
        var other = new Rows();
        loop.add(new Notes());
        tick();
        loop.switchTo(() -> other);
        tick();
        assertTrue(source.closed);
        assertEquals(1, other.captures);
    }

    @Test
    void outletsHearThatTheyWereRemoved() throws Exception {
        var notes = new Notes();
        loop.add(notes);
        loop.remove(notes);
        tick();
        assertTrue(notes.removed);
        assertEquals(0, source.captures);
    }

    @Test
    void aSourceThatFailsIsOpenedAnew() throws Exception {
        var opened = new CountDownLatch(2);
        var failures = new CountDownLatch(1);
        try (var failing = new FrameLoop(
                () -> {
                    opened.countDown();
                    throw new CaptureException("locked");
                },
                60,
                _ -> failures.countDown())) {
            failing.add(new Notes());
            failing.start();
            assertTrue(failures.await(20, TimeUnit.SECONDS));
            assertTrue(opened.await(20, TimeUnit.SECONDS));
        }
    }
}
