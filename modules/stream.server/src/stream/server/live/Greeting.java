package stream.server.live;

import java.util.List;

/// What a newcomer is sent first: `welcome`, and the chat that they lack.
///
/// @param texts in the order of sending
/// @param lastLine the id of the last line of chat that they have with it
record Greeting(List<Text> texts, long lastLine) {
    Greeting {
        texts = List.copyOf(texts);
    }
}
