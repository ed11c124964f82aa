package stream.client.sound;

import static stream.common.sound.SoundFormat.BLOCK_SAMPLES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// One input with its level, mute and meter. A thread of its own reads the input; when that fails it
/// opens it again, as a microphone may be plugged in again.
///
/// **Threads.** [#mixInto] is called by one; the rest by any.
final class SoundChannel implements AutoCloseable {
    private static final long RETRY_MILLIS = 2000;

    private final SoundInput input;
    private final SoundLoop.Listener listener;
    private final LongSupplier nanoTime;
    private final SoundTimeline timeline;
    private final short[] mixed = new short[BLOCK_SAMPLES];
    private final AtomicInteger peak = new AtomicInteger();
    private final Thread reader;
    private volatile boolean closed;
    private volatile SoundSource source;

    /// @param originNanos the time of frame 0 of the mixing
    SoundChannel(SoundInput input, SoundLoop.Listener listener, LongSupplier nanoTime, long originNanos) {
        this.input = input;
        this.listener = listener;
        this.nanoTime = nanoTime;
        timeline = new SoundTimeline(originNanos);
        reader = Thread.ofPlatform().daemon().name("sound-input").unstarted(this::run);
    }

    void start() {
        reader.start();
    }

    SoundInput input() {
        return input;
    }

    private void run() {
        while (!closed) {
            try (var opened = input.open()) {
                source = opened;
                // Who closes this looks at the source after having said so.
                timeline.restart();
                readFrom(opened);
            } catch (SoundException e) {
                if (!closed) {
                    listener.failed(input, e);
                    pause();
                }
            }
        }
    }

    private void readFrom(SoundSource opened) throws SoundException {
        var bytes = new byte[BLOCK_SAMPLES * Short.BYTES];
        var samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        var block = new short[BLOCK_SAMPLES];
        while (!closed) {
            opened.read(bytes);
            samples.rewind().get(block);
            timeline.write(block, nanoTime.getAsLong());
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException _) {
            // Closed, which the loop sees.
        }
    }

    /// Adds the sound of a block's length.
    ///
    /// @param percent 100 for as loud as it comes
    void mixInto(int[] sum, long firstFrame, int percent, boolean muted) {
        timeline.read(mixed, firstFrame);
        int loudest = 0;
        for (int i = 0; i < mixed.length; i++) {
            int sample = mixed[i] * percent / 100;
            loudest = Math.max(loudest, Math.abs(sample));
            if (!muted) {
                sum[i] += sample;
            }
        }
        peak.accumulateAndGet(Math.min(loudest, Short.MAX_VALUE), Math::max);
    }

    /// The loudest sample since the last call, muted or not: 0 to 1.
    double takePeak() {
        return peak.getAndSet(0) / (double) Short.MAX_VALUE;
    }

    @Override
    public void close() {
        closed = true;
        var open = source;
        if (open != null) {
            open.close();
        }
        reader.interrupt();
    }
}
