package stream.net.websocket;

/// Close codes (RFC 6455 §7.4 and PROTOCOL.md).
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;
    /// Never on the wire: the peer's close frame held no code.
    public static final int NO_STATUS = 1005;
    public static final int INVALID_PAYLOAD = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int MESSAGE_TOO_BIG = 1009;
    public static final int INTERNAL_ERROR = 1011;
    public static final int TRY_AGAIN_LATER = 1013;
    /// Another publisher took the channel over.
    public static final int TAKEN_OVER = 4001;
    /// The stream key was changed or the account removed.
    public static final int KEY_REVOKED = 4003;

    /// The session that was spoken with has ended.
    public static final int SESSION_ENDED = 4004;

    /// An admin of the site ended the stream.
    public static final int ENDED_BY_ADMIN = 4005;
    /// The account was banned from the site.
    public static final int BANNED = 4006;

    private CloseCode() {}

    /// Whether a close frame may hold it (RFC 6455 §7.4 and the registry of §11.7): not the codes
    /// that stand for something only in programs (1004 to 1006, 1015), nor unassigned ones.
    public static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
