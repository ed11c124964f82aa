package stream.net.websocket;

/// What a frame is (RFC 6455 §5.2, §11.8).
public enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xA);

    private static final Opcode[] BY_CODE = new Opcode[16];

    static {
        for (var opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /// The four bits on the wire.
    public int code() {
        return code;
    }

    /// Whether it is a control frame, which may stand between the fragments of a message and is
    /// never fragmented itself (§5.5).
    public boolean isControl() {
        return code >= 0x8;
    }

    /// The opcode of four bits, or null for the reserved ones.
    static Opcode of(int code) {
        return BY_CODE[code];
    }
}
