package stream.client.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static stream.common.sound.SoundFormat.BLOCK_FRAMES;
import static stream.common.sound.SoundFormat.BLOCK_NANOS;
import static stream.common.sound.SoundFormat.BLOCK_SAMPLES;
import static stream.common.sound.SoundFormat.CHANNELS;
import static stream.common.sound.SoundFormat.FRAMES_PER_SECOND;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundTimelineTest {
    private static final int TOP = 24_000;
    /// Of a triangle of one second, per second.
    private static final double SLOPE = 4.0 * TOP;

    private final SoundTimeline timeline = new SoundTimeline(0);

    private static short[] flat(int value) {
        var block = new short[BLOCK_SAMPLES];
        Arrays.fill(block, (short) value);
        return block;
    }

    private short[] read(long block) {
        var samples = new short[BLOCK_SAMPLES];
        timeline.read(samples, block * BLOCK_FRAMES);
        return samples;
    }

    @Test
    void soundLiesWhereItWasTaken() {
        read(0);
        timeline.write(flat(7), 2 * BLOCK_NANOS);
        timeline.write(flat(8), 3 * BLOCK_NANOS);
        assertArrayEquals(flat(7), read(1));
        assertArrayEquals(flat(8), read(2));
    }

    @Test
    void whatNeverCameIsSilence() {
        read(0);
        timeline.write(flat(7), 2 * BLOCK_NANOS);
        assertArrayEquals(flat(7), read(1));
        assertArrayEquals(flat(0), read(2));
    }

    @Test
    void soundThatIsReadIsNotHeardAgain() {
        read(0);
        timeline.write(flat(7), 2 * BLOCK_NANOS);
        read(1);
        // Once around the ring.
        for (int block = 2; block < 40; block++) {
            assertArrayEquals(flat(0), read(block));
        }
    }

    @Test
    void whatComesTooLateIsLeftOut() {
        for (int block = 0; block < 10; block++) {
            read(block);
        }
        timeline.write(flat(7), 2 * BLOCK_NANOS);
        for (int block = 10; block < 40; block++) {
            assertArrayEquals(flat(0), read(block));
        }
    }

    @Test
    void whatWaitedWhileTheComputerSleptIsForgotten() {
        read(0);
        timeline.write(flat(7), 2 * BLOCK_NANOS);
        assertArrayEquals(flat(0), read(1000));
    }

    /// A triangle, whose value tells the time and which no sample leaves without a crack.
    private static short triangle(double seconds) {
        double turn = seconds - Math.floor(seconds);
        return (short) (TOP * (Math.abs(4 * turn - 2) - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, -300})
    void aDriftingCardIsFollowedWithoutACrack(int ppm) {
        double cardHertz = FRAMES_PER_SECOND * (1 + ppm / 1e6);
        var samples = new short[BLOCK_SAMPLES];
        var heard = new short[BLOCK_SAMPLES];
        long taken = 0;
        long next = 0;
        int before = 0;
        for (int i = 0; i < 3 * 60 * 50; i++) {
            for (int frame = 0; frame < BLOCK_FRAMES; frame++, taken++) {
                Arrays.fill(samples, frame * CHANNELS, (frame + 1) * CHANNELS, triangle(taken / cardHertz));
            }
            long now = (long) (taken / cardHertz * 1e9);
            timeline.write(samples, now);
            for (; (next + 1) * BLOCK_NANOS + SoundLoop.WAIT_NANOS <= now; next++) {
                timeline.read(heard, next * BLOCK_FRAMES);
                for (int frame = 0; frame < BLOCK_FRAMES; frame++) {
                    int sample = heard[frame * CHANNELS];
                    if (next > 0) {
                        double at = (double) (next * BLOCK_FRAMES + frame) / FRAMES_PER_SECOND;
                        // Ten seconds are looked back on, in which the clocks drift 3 ms apart; and 1 ms of play.
                        assertEquals(triangle(at), sample, SLOPE * 0.005, "at " + at + " s");
                        assertEquals(before, sample, 3 * SLOPE / FRAMES_PER_SECOND, "at " + at + " s");
                    }
                    before = sample;
                }
            }
        }
    }
}
