package stream.server.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import stream.common.control.ChannelState;
import stream.common.control.ChatMessage;
import stream.common.control.ControlMessage;
import stream.common.control.ControlMessage.Chat;
import stream.common.control.ControlMessage.Format;
import stream.common.control.ControlMessage.Keyframe;
import stream.common.control.ControlMessage.Notice;
import stream.common.control.ControlMessage.Removed;
import stream.common.control.ControlMessage.Rules;
import stream.common.control.ControlMessage.Viewers;
import stream.common.control.ControlMessage.Welcome;
import stream.common.media.MediaPacket;
import stream.net.websocket.CloseCode;
import stream.net.websocket.WebSocketConnection;
import stream.net.websocket.WebSocketConnection.Released;
import stream.net.websocket.WebSocketException;
import stream.server.chat.ChatRules;
import stream.server.chat.ChatWriter;
import stream.server.chat.Room;
import stream.server.chat.Speaker;
import stream.server.live.ShardMember.Role;

/// One streamer's channel: who publishes, who watches, what is shown and said.
///
/// **Threads.** Any thread. What changes is guarded by the channel itself; nothing under that lock
/// blocks, since an [Audience] only queues.
public final class Channel {
    private final Traffic traffic;
    private final MemoryBudget budget;
    private final MemoryBudget backlog;
    private final ChatWriter chatWriter;
    private final TimeSource time;
    private final Room room;
    private final Standings standings;
    private final Guests guests;

    private volatile Profile profile;
    private volatile byte[] picture;
    private volatile boolean rulesKnown;

    // Guarded by this.
    private final Audiences audiences;
    private final OnAir onAir = new OnAir();
    private final KeyframeRequests keyframeRequests = new KeyframeRequests();
    private final Past past = new Past();
    private final ViewerCount viewers;
    private PublisherSession publisher;
    private Broadcast broadcast;

    Channel(
            Profile profile,
            Room room,
            Standings standings,
            Shards shards,
            MemoryBudget budget,
            MemoryBudget backlog,
            ChatWriter chatWriter,
            TimeSource time) {
        this.profile = profile;
        this.room = room;
        this.standings = standings;
        guests = new Guests(standings, profile.name());
        audiences = new Audiences(shards);
        traffic = shards.elsewhere();
        this.budget = budget;
        this.backlog = backlog;
        this.chatWriter = chatWriter;
        this.time = time;
        viewers = new ViewerCount(profile.name(), time.nanos());
    }

    /// Where what is relayed here, and not by a shard, is counted.
    Traffic traffic() {
        return traffic;
    }

    /// What its viewers may hold of packets that they have begun, together with those of all channels.
    MemoryBudget backlog() {
        return backlog;
    }

    public Profile profile() {
        return profile;
    }

    public synchronized ChannelState state() {
        var p = profile;
        return new ChannelState(
                p.name(), p.title(), p.description(), p.game(), p.language(),
                onAir.presence(), onAir.startedMillis(), viewers.all());
    }

    /// How many have watched the stream that is on, or was.
    public synchronized Curve attendance() {
        return onAir.attendance();
    }

    /// The last picture that the publisher sent, a PNG; shared, not to be changed.
    public Optional<byte[]> picture() {
        return Optional.ofNullable(picture);
    }

    // Who is signed in.

    /// Before a connection is greeted: finds out what its visitor may do here, and blocks meanwhile.
    Seat seat(Visitor visitor, WebSocketConnection connection) {
        if (!visitor.isNobody()) {
            learnRules();
        }
        return guests.seat(visitor, new Line() {
            @Override
            public void tell(Text text) {
                // The greeting that follows holds what matters.
            }

            @Override
            public void end(int code, String reason) {
                connection.close(code, reason);
            }
        });
    }

    /// The rules matter from the first who may write on.
    private void learnRules() {
        if (rulesKnown) {
            return;
        }
        try {
            var rules = standings.rules(profile.name());
            synchronized (this) {
                if (!rulesKnown) {
                    become(rules);
                }
            }
        } catch (IOException _) {
            // The store has logged it; nobody gets to write meanwhile, and the next one asks again.
        }
    }

    private void become(ChatRules rules) {
        rulesKnown = true;
        var before = rulesMessage();
        room.rules(rules);
        var now = rulesMessage();
        if (!now.equals(before)) {
            audiences.tell(now);
        }
    }

    private Rules rulesMessage() {
        var rules = room.rules().effective();
        return new Rules(rules.slowSeconds(), rules.followersOnly(), rules.ageSeconds(), rules.shield());
    }

    /// The connection has ended.
    void unseat(Seat seat) {
        guests.remove(seat);
    }

    Guests guests() {
        return guests;
    }

    // Viewers.

    /// Gives a viewer's socket to a shard.
    synchronized void enter(Released socket, Format format, Seat seat, long since) {
        count(seat.visitor(), format, 1);
        var gallery = audiences.seat(broadcast);
        var member = new ShardMember(
                this, gallery, socket, format, seat, Role.VIEWER, time);
        var greeting = greeting(seat, since);
        seat.moveTo(member.line());
        gallery.shard().execute(() -> member.admit(greeting, socket.unread()));
    }

    /// Gives the publisher's socket to a shard.
    ///
    /// @param since the last line of chat that the publisher was greeted with
    synchronized void enter(Released socket, PublisherSession session, Seat seat, long since) {
        var gallery = audiences.seat(broadcast);
        var member = new ShardMember(
                this, gallery, socket, Format.NONE, seat, session, time);
        var news = news(since);
        seat.moveTo(member.line());
        gallery.shard().execute(() -> member.admit(news, socket.unread()));
    }

    /// A member's socket was closed.
    synchronized void leave(ShardMember member, boolean watched) {
        unseat(member.seat());
        audiences.unseat(member.gallery());
        if (watched) {
            count(member.seat().visitor(), member.format(), -1);
        }
    }

    private void count(Visitor visitor, Format format, int change) {
        viewers.count(visitor, format, change, time.nanos());
        if (format == Format.MP4 && viewers.isMp4Wanted() && broadcast != null && startMp4()) {
            audiences.tune(broadcast);
        }
    }

    /// Whether there is an MP4 ring that was not there before.
    private boolean startMp4() {
        try {
            return broadcast.startMp4(time.nanos());
        } catch (OutOfRoomException _) {
            // Its viewers have the chat, and the media when there is room again for the next one.
            return false;
        }
    }

    /// What a newcomer is sent first.
    synchronized Greeting greeting(Seat seat, long since) {
        var welcome = new Welcome(seat.visitor().name(), state());
        return greeting(welcome, guests.standing(seat.visitor()), since);
    }

    /// What may have changed since somebody was greeted.
    private Greeting news(long since) {
        return greeting(new ControlMessage.Channel(state()), Optional.empty(), since);
    }

    private Greeting greeting(ControlMessage first, Optional<Text> standing, long since) {
        var texts = new ArrayList<Text>();
        texts.add(new Text(first));
        texts.add(new Text(rulesMessage()));
        standing.ifPresent(texts::add);
        removed(since).ifPresent(texts::add);
        var lines = room.since(since);
        if (lines.isEmpty()) {
            return new Greeting(texts, since);
        }
        texts.add(since == 0 ? past.of(lines) : new Text(new Chat(lines)));
        return new Greeting(texts, lines.getLast().id());
    }

    private Optional<Text> removed(long since) {
        var ids = room.removedUntil(since);
        return ids.isEmpty() ? Optional.empty() : Optional.of(new Text(new Removed(ids)));
    }

    // Chat and profile.

    /// Somebody writes in the chat.
    void say(Visitor visitor, String text, Client.Replies replies) {
        Room.Outcome outcome;
        synchronized (this) {
            outcome = room.say(guests.speaker(visitor), text, time.nanos(), time.wallMillis());
            // Told under the lock, so that a newcomer gets each line once: greeted with it or told it.
            if (outcome instanceof Room.Outcome.Said(var line)) {
                audiences.tell(new Chat(List.of(line)));
            }
        }
        switch (outcome) {
            case Room.Outcome.Said _ -> chatWriter.wrote(room);
            case Room.Outcome.Refused(var code, var why, long seconds) -> {
                if (code.equals("slow-down")) {
                    traffic().hastyLines.increment();
                }
                replies.reply(new Text(new Notice(code, why, seconds)));
            }
        }
    }

    // Moderation. Each change was stored before, but for lines, which may be on their way to the store.

    /// Lines of chat are taken away, and do not come back after a crash once this returns.
    ///
    /// @throws IOException when that could not be stored; everybody was told, and it will be
    public void removeLines(Collection<Long> ids) throws IOException {
        if (ids.isEmpty()) {
            return;
        }
        synchronized (this) {
            room.remove(ids);
            audiences.tell(new Removed(List.copyOf(ids)));
        }
        chatWriter.write(room);
    }

    /// The lines of this writer that the chat remembers.
    public List<Long> linesOf(String name) {
        return room.linesOf(name);
    }

    /// Who wrote a line, if the chat remembers it.
    public Optional<String> authorOf(long line) {
        return room.line(line).map(ChatMessage::name);
    }

    /// Other rules hold from now on.
    public synchronized void rules(ChatRules rules) {
        become(rules);
    }

    /// What a user may do has changed.
    public void change(long userId, UnaryOperator<Speaker> change) {
        guests.change(userId, change);
    }

    /// The streamer describes the channel anew; everybody there sees it.
    synchronized void describe(Profile newProfile) {
        if (!newProfile.equals(profile)) {
            profile = newProfile;
            tellState();
        }
    }

    // Publishing.

    /// A publisher with the right key came: any other is closed.
    synchronized void begin(PublisherSession session) {
        dismissPublisher(CloseCode.TAKEN_OVER, "another publisher took over");
        publisher = session;
    }

    /// The publisher sent a packet.
    ///
    /// @throws WebSocketException when there is no room for it, or the session was dismissed
    void add(PublisherSession session, MediaPacket packet) throws WebSocketException {
        synchronized (this) {
            if (session != publisher) {
                throw session.dismissal();
            }
            try {
                if (broadcast == null) {
                    broadcast = new Broadcast(budget);
                    if (viewers.isMp4Wanted()) {
                        startMp4();
                    }
                    audiences.tune(broadcast);
                }
                boolean start = broadcast.add(packet, time.nanos());
                traffic.received(packet.length());
                if (start) {
                    keyframeRequests.fulfil();
                    if (onAir.begin(time)) {
                        tellState();
                    }
                }
            } catch (OutOfRoomException e) {
                throw new WebSocketException(CloseCode.TRY_AGAIN_LATER, e.getMessage());
            }
        }
        audiences.news();
    }

    void show(PublisherSession session, ByteBuffer png) {
        var copy = new byte[png.remaining()];
        png.get(png.position(), copy);
        synchronized (this) {
            if (session == publisher) {
                picture = copy;
            }
        }
    }

    /// The publisher's connection is gone.
    ///
    /// @param ended whether it said that the stream is over
    synchronized void finish(PublisherSession session, boolean ended) {
        if (session != publisher) {
            return;
        }
        publisher = null;
        if (!ended && onAir.lose(time.nanos())) {
            tellState();
        } else if (ended || onAir.isOffline()) {
            goOffline();
        }
    }

    /// Ends the stream for the streamer.
    synchronized void endStream(int code, String reason) {
        dismissPublisher(code, reason);
        goOffline();
    }

    /// Closes everybody, the publisher too.
    synchronized void closeAll(int code, String reason) {
        dismissPublisher(code, reason);
        audiences.end(code, reason);
    }

    private void dismissPublisher(int code, String reason) {
        if (publisher != null) {
            publisher.dismiss(code, reason);
            publisher = null;
        }
    }

    private void goOffline() {
        if (broadcast != null) {
            audiences.tune(null);
            broadcast.release();
            broadcast = null;
        }
        if (onAir.end()) {
            tellState();
        }
    }

    private void tellState() {
        audiences.tell(new ControlMessage.Channel(state()));
    }

    /// A viewer cannot go on without a keyframe.
    synchronized void wantKeyframe() {
        if (publisher != null) {
            keyframeRequests.want();
            askForKeyframe(time.nanos());
        }
    }

    private void askForKeyframe(long nowNanos) {
        if (publisher != null && keyframeRequests.isDue(nowNanos)) {
            publisher.tell(new Text(new Keyframe()));
        }
    }

    /// Some time passed.
    synchronized void tick(long nowNanos) {
        if (publisher == null && onAir.isGraceOver(nowNanos)) {
            goOffline();
        }
        onAir.note(viewers.all(), nowNanos);
        askForKeyframe(nowNanos);
        if (broadcast != null && viewers.isMp4Over(nowNanos) && broadcast.stopMp4()) {
            audiences.tune(broadcast);
        }
        viewers.news(nowNanos).ifPresent(count -> audiences.tell(new Viewers(count)));
    }

    /// Whether nobody is here and nothing is shown, so that it may be forgotten.
    synchronized boolean isIdle() {
        return onAir.isOffline()
                && publisher == null
                && audiences.isEmpty()
                && room.isSaved();
    }
}
