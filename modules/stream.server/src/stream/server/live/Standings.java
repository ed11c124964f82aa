package stream.server.live;

import java.io.IOException;
import java.util.Optional;
import stream.server.chat.ChatRules;
import stream.server.chat.Speaker;

/// Knows what a chat allows, and to whom.
public interface Standings {

    /// Blocks for as long as the store does.
    ///
    /// @param channel the streamer's name
    /// @return none when the visitor's session has ended
    Optional<Speaker> of(Visitor visitor, String channel) throws IOException;

    /// What the chat asks of those who write; blocks likewise.
    ChatRules rules(String channel) throws IOException;
}
