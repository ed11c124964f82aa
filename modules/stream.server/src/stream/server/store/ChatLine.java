package stream.server.store;

/// A line of chat as it is kept.
///
/// @param id grows within the channel
/// @param author the writer's name
/// @param role what the writer was in the chat then: a word of at most ten letters
/// @param writtenMillis ms since 1970
public record ChatLine(long id, String author, String role, String body, long writtenMillis) {}
