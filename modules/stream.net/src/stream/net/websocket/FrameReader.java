package stream.net.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import stream.net.websocket.WebSocketConnection.Message;

/// Reads what a client sends (RFC 6455 §5): bytes go in, in pieces of any size, whole messages and
/// control frames come out. Does no I/O, keeps no time, and never holds more than one message and
/// one control frame.
///
/// ```
///            +---------------------------------------------+
///            v                                             |
///        [header] --length, mask--> [payload] --last byte--+--> a control frame, or the last
///            |                          |                        fragment: an Incoming
///            +---- WebSocketException --+
/// ```
///
/// Typical use, by a blocking thread or a selector loop alike:
///
/// ```java
/// channel.read(buffer);
/// buffer.flip();
/// for (Incoming in = reader.next(buffer); in != null; in = reader.next(buffer)) {
///     FrameWriter.answer(in).ifPresent(this::send);
///     switch (in) { ... }
/// }
/// buffer.clear();
/// ```
///
/// **Threads.** For one thread at a time.
public final class FrameReader {

    /// What a peer may send.
    ///
    /// @param messageBytes the largest message, all its fragments together
    /// @param fragments the most frames that one message may be cut into; empty ones cost the peer
    ///     next to nothing, so that the bytes alone are no bound
    /// @param compressed whether messages may come compressed (RFC 7692); their size is limited before and
    ///     after
    /// @param bytesPerSecond of messages, in the long run; 0: as many as the line carries
    public record Limits(int messageBytes, int fragments, boolean compressed, int bytesPerSecond) {
        public Limits {
            if (messageBytes < 1 || fragments < 1) {
                throw new IllegalArgumentException("limits must be positive");
            }
        }

        public Limits(int messageBytes, int fragments, boolean compressed) {
            this(messageBytes, fragments, compressed, 0);
        }

        public Limits(int messageBytes, int fragments) {
            this(messageBytes, fragments, false);
        }

        /// The same without compression.
        public Limits uncompressed() {
            return new Limits(messageBytes, fragments, false, bytesPerSecond);
        }

        /// The same with a rate.
        public Limits perSecond(int bytes) {
            return new Limits(messageBytes, fragments, compressed, bytes);
        }
    }

    /// Two bytes, eight of length, four of mask.
    private static final int MAX_HEADER_BYTES = 14;
    private static final int MAX_CONTROL_BYTES = 125;
    /// A length is only a claim: no more than this is set aside before the bytes are there.
    private static final int TRUSTED_BYTES = 4 * 1024;
    /// A larger buffer is dropped when its message is done, so that idle peers cost little.
    private static final int KEPT_BYTES = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final Limits limits;
    private final Intake intake;
    private final byte[] header = new byte[MAX_HEADER_BYTES];
    private int headerBytes;
    private int headerNeeds = 2;

    private boolean last;
    private Opcode opcode;
    private boolean inPayload;
    private int payloadRead;
    private int payloadNeeds;

    /// The message whose fragments are coming, or null between messages.
    private Opcode message;
    private boolean compressed;
    private byte[] messageBuffer = NOTHING;
    private int messageBytes;
    private int fragments;
    private Utf8Validator utf8;
    private byte[] control;
    private boolean closed;

    /// @param intake judges what comes, and counts what is buffered
    public FrameReader(Limits limits, Intake intake) {
        this.limits = limits;
        this.intake = intake;
    }

    public Intake intake() {
        return intake;
    }

    /// Drops what was read of a message; the rest of the stream is thrown away. The connection has ended or
    /// was let go.
    public void abandon() {
        closed = true;
        messageBuffer = NOTHING;
        control = null;
        intake.close();
    }

    /// Whether both sides may compress messages.
    public boolean mayCompress() {
        return limits.compressed();
    }

    /// Takes bytes until they make something whole.
    ///
    /// @param in consumed up to the end of what is returned; all of it when nothing is
    /// @return what the peer sent, or null when more bytes are needed. The bytes of a binary message
    ///     are valid until the next call. After [Incoming.Close], and after an exception, the rest is
    ///     thrown away (§5.5.1)
    /// @throws WebSocketException as soon as the bytes cannot become anything legal
    public Incoming next(ByteBuffer in) throws WebSocketException {
        try {
            while (!closed && (inPayload || readHeader(in))) {
                if (!readPayload(in)) {
                    return null;
                }
                var whole = opcode.isControl() ? endControl() : endFragment();
                if (whole != null) {
                    return whole;
                }
            }
        } catch (WebSocketException e) {
            abandon();
            throw e;
        }
        if (closed) {
            in.position(in.limit());
        }
        return null;
    }

    private boolean readHeader(ByteBuffer in) throws WebSocketException {
        while (headerBytes < headerNeeds) {
            if (!in.hasRemaining()) {
                return false;
            }
            header[headerBytes++] = in.get();
            if (headerBytes == 2) {
                beginFrame();
            }
        }
        long length = length();
        headerBytes = 0;
        headerNeeds = 2;
        payloadRead = 0;
        inPayload = true;
        if (opcode.isControl()) {
            payloadNeeds = (int) length;
            control = new byte[payloadNeeds];
        } else if (length > limits.messageBytes() - messageBytes) {
            throw new WebSocketException(CloseCode.MESSAGE_TOO_BIG,
                "messages are limited to " + limits.messageBytes() + " bytes");
        } else {
            payloadNeeds = (int) length;
            reserve(Math.min(payloadNeeds, TRUSTED_BYTES));
        }
        return true;
    }

    /// Judges a frame by its first two bytes.
    private void beginFrame() throws WebSocketException {
        last = (header[0] & 0x80) != 0;
        opcode = Opcode.of(header[0] & 0x0F);
        int shortLength = header[1] & 0x7F;
        require(opcode != null, "reserved opcode");
        require((header[0] & (mayBeCompressed() ? 0x30 : 0x70)) == 0, "reserved bits without an extension");
        require((header[1] & 0x80) != 0, "client frames must be masked");
        if (opcode.isControl()) {
            require(last, "fragmented control frame");
            require(shortLength <= MAX_CONTROL_BYTES, "control frame too long");
        } else {
            beginFragment();
        }
        headerNeeds = 6 + (shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0);
    }

    /// RFC 7692 §6.1: the first reserved bit marks the first frame of a message that is compressed.
    private boolean mayBeCompressed() {
        return limits.compressed() && !opcode.isControl() && opcode != Opcode.CONTINUATION;
    }

    private void beginFragment() throws WebSocketException {
        if (opcode == Opcode.CONTINUATION) {
            require(message != null, "continuation of nothing");
        } else {
            require(message == null, "message inside a message");
            message = opcode;
            intake.begun();
            messageBytes = 0;
            fragments = 0;
            compressed = (header[0] & 0x40) != 0;
            utf8 = opcode == Opcode.TEXT && !compressed ? new Utf8Validator() : null;
            if (messageBuffer.length > 0) {
                intake.hold(messageBuffer.length);
            }
        }
        if (++fragments > limits.fragments()) {
            throw new WebSocketException(CloseCode.MESSAGE_TOO_BIG, "too many fragments");
        }
    }

    /// The payload's length, which must be written in the shortest form (§5.2).
    private long length() throws WebSocketException {
        int shortLength = header[1] & 0x7F;
        var long16or64 = ByteBuffer.wrap(header, 2, 8);
        long length = switch (shortLength) {
            case 126 -> long16or64.getShort() & 0xFFFF;
            case 127 -> long16or64.getLong();
            default -> shortLength;
        };
        require(shortLength != 126 || length > 125, "length not in its shortest form");
        require(shortLength != 127 || length < 0 || length > 0xFFFF, "length not in its shortest form");
        require(length >= 0, "length out of range");
        return length;
    }

    /// @return whether the frame's payload is complete
    private boolean readPayload(ByteBuffer in) throws WebSocketException {
        int n = Math.min(in.remaining(), payloadNeeds - payloadRead);
        if (opcode.isControl()) {
            in.get(control, payloadRead, n);
            unmask(control, payloadRead, payloadRead + n);
        } else {
            intake.arrived(n);
            reserve(n);
            int from = messageBytes;
            in.get(messageBuffer, from, n);
            unmask(messageBuffer, from, from + n);
            messageBytes += n;
            if (utf8 != null && !utf8.accept(messageBuffer, from, messageBytes)) {
                throw new WebSocketException(CloseCode.INVALID_PAYLOAD, "text that is not UTF-8");
            }
        }
        payloadRead += n;
        return payloadRead == payloadNeeds;
    }

    private void unmask(byte[] bytes, int from, int to) {
        Mask.apply(header, headerMaskAt(), payloadRead, bytes, from, to);
    }

    /// The mask is the header's last four bytes.
    private int headerMaskAt() {
        int shortLength = header[1] & 0x7F;
        return shortLength == 126 ? 4 : shortLength == 127 ? 10 : 2;
    }

    private Incoming endFragment() throws WebSocketException {
        inPayload = false;
        if (!last) {
            return null;
        }
        var kind = message;
        message = null;
        // The bytes of this message stay valid until the next call, whoever keeps the buffer.
        var whole = messageBuffer;
        if (!intake.whole(whole.length <= KEPT_BYTES ? whole.length : 0) || whole.length > KEPT_BYTES) {
            messageBuffer = NOTHING;
        }
        if (compressed) {
            return expanded(kind, whole);
        }
        if (kind == Opcode.BINARY) {
            return new Message.Binary(ByteBuffer.wrap(whole, 0, messageBytes));
        }
        if (!utf8.isComplete()) {
            throw new WebSocketException(CloseCode.INVALID_PAYLOAD, "text that is not UTF-8");
        }
        return new Message.Text(new String(whole, 0, messageBytes, StandardCharsets.UTF_8));
    }

    private Incoming expanded(Opcode kind, byte[] whole) throws WebSocketException {
        var bytes = PerMessageDeflate.expand(whole, messageBytes, limits.messageBytes());
        if (kind == Opcode.BINARY) {
            return new Message.Binary(ByteBuffer.wrap(bytes));
        }
        var validator = new Utf8Validator();
        if (!validator.accept(bytes, 0, bytes.length) || !validator.isComplete()) {
            throw new WebSocketException(CloseCode.INVALID_PAYLOAD, "text that is not UTF-8");
        }
        return new Message.Text(new String(bytes, StandardCharsets.UTF_8));
    }

    private Incoming endControl() throws WebSocketException {
        inPayload = false;
        var payload = control;
        control = null;
        return switch (opcode) {
            case PING -> new Incoming.Ping(payload);
            case PONG -> new Incoming.Pong(payload);
            default -> {
                var close = close(payload);
                closed = true;
                yield close;
            }
        };
    }

    /// RFC 6455 §5.5.1: nothing, or a code and a reason in UTF-8.
    private static Incoming.Close close(byte[] payload) throws WebSocketException {
        if (payload.length == 0) {
            return new Incoming.Close(CloseCode.NO_STATUS, "");
        }
        require(payload.length >= 2, "close frame with half a code");
        int code = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        require(CloseCode.mayBeSent(code), "close code " + code + " may not be sent");
        var utf8 = new Utf8Validator();
        if (!utf8.accept(payload, 2, payload.length) || !utf8.isComplete()) {
            throw new WebSocketException(CloseCode.INVALID_PAYLOAD, "close reason that is not UTF-8");
        }
        var reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        return new Incoming.Close(code, reason);
    }

    /// Makes room for so many more bytes of the message.
    private void reserve(int bytes) throws WebSocketException {
        int needed = messageBytes + bytes;
        if (needed > messageBuffer.length) {
            int size = Math.max(needed, (int) Math.min(2L * messageBuffer.length, limits.messageBytes()));
            intake.hold(size);
            messageBuffer = Arrays.copyOf(messageBuffer, size);
        }
    }

    private static void require(boolean legal, String otherwise) throws WebSocketException {
        if (!legal) {
            throw new WebSocketException(CloseCode.PROTOCOL_ERROR, otherwise);
        }
    }
}
