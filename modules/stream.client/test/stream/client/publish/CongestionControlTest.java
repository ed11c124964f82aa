package stream.client.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Runs the control against a simulated line: a first-in first-out queue that is emptied at a given
/// rate, with a fixed delay behind it, in steps of one millisecond.
class CongestionControlTest {
    private static final long MILLI = 1_000_000;
    private static final int FPS = 30;

    /// One second of what happened.
    private record Second(double worstQueueMillis, double sentKbps, int bitrateKbps, int frames) {}

    private static Second[] simulate(int seconds, int ceilingKbps, long delayMillis, DoubleUnaryOperator lineKbps) {
        return simulate(seconds, ceilingKbps, delayMillis, 1, lineKbps);
    }

    /// @param use the part of the bitrate that the encoder makes use of
    private static Second[] simulate(
            int seconds, int ceilingKbps, long delayMillis, double use, DoubleUnaryOperator lineKbps) {
        var random = new Random(1);
        var control = new CongestionControl(ceilingKbps, 0);
        var questions = new ArrayDeque<long[]>(); // asked at, position in the byte stream
        var answers = new ArrayDeque<long[]>(); // asked at, arrives at
        var report = new Second[seconds];
        double queued = 0;
        double sent = 0;
        double carried = 0;
        double encoderKbps = ceilingKbps;
        double worst = 0;
        double secondBytes = 0;
        int frames = 0;
        for (int ms = 0; ms < seconds * 1000; ms++) {
            long now = ms * MILLI;
            double rate = lineKbps.applyAsDouble(ms / 1000.0) / 8; // bytes a millisecond
            double out = Math.min(queued, rate);
            queued -= out;
            carried += out;
            while (!questions.isEmpty() && questions.getFirst()[1] <= carried + 0.5) {
                answers.addLast(new long[] {questions.removeFirst()[0], ms + delayMillis});
            }
            while (!answers.isEmpty() && answers.getFirst()[1] <= ms) {
                control.answered(answers.removeFirst()[0], now);
            }
            if (ms % 100 == 0) {
                control.asked(now);
                questions.addLast(new long[] {now, (long) sent});
            }
            if (ms % (1000 / FPS) == 0 && control.mayCapture(now)) {
                // The encoder follows its target with some delay, and its frames differ in size.
                encoderKbps += (control.bitrateKbps() - encoderKbps) * 0.3;
                int bytes = (int) (use * encoderKbps * 1000 / 8 / FPS * (0.5 + random.nextDouble()));
                bytes = ms == 0 ? bytes * 8 : bytes;
                control.sent(bytes);
                sent += bytes;
                queued += bytes;
                secondBytes += bytes;
                frames++;
            }
            worst = rate == 0 ? worst : Math.max(worst, queued / rate);
            if (ms % 1000 == 999) {
                report[ms / 1000] = new Second(worst, secondBytes * 8 / 1000, control.bitrateKbps(), frames);
                worst = 0;
                secondBytes = 0;
                frames = 0;
            }
        }
        return report;
    }

    @Test
    void aLineWithRoomIsUsedInFull() {
        var report = simulate(30, 3000, 20, _ -> 10_000);
        for (int i = 0; i < 30; i++) {
            assertEquals(3000, report[i].bitrateKbps, "second " + i);
            assertEquals(31, report[i].frames, 1, "second " + i);
        }
    }

    @Test
    void delayIsBackUnderHalfASecondWithinFiveSecondsOfALossOfTwoThirds() {
        var report = simulate(60, 3000, 20, t -> t < 10 ? 3600 : 1200);
        for (int i = 15; i < 60; i++) {
            assertTrue(report[i].worstQueueMillis < 500, "second " + i + ": " + report[i]);
        }
        for (int i = 0; i < 60; i++) {
            assertTrue(report[i].worstQueueMillis < 1500, "second " + i + ": " + report[i]);
        }
    }

    @Test
    void mostOfANarrowLineIsUsed() {
        var report = simulate(60, 3000, 40, t -> t < 10 ? 3600 : 1200);
        double sum = 0;
        for (int i = 20; i < 60; i++) {
            sum += report[i].sentKbps;
        }
        assertTrue(sum / 40 > 0.75 * 1200, "mean " + sum / 40);
    }

    @Test
    void hiccupsOfTheLineDoNotLowerTheBitrate() {
        for (var second : simulate(60, 3000, 20, t -> t % 3 > 2.8 ? 0 : 6000)) {
            assertEquals(3000, second.bitrateKbps, second.toString());
        }
    }

    @Test
    void aScreenThatNeedsLittleDoesNotLowerTheBitrate() {
        for (var second : simulate(60, 3000, 20, 0.1, t -> t % 3 > 2.6 ? 0 : 3600)) {
            assertTrue(second.bitrateKbps > 2000, second.toString());
        }
    }

    @Test
    void theBitrateComesBackWhenTheLineDoes() {
        var report = simulate(60, 3000, 20, t -> t > 10 && t < 20 ? 1000 : 4000);
        assertTrue(report[19].bitrateKbps < 1100, report[19].toString());
        assertEquals(3000, report[45].bitrateKbps);
    }

    @Test
    void aLineThatStandsStillStopsTheCapturing() {
        var control = new CongestionControl(3000, 0);
        control.asked(0);
        control.answered(0, 20 * MILLI);
        control.sent(100_000);
        control.asked(200 * MILLI);
        assertTrue(control.mayCapture(300 * MILLI));
        assertFalse(control.mayCapture(600 * MILLI));
        assertFalse(control.mayCapture(5000 * MILLI));
        control.answered(200 * MILLI, 5100 * MILLI);
        control.asked(5100 * MILLI);
        control.answered(5100 * MILLI, 5120 * MILLI);
        assertTrue(control.mayCapture(5130 * MILLI));
    }

    @Test
    void aHiccupWhileNextToNothingIsSentDoesNotLowerTheBitrate() {
        var control = new CongestionControl(3000, 0);
        control.asked(0);
        control.answered(0, 20 * MILLI);
        control.sent(500);
        control.asked(1000 * MILLI);
        assertFalse(control.mayCapture(1500 * MILLI));
        control.answered(1000 * MILLI, 1600 * MILLI);
        assertEquals(3000, control.bitrateKbps());
    }

    @Test
    void anAnswerThatNobodyAskedForIsPassedOver() {
        var control = new CongestionControl(3000, 0);
        control.answered(77, 100 * MILLI);
        assertEquals(0, control.roundTripNanos());
    }

    @Test
    void theBitrateNeverLeavesItsBounds() {
        for (var second : simulate(40, 2500, 20, t -> 40 + 400 * Math.abs(Math.sin(t)))) {
            assertTrue(second.bitrateKbps >= 150 && second.bitrateKbps <= 2500, second.toString());
        }
    }
}
