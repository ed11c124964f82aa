package stream.server.store;

/// A line of chat as it is kept.
///
/// @param id grows within the channel
/// @param author the writer's name
/// @param writtenMillis ms since 1970
public record ChatLine(long id, String author, String body, long writtenMillis) {}
