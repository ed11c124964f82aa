package stream.client.publish;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stream.common.control.ChannelState;
import stream.common.control.ChatMessage;

/// What happens to a [Broadcast], told as it happens.
public sealed interface BroadcastEvent {

    /// A connection is being made.
    ///
    /// @param attempt 1 for the first since the start or the last success
    record Connecting(int attempt) implements BroadcastEvent {}

    /// The stream is live.
    record Live(ChannelState channel) implements BroadcastEvent {}

    /// There is no connection; the next attempt comes after `delay`, or at [Broadcast#tryNow].
    record Waiting(Setback setback, Duration delay) implements BroadcastEvent {}

    /// The stream is over; it was stopped when there is no setback.
    record Ended(Optional<Setback> setback) implements BroadcastEvent {}

    /// Title, description, game or presence changed.
    record ChannelChanged(ChannelState channel) implements BroadcastEvent {}

    record ViewersChanged(int count) implements BroadcastEvent {}

    /// New lines of chat, oldest first, each line once.
    record ChatLines(List<ChatMessage> lines) implements BroadcastEvent {}

    /// Lines of chat that were taken away.
    record ChatRemoved(List<Long> ids) implements BroadcastEvent {}

    /// Something the server wants a person to read.
    record Notice(String code, String text) implements BroadcastEvent {}
}
