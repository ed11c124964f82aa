package stream.server.live;

import java.util.List;
import stream.common.control.ChatMessage;
import stream.common.control.ControlMessage.Chat;

/// The chat as newcomers get it: written, and compressed, once for all who come before the next line.
///
/// **Threads.** One at a time.
final class Past {
    private List<ChatMessage> lines = List.of();
    private Text text;

    /// @param now the lines that a newcomer gets; not none
    Text of(List<ChatMessage> now) {
        if (!now.equals(lines)) {
            lines = now;
            text = new Text(new Chat(now));
        }
        return text;
    }
}
