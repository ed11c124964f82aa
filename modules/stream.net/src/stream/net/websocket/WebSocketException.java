package stream.net.websocket;

import java.io.IOException;

/// The peer broke the protocol or a limit: the connection is to be closed with [#code].
public final class WebSocketException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /// @param code of the close frame to send
    /// @param reason of the close frame to send: short, at most 123 bytes of UTF-8
    public WebSocketException(int code, String reason) {
        super(reason);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
