package stream.server.chat;

import java.io.IOException;
import java.util.List;
import stream.common.control.ChatMessage;

/// Where lines of chat are kept across restarts. Calls may block; channels are known by their name
/// in lower case.
public interface ChatLog {

    /// Keeps lines, all or none; a line that it has already is not kept twice.
    void append(String channel, List<ChatMessage> lines) throws IOException;

    /// The newest lines of a channel, oldest first.
    List<ChatMessage> newest(String channel, int count) throws IOException;

    /// Forgets what lines said, some of which may not be there, and remembers that they were taken away.
    void remove(String channel, List<Long> ids) throws IOException;

    /// The newest lines of a channel that were taken away, oldest first.
    List<Long> removed(String channel, int count) throws IOException;

    /// Keeps nothing.
    static ChatLog none() {
        return new ChatLog() {
            @Override
            public void append(String channel, List<ChatMessage> lines) {}

            @Override
            public void remove(String channel, List<Long> ids) {}

            @Override
            public List<Long> removed(String channel, int count) {
                return List.of();
            }

            @Override
            public List<ChatMessage> newest(String channel, int count) {
                return List.of();
            }
        };
    }
}
