package stream.client.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stream.common.sound.SoundFormat.BLOCK_FRAMES;
import static stream.common.sound.SoundFormat.BLOCK_NANOS;
import static stream.common.sound.SoundFormat.BLOCK_SAMPLES;
import static stream.common.sound.SoundFormat.CHANNELS;
import static stream.common.sound.SoundFormat.FRAMES_PER_SECOND;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An hour of sound from a card with a clock of its own, in as long as it takes to compute.
class SoundHourTest {
    private static final long HOUR_BLOCKS = 3600 * 50;
    /// Blocks come so much later than they were taken, by chance.
    private static final long JITTER_NANOS = 15_000_000;
    /// A sound taken at a time comes out of the timeline for that time, give or take this: the clocks'
    /// drift over the ten seconds that are looked back on, a millisecond of play, and the least jitter
    /// of ten seconds. It leaves the players nearly all of ITU-R BT.1359's 45 ms ahead, 125 ms behind.
    private static final double MOST_SECONDS = 0.005;
    /// Until a first block that came late has been made up for, a millisecond a second.
    private static final double FIRST_MOST_SECONDS = 0.016;
    private static final double FIRST_SECONDS = 20;
    /// What is heard of 20 ms is longer or shorter by no more: 0.2 % is a thirtieth of a semitone.
    private static final double MOST_STRETCH = 0.002;
    /// The sound tells its time: its value grows by one a frame, and begins anew with a block.
    private static final int TURN = 32 * BLOCK_FRAMES;

    @ParameterizedTest
    @ValueSource(ints = {0, 200, -200})
    void staysInStepForAnHourAtARateNobodyHears(int ppm) {
        double cardHertz = FRAMES_PER_SECOND * (1 + ppm / 1e6);
        var timeline = new SoundTimeline(0);
        var random = new Random(ppm);
        var taken = new short[BLOCK_SAMPLES];
        var heard = new short[BLOCK_SAMPLES];
        long frames = 0;
        long arrival = 0;
        long next = 0;
        for (long i = 0; i < HOUR_BLOCKS; i++) {
            for (int frame = 0; frame < BLOCK_FRAMES; frame++, frames++) {
                Arrays.fill(taken, frame * CHANNELS, (frame + 1) * CHANNELS, (short) (frames % TURN));
            }
            long end = (long) (frames / cardHertz * 1e9);
            arrival = Math.max(arrival, end + random.nextLong(JITTER_NANOS));
            // What is due before this block comes.
            for (; (next + 1) * BLOCK_NANOS + SoundLoop.WAIT_NANOS <= arrival; next++) {
                timeline.read(heard, next * BLOCK_FRAMES);
                if (next * BLOCK_NANOS > 1_000_000_000L) {
                    check(heard, next, cardHertz);
                }
            }
            timeline.write(taken, arrival);
        }
        assertTrue(next > HOUR_BLOCKS * 0.999, "blocks out: " + next);
    }

    private static void check(short[] heard, long block, double cardHertz) {
        double at = (double) block * BLOCK_FRAMES / FRAMES_PER_SECOND;
        double wanted = at * cardHertz % TURN;
        double error = Math.IEEEremainder(heard[0] - wanted, TURN) / FRAMES_PER_SECOND;
        double most = at < FIRST_SECONDS ? FIRST_MOST_SECONDS : MOST_SECONDS;
        assertEquals(0, error, most, "sync error in seconds at " + at + " s");
        // From the first to the last frame the sound is to go on by as many; a gap or a jump is far off.
        int span = Math.floorMod(heard[(BLOCK_FRAMES - 1) * CHANNELS] - heard[0], TURN);
        assertEquals(BLOCK_FRAMES - 1, span, MOST_STRETCH * BLOCK_FRAMES, "rate at " + at + " s");
    }
}
