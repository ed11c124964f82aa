package stream.client.window;

import java.util.Optional;
import stream.client.publish.BroadcastEvent;
import stream.client.publish.Setback;
import stream.common.control.ChannelState;

/// What the window shows of the stream; each event makes a new one.
///
/// @param channel as the server last told it
/// @param trouble why there is no stream, when that was not the user's wish
/// @param retryAtNanos when the next attempt comes, by [System#nanoTime()]; of meaning while waiting
record StreamState(
        Phase phase, Optional<ChannelState> channel, int viewers, Optional<Setback> trouble, long retryAtNanos) {

    /// Where the stream stands.
    enum Phase {
        IDLE,
        CONNECTING,
        LIVE,
        /// Between two attempts.
        WAITING
    }

    static final StreamState START = new StreamState(Phase.IDLE, Optional.empty(), 0, Optional.empty(), 0);

    /// Whether the user has pressed Start, and neither Stop nor anything final has followed.
    boolean isOn() {
        return phase != Phase.IDLE;
    }

    StreamState after(BroadcastEvent event, long nowNanos) {
        return switch (event) {
            // Trouble is shown until it is over, not only until the next attempt begins.
            case BroadcastEvent.Connecting connecting -> new StreamState(
                    Phase.CONNECTING, channel, viewers, connecting.attempt() == 1 ? Optional.empty() : trouble, 0);
            case BroadcastEvent.Live live -> new StreamState(
                    Phase.LIVE, Optional.of(live.channel()), live.channel().viewers(), Optional.empty(), 0);
            case BroadcastEvent.Waiting waiting -> new StreamState(
                    Phase.WAITING,
                    channel,
                    viewers,
                    Optional.of(waiting.setback()),
                    nowNanos + waiting.delay().toNanos());
            case BroadcastEvent.Ended ended -> new StreamState(Phase.IDLE, channel, 0, ended.setback(), 0);
            case BroadcastEvent.ChannelChanged changed -> new StreamState(
                    phase, Optional.of(changed.channel()), changed.channel().viewers(), trouble, retryAtNanos);
            case BroadcastEvent.ViewersChanged changed ->
                new StreamState(phase, channel, changed.count(), trouble, retryAtNanos);
            case BroadcastEvent.ChatLines _, BroadcastEvent.ChatRemoved _, BroadcastEvent.Notice _ -> this;
        };
    }
}
