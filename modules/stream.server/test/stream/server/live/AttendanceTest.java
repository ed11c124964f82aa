package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private final Attendance attendance = new Attendance(seconds(7));

    @Test
    void keepsTheMostOfEachInterval() {
        attendance.note(1, seconds(7));
        attendance.note(5, seconds(8));
        attendance.note(2, seconds(11));
        attendance.note(3, seconds(12));

        assertEquals(new Curve(5000, List.of(5, 3)), attendance.curve());
    }

    @Test
    void fillsTheIntervalsInWhichNobodyCounted() {
        attendance.note(4, seconds(7));
        attendance.note(6, seconds(22));

        assertEquals(List.of(4, 6, 6, 6), attendance.curve().counts());
    }

    @Test
    void makesTheIntervalsLongerWhenTheListIsFull() {
        for (int i = 0; i <= 240; i++) {
            attendance.note(i == 17 ? 99 : i == 240 ? 7 : 1, seconds(7 + 5 * i));
        }
        var curve = attendance.curve();

        assertEquals(10_000, curve.intervalMillis());
        assertEquals(121, curve.counts().size());
        assertEquals(99, curve.counts().get(8));
        assertEquals(1, Collections.frequency(curve.counts(), 99));
        assertEquals(7, curve.counts().getLast());
    }

    @Test
    void hasACurveOfAYearToo() {
        attendance.note(3, seconds(7) + TimeUnit.DAYS.toNanos(365));
        var counts = attendance.curve().counts();
        assertTrue(counts.size() > 120 && counts.size() <= 240);
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
