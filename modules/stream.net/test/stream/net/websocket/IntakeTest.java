package stream.net.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stream.net.limits.InboundBudget;

/// What a [FrameReader] may take in, and what it holds meanwhile.
class IntakeTest {
    private static final FrameReader.Limits LIMITS = new FrameReader.Limits(4 << 20, 10).perSecond(100_000);

    private long now = 1;
    private final InboundBudget budget = new InboundBudget(1 << 20, () -> now);
    private final AtomicInteger letGo = new AtomicInteger();

    private FrameReader reader(FrameReader.Limits limits) {
        return new FrameReader(limits, new Intake(limits, budget, () -> now, letGo::incrementAndGet));
    }

    /// The header of a binary frame, masked with zeros, and some of its payload.
    private static ByteBuffer frame(int length, int payload) {
        return ByteBuffer.allocate(14 + payload).put((byte) 0x82).put((byte) 0xFF).putLong(length).putInt(0)
            .position(14 + payload).flip();
    }

    @Test
    void countsBytesAsTheyComeAndNotWhenTheMessageIsWhole() throws WebSocketException {
        var reader = reader(LIMITS);
        assertNull(reader.next(frame(4 << 20, 200_000)));
        var refusal = assertThrows(WebSocketException.class, () -> reader.next(ByteBuffer.allocate(1)));
        assertEquals(CloseCode.POLICY_VIOLATION, refusal.code());
        assertEquals("too many bytes a second", refusal.getMessage());
        assertEquals(0, budget.held());
    }

    @Test
    void holdsWhatHasComeAndNotWhatWasAnnounced() throws WebSocketException {
        var reader = reader(LIMITS);
        assertNull(reader.next(frame(4 << 20, 1000)));
        assertTrue(budget.held() <= 4096, () -> budget.held() + " bytes");
    }

    @Test
    void refusesAMessageThatHasNoRoom() throws WebSocketException {
        var limits = new FrameReader.Limits(4 << 20, 10);
        var reader = reader(limits);
        var refusal = assertThrows(WebSocketException.class, () -> reader.next(frame(4 << 20, 2 << 20)));
        assertEquals(CloseCode.TRY_AGAIN_LATER, refusal.code());
        assertEquals(0, budget.held());
        var other = reader(limits);
        assertNotNull(other.next(frame(70_000, 70_000)));
    }

    @Test
    void isOverdueWhenAMessageTakesLongerThanItMay() throws WebSocketException {
        var reader = reader(LIMITS);
        reader.next(frame(70_000, 1));
        now += Duration.ofSeconds(29).toNanos();
        reader.next(ByteBuffer.allocate(1));
        assertFalse(reader.intake().isOverdue(now));
        now += Duration.ofSeconds(1).toNanos();
        assertTrue(reader.intake().isOverdue(now));
        assertNotNull(reader.next(ByteBuffer.allocate(69_998)));
        assertFalse(reader.intake().isOverdue(now + Duration.ofSeconds(31).toNanos()));
    }

    @Test
    void dropsItsBufferWhenItIsAbandoned() throws WebSocketException {
        var reader = reader(LIMITS);
        reader.next(frame(70_000, 60_000));
        reader.abandon();
        assertEquals(0, budget.held());
        assertNull(reader.next(ByteBuffer.allocate(10_000)));
        assertEquals(0, budget.held());
    }
}
