package stream.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import stream.common.control.Role;
import stream.server.chat.ChatRules;
import stream.server.chat.Speaker;

class GuestsTest {
    private static final Visitor BO = new Visitor(7, "bo", "a session");

    private Role stored = Role.VIEWER;
    private Runnable whileAsked = () -> { };
    private final Guests guests = new Guests(new Standings() {
        @Override
        public Optional<Speaker> of(Visitor visitor, String channel) {
            var role = stored;
            whileAsked.run();
            return Optional.of(LiveSite.speaker(visitor).as(role));
        }

        @Override
        public ChatRules rules(String channel) {
            return ChatRules.NONE;
        }
    }, "alva");

    private Role role() {
        return guests.speaker(BO).role();
    }

    @Test
    void whoIsDoubtfulIsAskedAbout() throws Exception {
        guests.seat(BO, LiveSite.NOWHERE);
        stored = Role.ADMIN;
        guests.review(speaker -> speaker.role() == Role.ADMIN);
        assertEquals(Role.VIEWER, role());
        guests.review(speaker -> speaker.id() == BO.id());
        assertEquals(Role.ADMIN, role());
    }

    @Test
    void anAnswerThatIsOlderThanTheNewsIsNotBelieved() throws Exception {
        guests.seat(BO, LiveSite.NOWHERE);
        whileAsked = () -> guests.change(BO.id(), speaker -> speaker.as(Role.MODERATOR));
        guests.review(_ -> true);
        assertEquals(Role.MODERATOR, role());
    }

    @Test
    void whoHasLeftMeanwhileIsForgotten() throws Exception {
        var seat = guests.seat(BO, LiveSite.NOWHERE);
        whileAsked = () -> guests.remove(seat);
        guests.review(_ -> true);
        assertEquals(Speaker.NOBODY, guests.speaker(BO));
    }
}
