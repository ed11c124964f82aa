package stream.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stream.common.sound.SoundFormat.BLOCK_NANOS;
import static stream.common.sound.SoundFormat.BLOCK_SAMPLES;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SoundLoopTest {
    private record Block(int sample, long startNanos) {}

    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final SoundLoop loop = new SoundLoop((_, failure) -> failures.add(failure.getMessage()));
    private final SoundLoop.Outlet outlet = new SoundLoop.Outlet() {
        @Override
        public void block(short[] samples, long startNanos) {
            blocks.add(new Block(samples[BLOCK_SAMPLES / 2], startNanos));
        }

        @Override
        public void removed() {
            gone.countDown();
        }
    };

    @AfterEach
    void close() {
        loop.close();
    }

    private void start() {
        loop.add(outlet);
        loop.start();
    }

    private void listen(SoundInput.Kind kind, int sample) {
        loop.choose(kind, Optional.of(new ToneInput(kind, sample)));
    }

    /// The next block whose middle sample is as wanted.
    private Block await(IntPredicate wanted) throws InterruptedException {
        while (true) {
            var block = blocks.poll(20, TimeUnit.SECONDS);
            assertNotNull(block, "nothing comes any more");
            if (wanted.test(block.sample)) {
                return block;
            }
        }
    }

    @Test
    void mixesTheMicrophoneWithWhatIsPlayed() throws Exception {
        listen(SoundInput.Kind.MICROPHONE, 1000);
        listen(SoundInput.Kind.SYSTEM, 300);
        start();
        await(sample -> sample == 1300);
    }

    @Test
    void eachHasItsLevelAndItsMute() throws Exception {
        listen(SoundInput.Kind.MICROPHONE, 1000);
        listen(SoundInput.Kind.SYSTEM, 300);
        loop.level(SoundInput.Kind.MICROPHONE, 50);
        loop.level(SoundInput.Kind.SYSTEM, 200);
        start();
        await(sample -> sample == 1100);
        loop.mute(SoundInput.Kind.MICROPHONE, true);
        await(sample -> sample == 600);
        loop.mute(SoundInput.Kind.MICROPHONE, false);
        loop.mute(SoundInput.Kind.SYSTEM, true);
        await(sample -> sample == 500);
        assertThrows(IllegalArgumentException.class, () -> loop.level(SoundInput.Kind.SYSTEM, 201));
    }

    @Test
    void loudSoundsAddUpToTheLoudestThereIs() throws Exception {
        listen(SoundInput.Kind.MICROPHONE, -30_000);
        listen(SoundInput.Kind.SYSTEM, -30_000);
        start();
        await(sample -> sample == Short.MIN_VALUE);
    }

    @Test
    void theMeterHearsWhoSpeaksWhileMuted() throws Exception {
        listen(SoundInput.Kind.MICROPHONE, Short.MAX_VALUE);
        loop.mute(SoundInput.Kind.MICROPHONE, true);
        start();
        while (loop.takePeak(SoundInput.Kind.MICROPHONE) < 1) {
            await(sample -> sample == 0);
        }
        assertEquals(0, loop.takePeak(SoundInput.Kind.SYSTEM));
    }

    @Test
    void blocksFollowEachOtherWithoutGaps() throws Exception {
        listen(SoundInput.Kind.MICROPHONE, 5);
        start();
        long before = await(_ -> true).startNanos;
        for (int i = 0; i < 20; i++) {
            long now = await(_ -> true).startNanos;
            assertEquals(0, (now - before) % BLOCK_NANOS);
            assertTrue(now > before);
            before = now;
        }
    }

    @Test
    void silenceFollowsWhenTheInputIsGone() throws Exception {
        listen(SoundInput.Kind.MICROPHONE, 5);
        start();
        await(sample -> sample == 5);
        loop.choose(SoundInput.Kind.MICROPHONE, Optional.empty());
        await(sample -> sample == 0);
        listen(SoundInput.Kind.SYSTEM, 6);
        await(sample -> sample == 6);
    }

    @Test
    void anInputThatFailsIsOpenedAgain() throws Exception {
        var input = new ToneInput(SoundInput.Kind.MICROPHONE, 5);
        loop.choose(SoundInput.Kind.MICROPHONE, Optional.of(input));
        start();
        await(sample -> sample == 5);
        input.isOut = true;
        assertEquals("The plug is out.", failures.poll(20, TimeUnit.SECONDS));
        await(sample -> sample == 0);
        input.isOut = false;
        await(sample -> sample == 5);
        assertEquals(2, input.opened());
    }

    @Test
    void outletsAreToldWhenNothingComesAnyMore() throws Exception {
        start();
        loop.remove(outlet);
        assertTrue(gone.await(20, TimeUnit.SECONDS));
    }

    @Test
    void aComputerThatSleptMakesUpForNothing() {
        var now = new long[1];
        try (var slept = new SoundLoop((_, _) -> {}, () -> now[0])) {
            slept.add(outlet);
            slept.choose(SoundInput.Kind.MICROPHONE, Optional.of(new ToneInput(SoundInput.Kind.MICROPHONE, 0)));
            now[0] = BLOCK_NANOS + SoundLoop.WAIT_NANOS;
            assertEquals(0, slept.tick());
            now[0] += 3600 * 50 * BLOCK_NANOS;
            assertEquals(0, slept.tick());
            assertTrue(slept.tick() > 0);
            assertEquals(2, blocks.size());
        }
    }
}
