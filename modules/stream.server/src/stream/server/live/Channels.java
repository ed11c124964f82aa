package stream.server.live;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import stream.common.control.ChannelState;
import stream.common.control.ChannelState.Presence;
import stream.net.websocket.CloseCode;
import stream.net.websocket.WebSocketConnection;
import stream.server.chat.ChatLog;
import stream.server.chat.ChatPace;
import stream.server.chat.ChatWriter;
import stream.server.chat.Room;
import stream.server.chat.Speaker;

/// All channels that somebody watches or streams to, and the threads that serve them.
///
/// **Threads.** Any thread.
public final class Channels implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Channels.class.getName());
    private static final long TICK_MILLIS = 250;
    /// Viewers who have begun a packet and take no more hold at most this share of the rings' memory
    /// together: thousands of usual pictures, but not what somebody makes who sends the largest packets to
    /// hundreds of viewers of his own that read nothing.
    private static final int BACKLOG_SHARE = 4;

    /// What the live path may use.
    ///
    /// @param shards threads that serve viewers
    /// @param ringBytes direct memory for the rings of all channels together
    public record Settings(int shards, long ringBytes) {
        public Settings {
            if (shards < 1 || ringBytes < Ring.SMALLEST_BYTES) {
                throw new IllegalArgumentException("at least one shard and one ring are needed");
            }
        }

        /// A shard for each processor, and half of the direct memory that the virtual machine allows.
        public static Settings ofThisMachine() {
            var runtime = Runtime.getRuntime();
            long rings = Math.max(Ring.LARGEST_BYTES, runtime.maxMemory() / 2);
            return new Settings(runtime.availableProcessors(), rings);
        }
    }

    /// A channel and how many connections hold it, which is what keeps it from being forgotten between
    /// being looked up and being entered.
    private static final class Held {
        final Channel channel;
        int holders;

        Held(Channel channel) {
            this.channel = channel;
        }
    }

    private final TimeSource time;
    private final Standings standings;
    private final ChatLog chatLog;
    private final ChatWriter chatWriter;
    private final ChatPace pace = new ChatPace();
    private final MemoryBudget budget;
    private final MemoryBudget backlog;
    private final Shards shards;
    private final Map<String, Held> channels = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread ticker;

    public Channels(Settings settings, ChatLog chatLog, Standings standings, TimeSource time) throws IOException {
        this.time = time;
        this.chatLog = chatLog;
        this.standings = standings;
        budget = new MemoryBudget(settings.ringBytes());
        backlog = new MemoryBudget(settings.ringBytes() / BACKLOG_SHARE);
        shards = new Shards(settings.shards(), time);
        chatWriter = new ChatWriter(chatLog);
        ticker = Thread.ofVirtual().name("channels").start(this::tick);
    }

    /// Serves a viewer's connection: returns when a shard has it or when it has ended.
    ///
    /// @param visitor who is signed in
    public void watch(Profile profile, WebSocketConnection connection, Visitor visitor) throws IOException {
        var held = hold(profile);
        try {
            var seat = held.channel.seat(visitor, connection);
            new ViewerSession(held.channel, connection, seat, time).run();
        } finally {
            letGo(profile, held);
        }
    }

    /// Serves a publisher's connection until it has ended.
    ///
    /// @param visitor who is signed in: the streamer
    public void publish(Profile profile, WebSocketConnection connection, Visitor visitor) throws IOException {
        var held = hold(profile);
        try {
            var seat = held.channel.seat(visitor, connection);
            new PublisherSession(held.channel, connection, seat, time).run();
        } finally {
            letGo(profile, held);
        }
    }

    /// What is live or away, most viewers first.
    public List<ChannelState> live() {
        return channels.values().stream()
                .map(held -> held.channel.state())
                .filter(state -> state.presence() != Presence.OFFLINE)
                .sorted(Comparator.comparingInt(ChannelState::viewers)
                        .reversed()
                        .thenComparing(ChannelState::name))
                .toList();
    }

    /// Everything in numbers.
    public LiveFigures figures() {
        var states = channels.values().stream().map(held -> held.channel.state()).toList();
        return new LiveFigures(states.size(), count(states, Presence.LIVE), count(states, Presence.AWAY),
                states.stream().mapToInt(ChannelState::viewers).sum(),
                shards.sum(t -> t.receivedPackets), shards.sum(t -> t.receivedBytes),
                shards.sum(t -> t.sentPackets), shards.sum(t -> t.sentBytes), shards.sum(t -> t.leftOut),
                shards.sum(t -> t.skips), shards.sum(t -> t.stalled), shards.sum(t -> t.hastyLines),
                budget.used(), shards.deliveries());
    }

    private static int count(List<ChannelState> states, Presence presence) {
        return (int) states.stream().filter(state -> state.presence() == presence).count();
    }

    /// The channel of this streamer, nothing when nobody is there.
    public Optional<Channel> find(String name) {
        return Optional.ofNullable(channels.get(key(name))).map(held -> held.channel);
    }

    /// The streamer described the channel anew.
    public void describe(Profile profile) {
        find(profile.name()).ifPresent(channel -> channel.describe(profile));
    }

    /// The stream key was changed: what streams with the old one ends.
    public void revoke(String name) {
        find(name).ifPresent(channel -> channel.endStream(CloseCode.KEY_REVOKED, "the stream key was changed"));
    }

    /// An admin ends the stream; the streamer may begin another.
    public void end(String name) {
        find(name).ifPresent(channel -> channel.endStream(CloseCode.ENDED_BY_ADMIN, "an admin ended the stream"));
    }

    /// The streamer was banned from the site: the stream ends.
    public void ban(String name) {
        find(name).ifPresent(channel -> channel.endStream(CloseCode.BANNED, "the account was banned"));
    }

    /// The account is gone: the stream ends and everybody leaves.
    public void remove(String name) {
        find(name).ifPresent(channel -> {
            channel.endStream(CloseCode.KEY_REVOKED, "the account was removed");
            channel.closeAll(CloseCode.KEY_REVOKED, "the account was removed");
        });
    }

    /// What is done with a channel that may not be forgotten meanwhile.
    @FunctionalInterface
    public interface Act<T> {
        T on(Channel channel) throws IOException;
    }

    /// Does something with the channel, which is opened if nobody is there: what is stored in the act
    /// reaches everybody, those too who come at that moment.
    public <T> T with(Profile profile, Act<T> act) throws IOException {
        var held = hold(profile);
        try {
            return act.on(held.channel);
        } finally {
            letGo(profile, held);
        }
    }

    /// Takes away what somebody wrote, wherever it is shown.
    public void removeLinesOf(String name) {
        for (var held : channels.values()) {
            try {
                held.channel.removeLines(held.channel.linesOf(name));
            } catch (IOException _) {
                // The store has logged it, and the chat's writer tries again.
            }
        }
    }

    /// Sessions of a user have ended: who spoke with them is closed, and may come back as nobody.
    ///
    /// @param sessions which of them
    public void endSessions(long userId, Predicate<String> sessions) {
        channels.values().forEach(held -> held.channel.guests()
                .end(userId, sessions, CloseCode.SESSION_ENDED, "the session has ended"));
    }

    /// Who is signed in on a socket now; who has several comes once for each session.
    public Set<Visitor> visitors() {
        var visitors = new HashSet<Visitor>();
        channels.values().forEach(held -> held.channel.guests().forEach(visitors::add));
        return visitors;
    }

    /// Asks anew what people may do in the chats that they are in; blocks for as long as the store does.
    ///
    /// @param doubtful whom to ask about
    public void review(Predicate<Speaker> doubtful) throws IOException {
        for (var held : channels.values()) {
            held.channel.guests().review(doubtful);
        }
    }

    private Held hold(Profile profile) {
        var key = key(profile.name());
        if (!channels.containsKey(key)) {
            // Read before the map is locked: the log may be slow.
            var room = openRoom(key);
            channels.computeIfAbsent(
                    key,
                    _ -> held(profile, room));
        }
        var held = channels.compute(key, (_, present) -> {
            var kept = present != null
                    ? present : held(profile, Room.empty(key, pace, time.wallMillis()));
            kept.holders++;
            return kept;
        });
        held.channel.describe(profile);
        return held;
    }

    private Held held(Profile profile, Room room) {
        return new Held(new Channel(profile, room, standings, shards, budget, backlog, chatWriter, time));
    }

    private Room openRoom(String key) {
        try {
            return Room.open(key, pace, chatLog, time.wallMillis());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the chat of " + key + " begins without its past", e);
            return Room.empty(key, pace, time.wallMillis());
        }
    }

    private void letGo(Profile profile, Held held) {
        channels.computeIfPresent(key(profile.name()), (_, present) -> {
            held.holders--;
            return present;
        });
    }

    private void tick() {
        try {
            while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = time.nanos();
                for (var key : channels.keySet()) {
                    channels.computeIfPresent(key, (_, held) -> {
                        held.channel.tick(now);
                        return held.holders == 0 && held.channel.isIdle() ? null : held;
                    });
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Lets everybody go with 1001 and ends the threads; returns a few seconds later at the latest.
    @Override
    public void close() {
        stopped.countDown();
        for (var held : channels.values()) {
            held.channel.closeAll(CloseCode.GOING_AWAY, "the server stops");
        }
        shards.close();
        chatWriter.close();
    }
}
