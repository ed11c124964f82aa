package stream.common.control;

import java.util.List;

/// A JSON text on a viewer's or publisher's WebSocket: an object whose `type` names the record.
/// PROTOCOL.md says who sends which, with an example of each.
public sealed interface ControlMessage {

    /// The longest text that the server takes from a client, in bytes of UTF-8.
    int MAX_BYTES = 8192;

    /// How a viewer wants its media.
    enum Format {
        /// Media packets, for WebCodecs.
        PACKETS,
        /// Fragments of MP4, for Media Source Extensions.
        MP4,
        /// None: the chat and the channel's state alone.
        NONE
    }

    /// The first message of a viewer.
    ///
    /// @param since the last chat id that the viewer has, 0 for none
    record Hello(Format format, long since) implements ControlMessage {}

    /// The server's first message.
    ///
    /// @param user who is signed in on this socket, empty for nobody
    record Welcome(String user, ChannelState channel) implements ControlMessage {}

    /// The channel changed: title, description, game, presence.
    record Channel(ChannelState channel) implements ControlMessage {}

    /// The number of viewers changed.
    record Viewers(int count) implements ControlMessage {}

    /// A client writes in the chat.
    record Say(String text) implements ControlMessage {}

    /// Lines of chat, oldest first: those before one joined, or a new one.
    record Chat(List<ChatMessage> messages) implements ControlMessage {
        public Chat {
            messages = List.copyOf(messages);
        }
    }

    /// Lines that were taken away; a client that has them shows them no more.
    record Removed(List<Long> ids) implements ControlMessage {
        public Removed {
            ids = List.copyOf(ids);
        }
    }

    /// What the chat asks of those who write and do not moderate, as it holds now.
    ///
    /// @param slowSeconds between two lines of one writer, 0 for no such rule
    /// @param followers whether one must follow the channel
    /// @param ageSeconds how old an account must be, 0 for no such rule
    /// @param shield whether the strict rules are on that replace milder ones
    record Rules(int slowSeconds, boolean followers, long ageSeconds, boolean shield)
            implements ControlMessage {}

    /// What the user who is signed in on this socket is in the chat.
    ///
    /// @param silentMillis until when the user may not write, ms since 1970; 0 for one who may,
    ///     [#FOR_GOOD] for one who is banned
    record Standing(Role role, long silentMillis) implements ControlMessage {
        public static final long FOR_GOOD = -1;
    }

    /// A viewer stops or resumes its media while the chat goes on.
    record Play(boolean on) implements ControlMessage {}

    /// Asks for the server's clock.
    ///
    /// @param sentMicros the asker's own clock, given back unchanged
    record Clock(long sentMicros) implements ControlMessage {}

    /// Answers [Clock].
    ///
    /// @param serverMicros µs since 1970 by the server's clock
    record Time(long sentMicros, long serverMicros) implements ControlMessage {}

    /// The server asks a publisher for a keyframe.
    record Keyframe() implements ControlMessage {}

    /// Something a person should read; nothing was closed.
    ///
    /// @param code for programs; PROTOCOL.md lists them
    /// @param text a sentence in English
    /// @param seconds after which it will be otherwise, 0 where that cannot be told
    record Notice(String code, String text, long seconds) implements ControlMessage {
        public Notice(String code, String text) {
            this(code, text, 0);
        }
    }

    /// Reads a message.
    ///
    /// @throws MalformedMessageException when the text is not one
    static ControlMessage parse(String text) throws MalformedMessageException {
        return ControlJson.parse(text);
    }

    /// The message as JSON text.
    default String toJson() {
        return ControlJson.write(this);
    }
}
