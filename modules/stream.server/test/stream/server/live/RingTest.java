package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import stream.common.media.Track;

class RingTest {
    private static final int KIB = 1024;

    private static void assertFilled(Rings rings, Entry entry) {
        for (byte b : rings.read(entry.position(), entry.end())) {
            assertEquals((byte) entry.number(), b);
        }
    }

    @Test
    void packetsLieOneAfterTheOther() throws OutOfRoomException {
        var rings = new Rings(16 * KIB, 16 * KIB);
        var first = rings.keyframe(1000, 0);
        var second = rings.video(0, 500, 33);
        assertEquals(0, first.position());
        assertEquals(1000, second.position());
        assertEquals(first, rings.ring.start());
        assertEquals(second, rings.ring.newest());
        assertFilled(rings, first);
        assertFilled(rings, second);
    }

    @Test
    void packetsWrapAroundTheEnd() throws OutOfRoomException {
        var rings = new Rings(16 * KIB, 16 * KIB);
        for (int i = 0; i < 100; i++) {
            assertFilled(rings, rings.video(0, 3333, 1000L * i));
        }
    }

    @Test
    void theOldestPacketsGiveWay() throws OutOfRoomException {
        var rings = new Rings(16 * KIB, 16 * KIB);
        for (int i = 0; i < 10; i++) {
            rings.video(0, 4000, 10_000L * i);
        }
        assertFalse(rings.ring.holds(rings.ring.newest().position() - 4 * 4000));
        assertTrue(rings.ring.holds(rings.ring.at(6).position()));
        assertFilled(rings, rings.ring.at(6));
    }

    @Test
    void growsWhilePacketsWouldBeLostThatAreYoung() throws OutOfRoomException {
        var rings = new Rings(16 * KIB, 64 * KIB);
        for (int i = 0; i < 30; i++) {
            rings.video(0, 4000, 33L * i);
        }
        assertEquals(64 * KIB, rings.ring.capacity());
        for (int i = 29; i > 29 - 16; i--) {
            assertFilled(rings, rings.ring.at(i));
        }
    }

    @Test
    void growsToKeepTheGroupOfPicturesButNotForOldOnes() throws OutOfRoomException {
        var rings = new Rings(16 * KIB, 128 * KIB);
        for (int i = 0; i < 10; i++) {
            rings.keyframe(4000, 10_000L * i);
        }
        assertEquals(16 * KIB, rings.ring.capacity(), "no packet was needed any more");
        var start = rings.ring.start();
        for (int i = 10; i < 20; i++) {
            rings.video(0, 4000, 10_000L * i);
        }
        assertEquals(64 * KIB, rings.ring.capacity());
        assertFilled(rings, rings.ring.at(start.number()));
    }

    @Test
    void growsForALargePacketAndRefusesOneThatIsTooLarge() throws OutOfRoomException {
        var rings = new Rings(16 * KIB, 64 * KIB);
        assertFilled(rings, rings.keyframe(20 * KIB, 0));
        assertThrows(OutOfRoomException.class, () -> rings.keyframe(22 * KIB, 0));
        assertFilled(rings, rings.keyframe(1 * KIB, 0));
    }

    @Test
    void staysWithinTheBudget() throws OutOfRoomException {
        var budget = new MemoryBudget(48 * KIB);
        var ring = new Ring(budget, 16 * KIB, 64 * KIB);
        for (int i = 0; i < 100; i++) {
            ring.append(Track.VIDEO, 0, false, i, Prelude.NONE, ByteBuffer.allocate(4000));
        }
        assertEquals(32 * KIB, ring.capacity());
        assertThrows(OutOfRoomException.class, () -> new Ring(budget, 32 * KIB, 64 * KIB));
        ring.release();
        assertEquals(48 * KIB, budget.free());
    }

    @Test
    void theIndexBoundsTinyPackets() throws OutOfRoomException {
        var rings = new Rings(16 * KIB, 16 * KIB);
        for (int i = 0; i < 1000; i++) {
            rings.sound(3, 10_000L * i);
        }
        var newest = rings.ring.newest();
        assertEquals(999, newest.number());
        assertNull(rings.ring.at(newest.number() - 64));
        assertNotNull(rings.ring.at(newest.number() - 63));
        assertTrue(rings.ring.holds(rings.ring.at(newest.number() - 63).position()));
    }

    @Test
    void aWindowWritesAcrossTheEnd() throws Exception {
        var rings = new Rings(16 * KIB, 16 * KIB);
        for (int i = 0; i < 5; i++) {
            rings.video(0, 4000, 10_000L * i);
        }
        var window = new Ring.Window(rings.ring);
        var sink = new Rings.Sink();
        long from = rings.ring.at(3).position();
        long to = rings.ring.newest().end();
        assertEquals(8000, window.write(sink, from, to));
        assertEquals(4, sink.taken.toByteArray()[7999]);
        sink.most = 100;
        assertEquals(100, window.write(sink, from, to), "a full socket ends the write");
    }

    /// What a reader copied is whole whenever the ring says so, however it raced with the writer.
    @Test
    void whatHoldsIsNeverTorn() throws Exception {
        var rings = new Rings(4 * KIB, 32 * KIB);
        var failure = new AtomicReference<String>();
        rings.keyframe(100, 0);
        var reader = Thread.ofPlatform().start(() -> {
            var window = new Ring.Window(rings.ring);
            var out = ByteBuffer.allocate(2 * KIB);
            int whole = 0;
            while (failure.get() == null && rings.ring.newest().number() < 200_000) {
                var entry = rings.ring.at(rings.ring.newest().number() - whole % 3);
                if (entry == null) {
                    continue;
                }
                window.copy(entry.position(), entry.end(), out.clear());
                if (!rings.ring.holds(entry.position())) {
                    continue;
                }
                whole++;
                for (int i = 0; i < entry.length(); i++) {
                    if (out.get(i) != (byte) entry.number()) {
                        failure.set("byte " + i + " of packet " + entry.number());
                    }
                }
            }
        });
        var random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            rings.video(0, 1 + random.nextInt(1200), 10_000L * i);
        }
        reader.join();
        assertNull(failure.get());
    }
}
