package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stream.common.media.MediaPacket;
import stream.common.media.Track;

class TimelineTest {
    private static final long FRAME = 33_333;
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3600 * SECOND;

    private final Timeline timeline = new Timeline();
    private long nowMicros = 77 * SECOND;

    private long place(Track track, long claimed) {
        var packet = new MediaPacket(track, MediaPacket.KEYFRAME, 0, claimed, 0, ByteBuffer.allocate(1));
        return timeline.placed(packet, nowMicros * 1000).presentationMicros();
    }

    /// The times of 300 frames, each of which comes when it is due.
    private List<Long> run(LongUnaryOperator claimed) {
        var times = new ArrayList<Long>();
        for (int i = 0; i < 300; i++) {
            nowMicros += FRAME;
            times.add(place(Track.VIDEO, claimed.applyAsLong(i)));
            place(Track.AUDIO, claimed.applyAsLong(i) + 5000);
        }
        return times;
    }

    private static void assertEven(List<Long> times, long tolerance) {
        for (int i = 1; i < times.size(); i++) {
            long step = times.get(i) - times.get(i - 1);
            assertTrue(step >= 0 && step <= FRAME + tolerance, "step " + step + " at " + i);
        }
    }

    @Test
    void leavesOrdinaryTimesAlone() {
        var times = run(i -> 5 * SECOND + i * FRAME);
        assertEquals(5 * SECOND, times.getFirst());
        assertEquals(5 * SECOND + 299 * FRAME, times.getLast());
    }

    @ParameterizedTest
    @ValueSource(longs = {37_600 * SECOND, 10 * SECOND, -10 * SECOND, -HOUR, Long.MAX_VALUE / 2, Long.MIN_VALUE / 2})
    void oneStrayTimeMovesNoOther(long stray) {
        var times = run(i -> 2 * HOUR + i * FRAME + (i == 100 ? stray : 0));
        assertEven(times, 10_000);
        assertEquals(2 * HOUR + 299 * FRAME, times.getLast(), 40_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, 10 * SECOND, -2 * SECOND, -HOUR})
    void goesOnWhereItIsWhenTheClockJumps(long jump) {
        assertEven(run(i -> 2 * HOUR + i * FRAME + (i >= 100 ? jump : 0)), 10_000);
    }

    @Test
    void goesOnWithAPublisherThatBeginsAgainAtZero() {
        var times = run(i -> i < 150 ? 40 * SECOND + i * FRAME : (i - 150) * FRAME);
        assertEven(times, 10_000);
    }

    @Test
    void hasNoNegativeTimes() {
        var times = run(i -> -5 * SECOND + i * FRAME);
        assertEquals(0, times.getFirst());
        assertEven(times, 0);
        assertEquals(299 * FRAME, times.getLast());
    }

    @ParameterizedTest
    @CsvSource({"3", "8", "30"})
    void takesNoStallOfTheLineForAJump(int seconds) {
        var claimed = new ArrayList<Long>();
        var placed = new ArrayList<Long>();
        for (int i = 0; i < 900; i++) {
            // From 10 s on the line stands still; then all comes at once, but for what the publisher left out.
            long due = 77 * SECOND + i * FRAME;
            boolean isHeldBack = due > 87 * SECOND && due < (87 + seconds) * SECOND;
            if (isHeldBack && due > 88 * SECOND) {
                continue;
            }
            nowMicros = isHeldBack ? (87 + seconds) * SECOND : due;
            claimed.add(i * FRAME);
            placed.add(place(Track.VIDEO, i * FRAME));
        }
        assertEquals(claimed, placed);
    }

    @Test
    void followsAClockThatDrifts() {
        var times = new ArrayList<Long>();
        for (int i = 0; i < 4 * 3600 * 30; i++) {
            nowMicros += FRAME;
            long claimed = i * (FRAME + (i < 2 * 3600 * 30 ? 10 : -10)) + (i < 2 * 3600 * 30 ? 0 : 2 * 3600 * 30 * 20);
            times.add(place(Track.VIDEO, claimed) - claimed);
        }
        assertTrue(times.stream().allMatch(shift -> shift == 0));
    }

    @Test
    void neverGoesFarBackWhateverIsClaimed() {
        var random = new Random(3);
        long last = 0;
        long offset = place(Track.VIDEO, 0) - nowMicros;
        for (int i = 0; i < 100_000; i++) {
            nowMicros += random.nextInt(40_000);
            long claimed = random.nextInt(10) == 0 ? random.nextLong() : i * 20_000L;
            long placed = place(Track.VIDEO, claimed);
            assertTrue(placed >= Math.max(0, last - Timeline.MAX_BACK_MICROS), placed + " after " + last);
            assertTrue(placed <= 1.1 * (nowMicros + offset) + 2 * Timeline.MAX_AHEAD_MICROS, placed + " at " + nowMicros);
            last = Math.max(last, placed);
        }
    }
}
