package stream.client.sound;

import static stream.common.sound.SoundFormat.BLOCK_FRAMES;
import static stream.common.sound.SoundFormat.BLOCK_NANOS;
import static stream.common.sound.SoundFormat.BLOCK_SAMPLES;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Mixes what the microphone hears and what the computer plays, 20 ms at a time, and hands it to its
/// outlets, even and without gaps: once there has been an input, silence follows when there is none.
///
/// **Threads.** Outlets are called on the loop's thread, `sound`; all methods may be called from any.
public final class SoundLoop implements AutoCloseable {
    public static final int MOST_PERCENT = 200;
    /// How long a block waits for sound that comes late: a fragment of 20 ms from the sound server, and
    /// as much for threads that are not woken in time. Pictures take no less to be encoded and shown.
    static final long WAIT_NANOS = 40_000_000;
    /// A thread that is so late was asleep with the whole computer; what it missed is not made up for.
    private static final long ASLEEP_NANOS = 500_000_000;

    /// Where the sound goes.
    public interface Outlet {
        /// @param samples as in [stream.common.sound.SoundFormat]; the loop's own, valid during the call
        /// @param startNanos when its first sample was taken, by [System#nanoTime()]
        void block(short[] samples, long startNanos);

        /// Nothing comes any more. On the loop's thread.
        void removed();
    }

    /// Who wants to know what becomes of the inputs.
    public interface Listener {
        /// The input gives no sound; it is tried again until another is chosen. From any thread.
        void failed(SoundInput input, SoundException failure);
    }

    /// What is chosen for one kind of input.
    private static final class Slot {
        private volatile SoundChannel channel;
        private volatile int percent = 100;
        private volatile boolean muted;
    }

    private final Listener listener;
    private final LongSupplier nanoTime;
    private final long originNanos;
    private final Map<SoundInput.Kind, Slot> slots = new EnumMap<>(SoundInput.Kind.class);
    private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
    private final List<Outlet> leaving = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("sound").unstarted(this::run);
    private final int[] sum = new int[BLOCK_SAMPLES];
    private final short[] mixed = new short[BLOCK_SAMPLES];
    private long blocks;
    private volatile boolean begun;
    private volatile boolean closed;

    public SoundLoop(Listener listener) {
        this(listener, System::nanoTime);
    }

    SoundLoop(Listener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        originNanos = nanoTime.getAsLong();
        for (var kind : SoundInput.Kind.values()) {
            slots.put(kind, new Slot());
        }
    }

    public void start() {
        thread.start();
    }

    /// Takes the sound of this kind from here from now on, or from nowhere.
    public void choose(SoundInput.Kind kind, Optional<SoundInput> input) {
        var slot = slots.get(kind);
        synchronized (slot) {
            var before = slot.channel;
            slot.channel = null;
            if (before != null) {
                before.close();
            }
            if (input.isPresent() && !closed) {
                var channel = new SoundChannel(input.get(), listener, nanoTime, originNanos);
                slot.channel = channel;
                begun = true;
                channel.start();
            }
        }
    }

    /// What is taken for this kind.
    public Optional<SoundInput> chosen(SoundInput.Kind kind) {
        return Optional.ofNullable(slots.get(kind).channel).map(SoundChannel::input);
    }

    /// @param percent 0 to [#MOST_PERCENT], 100 for as loud as it comes
    public void level(SoundInput.Kind kind, int percent) {
        if (percent < 0 || percent > MOST_PERCENT) {
            throw new IllegalArgumentException("a level of " + percent + " %");
        }
        slots.get(kind).percent = percent;
    }

    public void mute(SoundInput.Kind kind, boolean muted) {
        slots.get(kind).muted = muted;
    }

    public boolean isMuted(SoundInput.Kind kind) {
        return slots.get(kind).muted;
    }

    /// The loudest that came in for this kind since the last call, at its level, muted or not: 0 to 1.
    public double takePeak(SoundInput.Kind kind) {
        var channel = slots.get(kind).channel;
        return channel == null ? 0 : channel.takePeak();
    }

    public void add(Outlet outlet) {
        outlets.add(outlet);
    }

    public void remove(Outlet outlet) {
        if (outlets.remove(outlet)) {
            leaving.add(outlet);
        }
    }

    private void run() {
        while (!closed) {
            long wait = tick();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
        }
        outlets.forEach(this::remove);
        sayGoodbye();
    }

    /// Mixes and hands over the next block if it is time.
    ///
    /// @return how long to wait until there may be one, ns
    long tick() {
        sayGoodbye();
        long now = nanoTime.getAsLong();
        long wait = originNanos + (blocks + 1) * BLOCK_NANOS + WAIT_NANOS - now;
        if (wait > 0) {
            return wait;
        }
        if (-wait > ASLEEP_NANOS) {
            blocks += -wait / BLOCK_NANOS;
        }
        if (begun) {
            mix(blocks * BLOCK_FRAMES);
            long start = originNanos + blocks * BLOCK_NANOS;
            outlets.forEach(outlet -> outlet.block(mixed, start));
        }
        blocks++;
        return 0;
    }

    private void mix(long firstFrame) {
        Arrays.fill(sum, 0);
        for (var slot : slots.values()) {
            var channel = slot.channel;
            if (channel != null) {
                channel.mixInto(sum, firstFrame, slot.percent, slot.muted);
            }
        }
        for (int i = 0; i < sum.length; i++) {
            mixed[i] = (short) Math.clamp(sum[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    private void sayGoodbye() {
        for (var outlet : leaving) {
            leaving.remove(outlet);
            outlet.removed();
        }
    }

    /// Ends the loop and lets go of the inputs.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        for (var kind : SoundInput.Kind.values()) {
            choose(kind, Optional.empty());
        }
    }
}
