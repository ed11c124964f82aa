package stream.server.chat;

/// Somebody in a chat, and what the chat must know to judge what they write.
///
/// @param name empty for nobody
public record Speaker(String name) {
    /// Nobody is signed in.
    public static final Speaker NOBODY = new Speaker("");
}
