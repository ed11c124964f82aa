package stream.server.chat;

import stream.common.control.Role;

/// Somebody in a chat, and what the chat must know to judge what they write.
///
/// @param id of the user, 0 for nobody
/// @param name empty for nobody
/// @param createdMillis when the account was made, ms since 1970
/// @param follows whether the channel is followed
/// @param silentMillis until when the user may not write here, ms since 1970; 0 for one who may
public record Speaker(long id, String name, Role role, long createdMillis, boolean follows, long silentMillis) {
    /// For one who is banned from the chat.
    public static final long FOR_GOOD = Long.MAX_VALUE;

    /// Nobody is signed in.
    public static final Speaker NOBODY = new Speaker(0, "", Role.VIEWER, 0, false, 0);

    public Speaker as(Role newRole) {
        return new Speaker(id, name, newRole, createdMillis, follows, silentMillis);
    }

    public Speaker following(boolean nowFollows) {
        return new Speaker(id, name, role, createdMillis, nowFollows, silentMillis);
    }

    /// A moderator who may not write does not moderate either.
    public Speaker silentUntil(long millis) {
        var now = millis != 0 && role == Role.MODERATOR ? Role.VIEWER : role;
        return new Speaker(id, name, now, createdMillis, follows, millis);
    }
}
