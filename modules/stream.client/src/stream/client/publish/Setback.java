package stream.client.publish;

import stream.client.publish.Setback.Kind;

/// Why there is no stream: what kind of trouble, and the server's own words for it where it gave some.
///
/// @param detail a sentence in English, empty when there is none
/// @param retryAfterSeconds how long the server asked to be left alone, 0 when it did not
public record Setback(Kind kind, String detail, long retryAfterSeconds) {

    /// The kinds of trouble; each knows whether trying again can help.
    public enum Kind {
        /// The server is not there: wrong address, switched off, no network.
        UNREACHABLE(true),
        /// What answers is no Ström server.
        NOT_A_SERVER(false),
        /// The server's certificate is not one that this computer trusts.
        UNTRUSTED(false),
        /// The server does not know the stream key.
        WRONG_KEY(false),
        /// The key was changed, or the account removed, while streaming.
        KEY_REVOKED(false),
        /// Another program streams with the same key now.
        TAKEN_OVER(false),
        /// An admin of the site ended the stream.
        ENDED_BY_ADMIN(false),
        /// The account is banned from the site.
        BANNED(false),
        /// The server ended the stream.
        ENDED_BY_SERVER(false),
        /// The server did not accept what was sent.
        REFUSED(false),
        /// The encoder failed.
        ENCODER_FAILED(false),
        /// The connection broke.
        LOST(true),
        /// The server stops or starts anew.
        SERVER_STOPPING(true),
        /// The server cannot take the stream at the moment.
        BUSY(true);

        private final boolean worthRetrying;

        Kind(boolean worthRetrying) {
            this.worthRetrying = worthRetrying;
        }

        public boolean isWorthRetrying() {
            return worthRetrying;
        }
    }

    Setback(Kind kind) {
        this(kind, "", 0);
    }

    Setback(Kind kind, String detail) {
        this(kind, detail, 0);
    }

    /// What a WebSocket close code means (PROTOCOL.md, *Close codes*).
    static Setback ofCloseCode(int code, String reason) {
        var kind = switch (code) {
            case 1000 -> Kind.ENDED_BY_SERVER;
            case 1001, 1012 -> Kind.SERVER_STOPPING;
            case 1002, 1003, 1007, 1008, 1009 -> Kind.REFUSED;
            case 1013 -> Kind.BUSY;
            case 4001 -> Kind.TAKEN_OVER;
            case 4003 -> Kind.KEY_REVOKED;
            case 4005 -> Kind.ENDED_BY_ADMIN;
            case 4006 -> Kind.BANNED;
            default -> Kind.LOST;
        };
        return new Setback(kind, reason);
    }

    /// What an HTTP status in place of a WebSocket means (PROTOCOL.md, *Sockets*).
    ///
    /// @param code of the problem, empty when there is none
    static Setback ofStatus(int status, String code, String detail, long retryAfterSeconds) {
        var kind = switch (status) {
            case 401 -> Kind.WRONG_KEY;
            case 403 -> code.equals("banned") ? Kind.BANNED : Kind.REFUSED;
            case 408, 425, 429, 500, 502, 503, 504 -> Kind.BUSY;
            default -> Kind.NOT_A_SERVER;
        };
        return new Setback(kind, detail, retryAfterSeconds);
    }
}
