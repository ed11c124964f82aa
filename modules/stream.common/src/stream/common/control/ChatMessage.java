package stream.common.control;

/// One line of chat.
///
/// @param id unique in the channel and growing, so that a client can resume after the last it has
/// @param name of the writer
/// @param role what the writer was in this chat then
/// @param atMillis when the server accepted it, ms since 1970
public record ChatMessage(long id, String name, Role role, String text, long atMillis) {}
