package stream.client.publish;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import stream.client.capture.FrameLoop;
import stream.client.sound.SoundLoop;
import stream.common.control.ChatMessage;
import stream.common.control.ControlMessage;
import stream.common.sound.SoundEncoderProvider;
import stream.common.video.VideoEncoderProvider;

/// A stream from start to stop, over as many connections as it takes.
///
/// ```
///             ┌──────────── try now, or the wait is over ───────────┐
///             ▼                                                     │
/// start → Connecting ──→ Live ──→ lost, busy, unreachable ──→ Waiting
///             │            │
///             └────────────┴────→ stopped, wrong key, taken over … ──→ Ended
/// ```
///
/// **Threads.** All methods may be called from any thread and come back at once, save [#stop] which
/// may wait for the closing handshake. Events come from several threads, one at a time and in order.
public final class Broadcast {
    private static final System.Logger LOG = System.getLogger(Broadcast.class.getName());

    /// How often the server is asked for its clock: often enough to notice a full line within two
    /// frames' patience, and next to nothing in bytes.
    private static final long ASK_MILLIS = 100;
    /// A server that says nothing for so long, though asked ten times a second, is lost.
    private static final long SILENCE_NANOS = 10_000_000_000L;
    /// A connection that held for so long was a good one: the next trouble is a new one.
    private static final long GOOD_NANOS = 10_000_000_000L;

    private final ServerAddress server;
    private final StreamKey key;
    private final FrameLoop loop;
    private final Consumer<BroadcastEvent> events;
    private final LocalClock clock = new LocalClock();
    private final ServerClock serverClock = new ServerClock();
    private final CongestionControl congestion;
    private final PacketWriter packets;
    private final VideoOutlet video;
    private final PictureOutlet pictures;
    private final Meter meter = new Meter(System.nanoTime());
    private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
    private final Semaphore tryNow = new Semaphore(0);
    private final Thread thread;
    private Optional<SoundLoop> soundLoop = Optional.empty();
    private Optional<SoundOutlet> sound = Optional.empty();
    private volatile boolean stopping;
    private volatile Link link;
    private volatile long liveSinceNanos;
    private volatile boolean everLive;
    private long lastChatId;

    public Broadcast(
            ServerAddress server,
            StreamKey key,
            FrameLoop loop,
            VideoEncoderProvider encoders,
            VideoSettings settings,
            Consumer<BroadcastEvent> events) {
        this.server = server;
        this.key = key;
        this.loop = loop;
        this.events = events;
        long now = System.nanoTime();
        congestion = new CongestionControl(settings.bitrateKbps(), now);
        packets = new PacketWriter(clock, serverClock, now);
        video = new VideoOutlet(encoders, settings, congestion, packets, this::encoderFailed);
        pictures = new PictureOutlet(congestion, packets);
        thread = Thread.ofVirtual().name("broadcast").unstarted(this::run);
    }

    /// Sends the sound of this loop too. Before [#start].
    public void addSound(SoundLoop from, SoundEncoderProvider soundEncoders) {
        soundLoop = Optional.of(from);
        // Players of MP4 begin anew when a track is added, for which they need a keyframe.
        sound = Optional.of(new SoundOutlet(
                soundEncoders, congestion, packets, video::requestKeyframe, this::encoderFailed));
    }

    public void start() {
        sound.ifPresent(outlet -> soundLoop.orElseThrow().add(outlet));
        loop.add(video);
        loop.add(pictures);
        thread.start();
    }

    /// Ends the stream; [BroadcastEvent.Ended] follows.
    public void stop() {
        stopping = true;
        thread.interrupt();
    }

    /// Waits until the stream has ended and the connection is closed.
    public boolean awaitEnd(Duration most) throws InterruptedException {
        return thread.join(most);
    }

    /// Cuts a wait for the next attempt short.
    public void tryNow() {
        if (tryNow.availablePermits() == 0) {
            tryNow.release();
        }
    }

    /// Writes a line in the chat. Does nothing while there is no connection.
    ///
    /// @return whether it was sent
    public boolean say(String text) {
        var to = link;
        if (to == null) {
            return false;
        }
        to.send(new ControlMessage.Say(text));
        return true;
    }

    /// How the stream fares since the last call.
    public Figures figures() {
        long now = System.nanoTime();
        var counters = video.counters();
        Meter.Rates rates;
        synchronized (meter) {
            rates = meter.read(counters, now);
        }
        return new Figures(
                everLive ? Duration.ofNanos(now - liveSinceNanos) : Duration.ZERO,
                rates.pictures(),
                rates.frames(),
                rates.kbps(),
                congestion.bitrateKbps(),
                Duration.ofNanos(congestion.roundTripNanos()),
                Duration.ofNanos(Math.max(0, congestion.queueingNanos(now))),
                rates.held(),
                Duration.ofNanos(loop.captureNanos()),
                Duration.ofNanos(rates.encodeNanos()),
                counters.width(),
                counters.height(),
                counters.coarse());
    }

    private void run() {
        var ending = Optional.<Setback>empty();
        try {
            int attempt = 0;
            boolean contested = false;
            while (!stopping) {
                tell(new BroadcastEvent.Connecting(++attempt));
                long start = System.nanoTime();
                var setback = connectAndStream();
                if (System.nanoTime() - start > GOOD_NANOS) {
                    backoff.reset();
                    attempt = 0;
                    contested = false;
                }
                // A server that comes back under load may serve an attempt that was given up here
                // after the one that succeeded: then nobody else streams. Once, for if somebody does,
                // the one who came last is to have the channel.
                if (setback.kind() == Setback.Kind.TAKEN_OVER && attempt > 1 && !contested) {
                    contested = true;
                    setback = new Setback(Setback.Kind.LOST);
                }
                if (!isWorthRetrying(setback.kind())) {
                    ending = Optional.of(setback);
                    break;
                }
                waitBeforeRetry(setback);
            }
        } catch (InterruptedException _) {
            // Stopped; there is nothing more to do than what follows.
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the stream ended by a fault of the program", e);
            ending = Optional.of(new Setback(Setback.Kind.ENCODER_FAILED, String.valueOf(e.getMessage())));
        } finally {
            loop.remove(video);
            loop.remove(pictures);
            sound.ifPresent(outlet -> soundLoop.orElseThrow().remove(outlet));
        }
        tell(new BroadcastEvent.Ended(stopping ? Optional.empty() : ending));
    }

    /// A proxy in front of a server that starts anew answers for it; an address that once was right
    /// stays right.
    private boolean isWorthRetrying(Setback.Kind kind) {
        return kind.isWorthRetrying() || everLive && kind == Setback.Kind.NOT_A_SERVER;
    }

    private void waitBeforeRetry(Setback setback) throws InterruptedException {
        var wait = backoff.next();
        var asked = Duration.ofSeconds(setback.retryAfterSeconds());
        wait = wait.compareTo(asked) < 0 ? asked : wait;
        tryNow.drainPermits();
        tell(new BroadcastEvent.Waiting(setback, wait));
        if (tryNow.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            backoff.reset();
        }
    }

    /// One connection, from the handshake to its end.
    private Setback connectAndStream() throws InterruptedException {
        var session = new Session();
        Link opened;
        try {
            opened = Link.open(server.publishSocket(), key, session);
        } catch (LinkException e) {
            LOG.log(Level.DEBUG, () -> server + ": " + e.getCause());
            return e.setback();
        }
        congestion.reconnected(System.nanoTime());
        link = opened;
        try {
            return session.run(opened);
        } finally {
            link = null;
            sound.ifPresent(SoundOutlet::disconnect);
            video.disconnect();
            pictures.disconnect();
            opened.close();
        }
    }

    private void encoderFailed(RuntimeException failure) {
        LOG.log(Level.ERROR, "the encoder failed", failure);
        var broken = link;
        if (broken != null) {
            broken.fail(new Setback(Setback.Kind.ENCODER_FAILED, String.valueOf(failure.getMessage())));
        }
    }

    private void tell(BroadcastEvent event) {
        synchronized (events) {
            events.accept(event);
        }
    }

    /// What one connection brings.
    private final class Session implements LinkListener {
        private final ArrayBlockingQueue<Setback> ending = new ArrayBlockingQueue<>(1);
        private Link opened;

        /// Streams until the link is gone.
        Setback run(Link opened) throws InterruptedException {
            this.opened = opened;
            opened.start();
            while (true) {
                long now = System.nanoTime();
                if (now - opened.heardNanos() > SILENCE_NANOS) {
                    return new Setback(Setback.Kind.LOST);
                }
                long asked = clock.nanos(clock.micros(now));
                congestion.asked(asked);
                opened.send(new ControlMessage.Clock(clock.micros(asked)));
                var end = ending.poll(ASK_MILLIS, TimeUnit.MILLISECONDS);
                if (end != null) {
                    return end;
                }
            }
        }

        private void goLive(ControlMessage.Welcome hello) {
            if (!everLive) {
                liveSinceNanos = System.nanoTime();
                everLive = true;
            }
            // Sound first, so that players hear of both tracks before the first picture.
            sound.ifPresent(outlet -> outlet.connect(opened));
            video.connect(opened);
            pictures.connect(opened);
            tell(new BroadcastEvent.Live(hello.channel()));
        }

        @Override
        public void received(ControlMessage message) {
            switch (message) {
                case ControlMessage.Welcome hello -> goLive(hello);
                case ControlMessage.Time time -> answered(time);
                case ControlMessage.Keyframe _ -> video.requestKeyframe();
                case ControlMessage.Channel changed -> tell(new BroadcastEvent.ChannelChanged(changed.channel()));
                case ControlMessage.Viewers viewers -> tell(new BroadcastEvent.ViewersChanged(viewers.count()));
                case ControlMessage.Chat chat -> chat(chat);
                case ControlMessage.Removed removed -> tell(new BroadcastEvent.ChatRemoved(removed.ids()));
                case ControlMessage.Notice notice -> tell(new BroadcastEvent.Notice(notice.code(), notice.text()));
                case ControlMessage.Rules _, ControlMessage.Standing _ -> {
                    // The streamer may do everything.
                }
                case ControlMessage.Hello _, ControlMessage.Say _, ControlMessage.Play _, ControlMessage.Clock _ -> {
                    // Only clients say these.
                }
            }
        }

        private void answered(ControlMessage.Time time) {
            long now = System.nanoTime();
            serverClock.answered(time.sentMicros(), time.serverMicros(), clock.micros(now));
            congestion.answered(clock.nanos(time.sentMicros()), now);
        }

        /// After a lost connection the server tells the last lines again; those are known.
        private void chat(ControlMessage.Chat chat) {
            var fresh = chat.messages().stream().filter(line -> line.id() > lastChatId).toList();
            if (!fresh.isEmpty()) {
                lastChatId = fresh.stream().mapToLong(ChatMessage::id).max().orElseThrow();
                tell(new BroadcastEvent.ChatLines(fresh));
            }
        }

        @Override
        public void closed(Setback setback) {
            ending.offer(setback);
        }
    }
}
