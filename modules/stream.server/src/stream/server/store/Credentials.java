package stream.server.store;

/// Whose password hashes to what. Shows nothing of it in logs.
///
/// @param passwordHash a PHC string
public record Credentials(long userId, String passwordHash) {
    @Override
    public String toString() {
        return "Credentials[userId=" + userId + "]";
    }
}
