package stream.net.tls;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// The server's side of one TLS connection (RFC 8446, RFC 5246): records in, bytes out, and back. It owns no
/// socket and no buffer, so that an idle connection keeps nothing but its keys and the beginning of a record.
///
/// **Threads.** One reads while another writes. Whoever writes keeps the records in the order in which
/// they were made.
public final class RecordLayer {
    /// The payload of a full record (RFC 8446 §5.1).
    public static final int MAX_PAYLOAD_BYTES = 16 << 10;
    /// A full record with header, vector, padding and code, as long as any cipher makes it.
    public static final int MAX_RECORD_BYTES = 5 + 256 + MAX_PAYLOAD_BYTES + 64;
    /// Room for a record, and before it for an answer that is owed, such as a key update.
    public static final int MIN_OUT_BYTES = 2 * MAX_RECORD_BYTES;
    private static final int HEADER_BYTES = 5;
    /// A client that sends records without data, such as key updates, makes work for nothing; OpenSSL has
    /// the same bound.
    private static final int MAX_EMPTY_RECORDS = 32;
    /// AES-128-GCM is the cheapest on every processor that knows AES, and as good as the others. ChaCha20
    /// costs ten times as much there, so it is left to clients that know nothing else.
    private static final String[] CIPHER_SUITES = {
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };
    private static final String[] PROTOCOLS = {"http/1.1"};
    private static final byte[] NOTHING = {};

    private final SSLEngine engine;
    /// The beginning of a record that is not whole yet; the reader's own.
    private byte[] rest = NOTHING;
    private int emptyRecords;
    private boolean ended;

    private RecordLayer(SSLEngine engine) {
        this.engine = engine;
    }

    /// For a connection that has just been accepted.
    public static RecordLayer server(SSLContext keys) {
        var engine = keys.createSSLEngine();
        engine.setUseClientMode(false);
        var parameters = engine.getSSLParameters();
        parameters.setCipherSuites(CIPHER_SUITES);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(PROTOCOLS);
        engine.setSSLParameters(parameters);
        return new RecordLayer(engine);
    }

    /// Shakes hands, over a socket in blocking mode.
    ///
    /// @param first what was read from the socket already
    /// @param turns how many handshakes may compute at the same time
    public void shakeHands(ByteChannel socket, ByteBuffer first, Semaphore turns) throws IOException {
        var in = ByteBuffer.allocate(MIN_OUT_BYTES).put(first);
        var out = ByteBuffer.allocate(2 * MIN_OUT_BYTES);
        engine.beginHandshake();
        try {
            for (var status = engine.getHandshakeStatus(); isBusy(status); status = engine.getHandshakeStatus()) {
                switch (status) {
                    case NEED_TASK -> compute(turns);
                    case NEED_WRAP -> say(socket, out);
                    default -> hear(socket, in);
                }
            }
        } catch (SSLException e) {
            say(socket, out); // the alert
            throw e;
        }
        keep(in.flip());
    }

    private static boolean isBusy(HandshakeStatus status) {
        return status != HandshakeStatus.FINISHED && status != HandshakeStatus.NOT_HANDSHAKING;
    }

    private void compute(Semaphore turns) throws IOException {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try {
            runTasks();
        } finally {
            turns.release();
        }
    }

    /// @return whether there were any
    private boolean runTasks() {
        boolean any = false;
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
            any = true;
        }
        return any;
    }

    /// Sends whatever the protocol wants said, as one piece if it fits.
    private void say(WritableByteChannel socket, ByteBuffer out) throws IOException {
        out.clear();
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && out.remaining() >= MAX_RECORD_BYTES) {
            if (engine.wrap(ByteBuffer.wrap(NOTHING), out).bytesProduced() == 0) {
                break;
            }
        }
        out.flip();
        while (out.hasRemaining()) {
            socket.write(out);
        }
    }

    private void hear(ReadableByteChannel socket, ByteBuffer in) throws IOException {
        in.flip();
        refuseLongRecord(in);
        var status = engine.unwrap(in, ByteBuffer.wrap(NOTHING)).getStatus();
        in.compact();
        switch (status) {
            case OK -> { }
            case BUFFER_UNDERFLOW -> {
                if (socket.read(in) < 0) {
                    throw new EOFException("the peer went away while it shook hands");
                }
            }
            case CLOSED, BUFFER_OVERFLOW -> throw new SSLException("no end to the handshake: " + status);
        }
    }

    /// Reads what the socket has, and decrypts what is whole of it.
    ///
    /// @param records to read into, longer than a record; used for this call only
    /// @param into has room for as many bytes as `records`
    /// @return how many bytes were put there: 0 when no record is whole yet, -1 when nothing more comes
    public int read(ReadableByteChannel socket, ByteBuffer records, ByteBuffer into) throws IOException {
        if (ended) {
            return -1;
        }
        records.clear().put(rest);
        if (socket.read(records) < 0) {
            ended = true;
            return -1;
        }
        int n = decrypt(records.flip(), into);
        keep(records);
        return n == 0 && ended ? -1 : n;
    }

    /// Decrypts what came along with the end of the handshake.
    public int readAhead(ByteBuffer into) throws IOException {
        var records = ByteBuffer.wrap(rest);
        int n = decrypt(records, into);
        keep(records);
        return n;
    }

    private int decrypt(ByteBuffer records, ByteBuffer into) throws SSLException {
        int before = into.position();
        boolean judged = false;
        while ((records.hasRemaining() || judged) && !ended) {
            refuseLongRecord(records);
            var result = engine.unwrap(records, into);
            judged = runTasks(); // whose failure the next call tells
            if (result.getStatus() == Status.CLOSED) {
                ended = true;
            } else if (result.getStatus() != Status.OK || result.bytesConsumed() == 0 && !judged) {
                break;
            } else if (result.bytesProduced() > 0) {
                emptyRecords = 0;
            } else if (++emptyRecords > MAX_EMPTY_RECORDS) {
                throw new SSLException("too many records without data");
            }
        }
        return into.position() - before;
    }

    /// Otherwise the engine would ask for larger buffers from then on.
    private static void refuseLongRecord(ByteBuffer records) throws SSLException {
        if (records.remaining() >= HEADER_BYTES
                && HEADER_BYTES + (records.getShort(records.position() + 3) & 0xFFFF) > MAX_RECORD_BYTES) {
            throw new SSLException("a record that is too long");
        }
    }

    private void keep(ByteBuffer records) {
        rest = records.hasRemaining() ? new byte[records.remaining()] : NOTHING;
        records.get(rest);
    }

    /// How many bytes there are of a record that is not whole.
    public int unread() {
        return rest.length;
    }

    /// Whether the peer sends nothing more.
    public boolean hasEnded() {
        return ended;
    }

    /// Encrypts the first bytes, as many as fit a record.
    ///
    /// @param out on the heap, where encrypting is quickest, with [#MIN_OUT_BYTES] free
    public void encrypt(ByteBuffer bytes, ByteBuffer out) throws SSLException {
        int before = bytes.position();
        do {
            if (engine.wrap(bytes, out).getStatus() != Status.OK) {
                throw new SSLException("closed");
            }
        } while (bytes.position() == before);
    }

    /// What to send last: a `close_notify`, and before it an alert that is owed.
    public void close(ByteBuffer out) throws SSLException {
        engine.closeOutbound();
        while (!engine.isOutboundDone() && out.remaining() >= MAX_RECORD_BYTES) {
            if (engine.wrap(ByteBuffer.wrap(NOTHING), out).bytesProduced() == 0) {
                break;
            }
        }
    }
}
