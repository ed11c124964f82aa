package stream.client.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import stream.common.sound.SoundFormat;

/// An input that gives the same sample all the time, a block every 20 ms.
public final class ToneInput implements SoundInput {
    private final Kind kind;
    private final short sample;
    public volatile boolean isOut;
    private volatile int opened;

    public ToneInput(Kind kind, int sample) {
        this.kind = kind;
        this.sample = (short) sample;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String id() {
        return "tone";
    }

    @Override
    public String name() {
        return "Tone";
    }

    @Override
    public boolean followsSystem() {
        return false;
    }

    /// How often it was opened.
    public int opened() {
        return opened;
    }

    @Override
    public SoundSource open() throws SoundException {
        opened++;
        var closed = new CountDownLatch(1);
        return new SoundSource() {
            private long next = System.nanoTime();

            @Override
            public void read(byte[] block) throws SoundException {
                next += SoundFormat.BLOCK_NANOS;
                try {
                    if (isOut || closed.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        throw new SoundException("The plug is out.");
                    }
                } catch (InterruptedException e) {
                    throw new SoundException("interrupted", e);
                }
                var out = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
                while (out.hasRemaining()) {
                    out.put(sample);
                }
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }
}
