package stream.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// A connection over TLS that waits for nothing, so that one thread can read thousands. A socket of the
/// JDK's would need a thread each.
///
/// ```
///   channel ──► in ── unwrap ──► the reader's buffer, or rest where that has no room for a record
///   channel ◄── out ◄── wrap ──  the writer's buffer
/// ```
final class TlsConnection implements Connection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    // Each stands ready to be read from.
    private final ByteBuffer in;
    private final ByteBuffer out;
    private final ByteBuffer rest;
    /// Whether `in` is known to hold no whole record.
    private boolean needsMore = true;
    private boolean ended;

    /// @param engine of a client, which has not begun
    TlsConnection(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
        out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
        rest = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
    }

    /// Shakes hands, on a channel in blocking mode.
    ///
    /// @throws SSLException when the server's certificate is not trusted
    void shakeHands() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP, NEED_TASK -> answerHandshake();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (read(NOTHING) < 0) {
                        throw new EOFException("the server ended the TLS handshake");
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    /// Does what the encryption wants to have done before it goes on, at the beginning or later.
    private void answerHandshake() throws IOException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
        write(NOTHING);
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        decrypt(into);
        if (needsMore && !ended && into.position() == before) {
            in.compact();
            int n = channel.read(in);
            in.flip();
            decrypt(into);
            ended |= n < 0;
        }
        int read = into.position() - before;
        return read == 0 && ended ? -1 : read;
    }

    /// Decrypts all records that are there, as far as there is room.
    private void decrypt(ByteBuffer into) throws IOException {
        moveRest(into);
        needsMore = false;
        while (!rest.hasRemaining() && !needsMore && !ended) {
            var result = unwrap(into);
            switch (result.getStatus()) {
                case BUFFER_UNDERFLOW -> needsMore = true;
                case CLOSED -> ended = true;
                case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than records may be");
                case OK -> {
                    answerHandshake();
                    if (result.bytesConsumed() == 0) {
                        return; // the answer has to go out first
                    }
                }
            }
        }
    }

    private SSLEngineResult unwrap(ByteBuffer into) throws IOException {
        if (into.remaining() >= rest.capacity()) {
            return engine.unwrap(in, into);
        }
        rest.clear();
        try {
            return engine.unwrap(in, rest);
        } finally {
            rest.flip();
            moveRest(into);
        }
    }

    private void moveRest(ByteBuffer into) {
        int n = Math.min(rest.remaining(), into.remaining());
        into.put(rest.slice(rest.position(), n));
        rest.position(rest.position() + n);
    }

    @Override
    public boolean holdsMore() {
        return !needsMore;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int before = from.remaining();
        while (isFlushed() && (from.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP)) {
            out.clear();
            var status = engine.wrap(from, out).getStatus();
            out.flip();
            if (status != Status.OK) {
                throw new EOFException("the server ended the encryption");
            }
        }
        return before - from.remaining();
    }

    private boolean isFlushed() throws IOException {
        channel.write(out);
        return !out.hasRemaining();
    }
}
