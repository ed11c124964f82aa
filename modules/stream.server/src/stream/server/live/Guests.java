package stream.server.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import stream.common.control.ControlMessage.Standing;
import stream.server.chat.Speaker;

/// The people who are signed in on the sockets of one channel, and what each may do in its chat.
///
/// What changes about somebody (a session ends, a ban begins) is stored first and told here then. Who
/// comes at that moment was added before asking the store, so that one of the two always notices.
///
/// **Threads.** Any thread. Nothing blocks but [#seat], which asks the store.
final class Guests {
    private final Standings standings;
    private final String channel;
    private final Map<Long, Guest> guests = new HashMap<>();

    private static final class Guest {
        /// Never empty.
        final List<Seat> seats = new ArrayList<>(1);
        Speaker speaker = Speaker.NOBODY;
        /// How often something was told about the guest, so that an older answer of the store is noticed.
        int changes;
    }

    /// One whom the store is asked about, as it was before.
    private record Doubt(Guest guest, Visitor visitor, int changes) {}

    /// @param channel the streamer's name
    Guests(Standings standings, String channel) {
        this.standings = standings;
        this.channel = channel;
    }

    /// Adds a socket; of nobody when the session has ended meanwhile, or when that cannot be told now.
    ///
    /// @param line the way to the socket for the time being
    Seat seat(Visitor visitor, Line line) {
        if (visitor.isNobody()) {
            return new Seat(visitor, line);
        }
        var seat = new Seat(visitor, line);
        add(seat);
        try {
            int changes;
            do {
                changes = changes(visitor.id());
                var speaker = standings.of(visitor, channel);
                if (speaker.isEmpty()) {
                    break;
                }
                if (admit(visitor.id(), speaker.get(), changes)) {
                    return seat;
                }
            } while (true);
        } catch (IOException _) {
            // The store has logged it. One can watch without.
        }
        remove(seat);
        return new Seat(Visitor.NOBODY, line);
    }

    private synchronized void add(Seat seat) {
        guests.computeIfAbsent(seat.visitor().id(), _ -> new Guest()).seats.add(seat);
    }

    private synchronized int changes(long id) {
        return guests.get(id).changes;
    }

    private synchronized boolean admit(long id, Speaker speaker, int changes) {
        var guest = guests.get(id);
        if (guest.changes != changes) {
            return false;
        }
        guest.speaker = speaker;
        return true;
    }

    /// The socket is gone; it may have been removed before.
    synchronized void remove(Seat seat) {
        guests.computeIfPresent(seat.visitor().id(), (_, guest) -> {
            guest.seats.remove(seat);
            return guest.seats.isEmpty() ? null : guest;
        });
    }

    /// What the visitor may do in the chat now.
    synchronized Speaker speaker(Visitor visitor) {
        var guest = guests.get(visitor.id());
        return guest == null ? Speaker.NOBODY : guest.speaker;
    }

    /// Sessions of a user have ended: their sockets are closed.
    ///
    /// @param which sessions
    synchronized void end(long id, Predicate<String> which, int code, String reason) {
        var guest = guests.get(id);
        if (guest != null) {
            guest.changes++;
            guest.seats.stream()
                    .filter(seat -> which.test(seat.visitor().session()))
                    .forEach(seat -> seat.end(code, reason));
        }
    }

    /// Something about a user has changed, who is told if here.
    synchronized void change(long id, UnaryOperator<Speaker> change) {
        var guest = guests.get(id);
        if (guest == null) {
            return;
        }
        guest.changes++;
        if (guest.speaker.id() == 0) {
            return; // the store is being asked, and will be again
        }
        guest.speaker = change.apply(guest.speaker);
        var text = new Text(standing(guest.speaker));
        guest.seats.forEach(seat -> seat.tell(text));
    }

    /// Asks the store again about those of whom it may know what nobody told here; who changed is told.
    /// Blocks for as long as that takes.
    void review(Predicate<Speaker> doubtful) throws IOException {
        for (var doubt : doubts(doubtful)) {
            var speaker = standings.of(doubt.visitor(), channel);
            if (speaker.isPresent()) {
                settle(doubt, speaker.get());
            }
        }
    }

    private synchronized List<Doubt> doubts(Predicate<Speaker> doubtful) {
        return guests.values().stream()
                .filter(guest -> doubtful.test(guest.speaker))
                .map(guest -> new Doubt(guest, guest.seats.getFirst().visitor(), guest.changes))
                .toList();
    }

    private synchronized void settle(Doubt doubt, Speaker speaker) {
        boolean isAnswerOld = doubt.guest().changes != doubt.changes();
        if (guests.get(speaker.id()) == doubt.guest() && !isAnswerOld) {
            change(speaker.id(), _ -> speaker);
        }
    }

    private static Standing standing(Speaker speaker) {
        boolean forGood = speaker.silentMillis() == Speaker.FOR_GOOD;
        return new Standing(speaker.role(), forGood ? Standing.FOR_GOOD : speaker.silentMillis());
    }

    /// What the visitor is in the chat; nothing for nobody.
    Optional<Text> standing(Visitor visitor) {
        return visitor.isNobody() ? Optional.empty() : Optional.of(new Text(standing(speaker(visitor))));
    }

    /// Calls for each visitor who is here; one with several sockets comes several times.
    synchronized void forEach(Consumer<Visitor> action) {
        guests.values().forEach(guest -> guest.seats.forEach(seat -> action.accept(seat.visitor())));
    }
}
