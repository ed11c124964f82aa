package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stream.common.control.ChannelState.Presence;

class OnAirTest {
    private final FakeTime time = new FakeTime();
    private final OnAir onAir = new OnAir();

    @Test
    void isLiveFromTheFirstFrameUntilTheEnd() {
        assertTrue(onAir.begin(time));
        assertFalse(onAir.begin(time), "it has begun");
        assertEquals(Presence.LIVE, onAir.presence());
        assertEquals(time.wallMillis(), onAir.startedMillis());
        assertTrue(onAir.end());
        assertFalse(onAir.end());
        assertTrue(onAir.isOffline());
        assertEquals(0, onAir.startedMillis());
    }

    @Test
    void aLostPublisherHasAMinuteToComeBack() {
        onAir.begin(time);
        assertTrue(onAir.lose(time.nanos()));
        time.pass(Duration.ofSeconds(60).minusNanos(1));
        assertEquals(Presence.AWAY, onAir.presence());
        assertFalse(onAir.isGraceOver(time.nanos()));
        time.pass(Duration.ofNanos(1));
        assertTrue(onAir.isGraceOver(time.nanos()));
    }

    @Test
    void eachLossHasAMinuteOfItsOwnAndTheStreamIsOne() {
        long started = time.wallMillis();
        onAir.begin(time);
        for (int i = 0; i < 5; i++) {
            onAir.lose(time.nanos());
            time.pass(Duration.ofSeconds(59));
            assertFalse(onAir.isGraceOver(time.nanos()));
            assertTrue(onAir.begin(time));
            assertFalse(onAir.isGraceOver(time.nanos()));
            time.pass(Duration.ofMinutes(5));
        }
        assertEquals(started, onAir.startedMillis());
    }

    @Test
    void whoIsLostBeforeTheFirstFrameLeavesNothingToWaitFor() {
        assertFalse(onAir.lose(time.nanos()));
        assertTrue(onAir.isOffline());
    }

    @Test
    void whoIsLostTwiceWithoutAFrameInBetweenHasOneMinute() {
        onAir.begin(time);
        onAir.lose(time.nanos());
        time.pass(Duration.ofSeconds(59));
        assertFalse(onAir.lose(time.nanos()));
        time.pass(Duration.ofSeconds(1));
        assertTrue(onAir.isGraceOver(time.nanos()));
    }
}
