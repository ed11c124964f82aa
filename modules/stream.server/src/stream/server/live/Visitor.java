package stream.server.live;

/// Who is signed in on a socket.
///
/// @param id of the user, 0 for nobody
/// @param name as its owner writes it, empty for nobody
/// @param session tells one session of the user from another; empty for a publisher that showed a
///     stream key
public record Visitor(long id, String name, String session) {
    /// Nobody is signed in.
    public static final Visitor NOBODY = new Visitor(0, "", "");

    boolean isNobody() {
        return id == 0;
    }
}
