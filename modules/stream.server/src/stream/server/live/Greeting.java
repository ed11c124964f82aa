package stream.server.live;

import java.util.List;

/// What a newcomer is sent first: `welcome`, and the chat that they lack.
///
/// @param texts in the order of sending
record Greeting(List<Text> texts) {
    Greeting {
        texts = List.copyOf(texts);
    }
}
