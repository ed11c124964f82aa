package stream.server.live;

import java.io.IOException;
import java.util.Optional;
import stream.server.chat.Speaker;

/// Knows what people may do in a chat.
public interface Standings {

    /// Blocks for as long as the store does.
    ///
    /// @param channel the streamer's name
    /// @return none when the visitor's session has ended
    Optional<Speaker> of(Visitor visitor, String channel) throws IOException;
}
