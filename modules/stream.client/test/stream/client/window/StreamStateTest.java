package stream.client.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stream.client.publish.BroadcastEvent;
import stream.client.publish.Setback;
import stream.common.control.ChannelState;

class StreamStateTest {
    private static final Setback LOST = new Setback(Setback.Kind.LOST, "", 0);
    private static final Setback WRONG_KEY = new Setback(Setback.Kind.WRONG_KEY, "", 0);

    private static StreamState after(BroadcastEvent... events) {
        var state = StreamState.START;
        for (var event : events) {
            state = state.after(event, 1000);
        }
        return state;
    }

    private static BroadcastEvent live() {
        return new BroadcastEvent.Live(
                new ChannelState("bo", "", "", "", "", ChannelState.Presence.LIVE, 1, 3));
    }

    @Test
    void goesLiveAndCountsViewers() {
        var state = after(new BroadcastEvent.Connecting(1), live(), new BroadcastEvent.ViewersChanged(7));
        assertEquals(StreamState.Phase.LIVE, state.phase());
        assertEquals(7, state.viewers());
        assertTrue(state.isOn());
    }

    @Test
    void troubleIsShownUntilTheStreamIsBack() {
        var waiting = after(live(), new BroadcastEvent.Waiting(LOST, Duration.ofMillis(2)));
        assertEquals(1000 + 2_000_000, waiting.retryAtNanos());
        var again = waiting.after(new BroadcastEvent.Connecting(2), 0);
        assertEquals(Optional.of(LOST), again.trouble());
        assertEquals(Optional.empty(), again.after(live(), 0).trouble());
    }

    @Test
    void aFinalEndSaysWhyAndLetsOneStartAgain() {
        var state = after(new BroadcastEvent.Connecting(1), new BroadcastEvent.Ended(Optional.of(WRONG_KEY)));
        assertFalse(state.isOn());
        assertEquals(Optional.of(WRONG_KEY), state.trouble());
        assertEquals(Optional.empty(), state.after(new BroadcastEvent.Connecting(1), 0).trouble());
    }

    @Test
    void stoppingLeavesNoTrouble() {
        var state = after(live(), new BroadcastEvent.Ended(Optional.empty()));
        assertEquals(StreamState.Phase.IDLE, state.phase());
        assertEquals(Optional.empty(), state.trouble());
    }
}
