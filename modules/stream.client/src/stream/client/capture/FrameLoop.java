package stream.client.capture;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Takes pictures at an even rate and hands each to the outlets that want one: the encoder, the
/// preview, the thumbnail. When nobody wants a picture none is taken.
///
/// ```
/// source → frame, damage → outlet, outlet, outlet
/// ```
///
/// **Threads.** One thread of its own takes pictures and calls the outlets, one after the other; it
/// also opens and closes the source. All methods may be called from any thread. [#remove] comes back
/// at once; the outlet's own [Outlet#removed] says when it will see no more.
public final class FrameLoop implements AutoCloseable {
    /// A screen that could not be read (it was locked, or unplugged) is tried again this often.
    private static final long RETRY_NANOS = 1_000_000_000L;
    /// For so long a source is believed that nothing has changed; then a picture is taken all the same,
    /// as some desktops forget to tell.
    private static final long TRUST_NANOS = 500_000_000L;

    /// Who gets pictures. All methods are called on the loop's thread.
    public interface Outlet {
        /// Whether to take a picture for this outlet now. Called at every tick.
        boolean wants(long nowNanos);

        /// A picture, which must not be kept or changed.
        ///
        /// @param damage what differs from the last picture that this outlet got
        /// @param capturedNanos when it was taken
        void frame(Frame frame, Damage damage, long capturedNanos);

        /// What comes from the next picture on is something else than what came before, which
        /// nobody should see any longer.
        default void cut() {}

        /// No more pictures will come.
        default void removed() {}
    }

    /// Opens the source; called again after it failed.
    @FunctionalInterface
    public interface Opener {
        CaptureSource open() throws CaptureException;
    }

    /// An outlet and what it has not seen yet.
    private static final class Place {
        final Outlet outlet;
        Damage unseen = Damage.NONE;
        boolean wants;
        boolean sawAny;
        volatile boolean leaving;

        Place(Outlet outlet) {
            this.outlet = outlet;
        }
    }

    private final int framesPerSecond;
    private final Consumer<CaptureException> onFailure;
    private final LongSupplier nanoTime;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Opener opener;
    private volatile boolean reopens;
    private volatile boolean closed;
    private volatile String sourceName = "";
    private volatile long captureNanos;
    private volatile PointerStyle pointer = PointerStyle.SHOWN;
    /// What the curtain says; null while it is open.
    private volatile String curtain;
    private String drawnCurtain;
    private CaptureSource source;
    /// What the source knows of the pointer; null when it was not told yet.
    private PointerStyle toldPointer;
    private boolean ready;
    private long capturedNanos;
    /// The newest picture, and the array that the next one goes into.
    private Frame frame = new Frame();
    private Frame spare = new Frame();

    /// @param onFailure told, on the loop's thread, each time that a picture could not be taken
    public FrameLoop(Opener opener, int framesPerSecond, Consumer<CaptureException> onFailure) {
        this(opener, framesPerSecond, onFailure, System::nanoTime);
    }

    FrameLoop(Opener opener, int framesPerSecond, Consumer<CaptureException> onFailure, LongSupplier nanoTime) {
        this.opener = opener;
        this.framesPerSecond = framesPerSecond;
        this.onFailure = onFailure;
        this.nanoTime = nanoTime;
        // A platform thread: capturing and encoding are computation, which virtual threads are not for.
        thread = Thread.ofPlatform().name("frames").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public void add(Outlet outlet) {
        places.add(new Place(outlet));
        LockSupport.unpark(thread);
    }

    public void remove(Outlet outlet) {
        for (var place : places) {
            if (place.outlet == outlet) {
                place.leaving = true;
            }
        }
        LockSupport.unpark(thread);
    }

    /// Takes pictures from another source from the next one on.
    public void switchTo(Opener other) {
        opener = other;
        reopens = true;
    }

    /// Hides the source at once: from now on no picture of it is given to anybody. The source is
    /// closed, so that a camera goes dark.
    ///
    /// @param words what the still picture says that is shown in its place
    public void hide(String words) {
        curtain = words;
        LockSupport.unpark(thread);
    }

    /// Shows the source again after [#hide].
    public void show() {
        curtain = null;
    }

    /// Shows the pointer in this way from the next picture on.
    public void pointer(PointerStyle style) {
        pointer = style;
    }

    public int framesPerSecond() {
        return framesPerSecond;
    }

    /// How pictures are taken, such as `robot`; empty before the first.
    public String sourceName() {
        return sourceName;
    }

    /// How long the last picture took to take.
    public long captureNanos() {
        return captureNanos;
    }

    /// Ends the loop; outlets are told, the source is closed.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        var pacer = new Pacer(framesPerSecond, nanoTime.getAsLong());
        while (!closed) {
            long wait = pacer.waitNanos(nanoTime.getAsLong());
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            pacer.taken(nanoTime.getAsLong());
            try {
                tick();
            } catch (CaptureException e) {
                failed(e);
            } catch (RuntimeException e) {
                failed(new CaptureException("Taking a picture failed.", e));
            }
        }
        places.forEach(place -> place.outlet.removed());
        closeSource();
    }

    private void failed(CaptureException failure) {
        closeSource();
        // What outlets show in its place must go again, be the next picture like the last.
        places.forEach(place -> place.sawAny = false);
        onFailure.accept(failure);
        LockSupport.parkNanos(RETRY_NANOS);
    }

    /// Takes one picture if anybody wants it.
    void tick() throws CaptureException {
        long now = nanoTime.getAsLong();
        boolean wanted = false;
        for (var place : places) {
            if (place.leaving) {
                places.remove(place);
                place.outlet.removed();
            } else {
                place.wants = place.outlet.wants(now);
                wanted |= place.wants;
            }
        }
        if (wanted) {
            capture(now);
        }
    }

    private void capture(long now) throws CaptureException {
        if (coveredBy(curtain, now)) {
            return;
        }
        if (reopens) {
            reopens = false;
            closeSource();
            places.forEach(place -> place.outlet.cut());
        }
        if (source == null) {
            source = opener.open();
            sourceName = source.name();
            ready = false;
            toldPointer = null;
        }
        var style = pointer;
        if (style != toldPointer) {
            source.pointer(style);
            toldPointer = style;
            capturedNanos = now - TRUST_NANOS;
        }
        if (!ready) {
            ready = source.isReady();
            if (!ready) {
                return;
            }
        }
        if (now - capturedNanos < TRUST_NANOS && !source.mayHaveChanged()) {
            captureNanos = nanoTime.getAsLong() - now;
            deliver(Damage.NONE, true, now);
            return;
        }
        source.capture(spare);
        if (coveredBy(curtain, now)) {
            // It was hidden while the picture was being taken.
            return;
        }
        capturedNanos = now;
        captureNanos = nanoTime.getAsLong() - now;
        deliverSpare(now);
    }

    /// Delivers the curtain when it is drawn.
    private boolean coveredBy(String words, long now) {
        boolean moved = !Objects.equals(words, drawnCurtain);
        if (moved) {
            places.forEach(place -> place.outlet.cut());
        }
        if (words == null) {
            drawnCurtain = null;
            return false;
        }
        if (moved) {
            Curtain.draw(words, frame, spare);
            // Not before it is drawn: should that fail, nothing is shown.
            drawnCurtain = words;
            deliverSpare(now);
            closeSource();
        } else {
            deliver(Damage.NONE, true, now);
        }
        return true;
    }

    /// Makes the picture that was just taken the newest.
    private void deliverSpare(long now) {
        boolean sameSize = frame.sameSizeAs(spare);
        var damage = Damage.between(frame, spare);
        var swap = frame;
        frame = spare;
        spare = swap;
        deliver(damage, sameSize, now);
    }

    /// Gives the newest frame to those who want one, and notes for the others what they have not seen.
    private void deliver(Damage damage, boolean sameSize, long now) {
        for (var place : places) {
            place.unseen = sameSize && place.sawAny ? place.unseen.and(damage) : Damage.all(frame);
            if (place.wants) {
                var unseen = place.unseen;
                place.unseen = Damage.NONE;
                place.sawAny = true;
                place.wants = false;
                place.outlet.frame(frame, unseen, now);
            }
        }
    }

    private void closeSource() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
