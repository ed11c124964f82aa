package stream.client.sound;

import static stream.common.sound.SoundFormat.BLOCK_FRAMES;
import static stream.common.sound.SoundFormat.BLOCK_NANOS;
import static stream.common.sound.SoundFormat.CHANNELS;
import static stream.common.sound.SoundFormat.FRAMES_PER_SECOND;

import java.util.Arrays;

/// The sound of one input, placed by the computer's clock: blocks go in as they arrive, by the sound
/// card's clock, and come out for the times that are asked for. What never came is silence.
///
/// The two clocks drift apart. A block that would lie 1 ms or more from its place is made one frame
/// longer or shorter, a thousandth, which nobody hears; one that is far away is put where it belongs.
///
/// **Threads.** One writes, one reads.
final class SoundTimeline {
    /// A third of a second, a power of two: several times what is ever waiting.
    private static final int FRAMES = 1 << 14;
    private static final int STRETCH_FRAMES = FRAMES_PER_SECOND / 1000;
    private static final int JUMP_FRAMES = FRAMES_PER_SECOND / 20;

    private final long originNanos;
    private final short[] ring = new short[FRAMES * CHANNELS];
    private final short[] stretched = new short[(BLOCK_FRAMES + 1) * CHANNELS];
    private SampleClock clock = new SampleClock();
    private long blocks;
    private boolean placed;
    /// Where the next block begins if it follows the one before, in frames since the origin.
    private long next;
    /// What lies before this was read, or is too late.
    private long readTo;

    /// @param originNanos the time of frame 0
    SoundTimeline(long originNanos) {
        this.originNanos = originNanos;
    }

    /// The source begins anew: what comes need not follow what came.
    synchronized void restart() {
        clock = new SampleClock();
        blocks = 0;
        placed = false;
    }

    /// @param block 20 ms, the newest
    synchronized void write(short[] block, long arrivedNanos) {
        blocks++;
        long start = clock.at(blocks * BLOCK_NANOS, arrivedNanos) - BLOCK_NANOS;
        long place = frameAt(start);
        long behind = place - next;
        if (!placed || Math.abs(behind) > JUMP_FRAMES) {
            placed = true;
            next = place;
            behind = 0;
        }
        int frames = BLOCK_FRAMES + (behind >= STRETCH_FRAMES ? 1 : behind <= -STRETCH_FRAMES ? -1 : 0);
        put(frames == BLOCK_FRAMES ? block : stretch(block, frames), frames);
        next += frames;
    }

    private long frameAt(long nanos) {
        return Math.floorDiv((nanos - originNanos) * (FRAMES_PER_SECOND / 1000), 1_000_000);
    }

    /// The block in another number of frames, each between two of it.
    private short[] stretch(short[] block, int frames) {
        for (int i = 0; i < frames; i++) {
            // In 1/frames of a frame of the block.
            int at = i * (BLOCK_FRAMES - 1) / (frames - 1);
            int rest = i * (BLOCK_FRAMES - 1) - at * (frames - 1);
            int after = Math.min(at + 1, BLOCK_FRAMES - 1);
            for (int c = 0; c < CHANNELS; c++) {
                int left = block[at * CHANNELS + c];
                int right = block[after * CHANNELS + c];
                stretched[i * CHANNELS + c] = (short) (left + (right - left) * rest / (frames - 1));
            }
        }
        return stretched;
    }

    private void put(short[] samples, int frames) {
        long from = Math.max(next, readTo);
        long to = Math.min(next + frames, readTo + FRAMES);
        for (long frame = from; frame < to; frame++) {
            int at = (int) (frame & FRAMES - 1) * CHANNELS;
            int of = (int) (frame - next) * CHANNELS;
            for (int c = 0; c < CHANNELS; c++) {
                ring[at + c] = samples[of + c];
            }
        }
    }

    /// Takes the sound of a block's length from a frame on. What lies between the block before and this
    /// one is lost.
    ///
    /// @param firstFrame since the origin, not before the end of the last block
    synchronized void read(short[] block, long firstFrame) {
        if (firstFrame != readTo) {
            Arrays.fill(ring, (short) 0);
        }
        for (int i = 0; i < BLOCK_FRAMES; i++) {
            int at = (int) (firstFrame + i & FRAMES - 1) * CHANNELS;
            for (int c = 0; c < CHANNELS; c++) {
                block[i * CHANNELS + c] = ring[at + c];
                ring[at + c] = 0;
            }
        }
        readTo = firstFrame + BLOCK_FRAMES;
    }
}
