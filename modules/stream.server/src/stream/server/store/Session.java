package stream.server.store;

/// Somebody who is signed in on one browser. Times are ms since 1970.
///
/// @param lastUsedMillis to within some minutes
public record Session(User user, long createdMillis, long lastUsedMillis, long expiresMillis) {}
